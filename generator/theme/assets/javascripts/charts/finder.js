/* Search in a chart: the hits, numbered, and the rows that stay; the field says how many there are. */
(function (charts) {
  "use strict";

  const LAST = ["directorate"]; // kinds whose hits come after the others

  charts.finder = function (chart) {
    const { figure, state, fold } = chart;
    const find = (selector) => figure.querySelector(selector);
    const input = find(".chart__search input");
    let hits = [];
    let at = 0;
    let opened = new Set(); // groups that the reader opened among the hits
    let loader = null;

    const all = () => chart.view.rows.filter((row) => row.link);
    const rank = (row) => LAST.findIndex((kind) => row.group.classList.contains(kind));

    function search(keepsPlace) {
      const typed = fold(state.words);
      const rows = all();
      hits = typed ? onlyUpper(matching(rows, typed)).sort((a, b) => rank(a) - rank(b)) : [];
      at = keepsPlace ? Math.min(at, Math.max(0, hits.length - 1)) : 0;
      opened = new Set();
      chart.arrange();
      const output = find(".chart__found");
      output.textContent = typed ? output.dataset.found.replace("%f", hits.length).replace("%a", rows.length) : "";
      figure.querySelectorAll("[data-do=previous], [data-do=next]").forEach((button) => { button.hidden = hits.length < 2; });
      propose(typed && !hits.length ? typed : "");
      point();
    }

    /* The rows that match what was typed; if none does, the text as the site search reads it: Latin letters that
       look like Cyrillic ones, and the keys of the other layout. */
    function matching(rows, typed) {
      const hits = charts.search(rows, typed);
      if (hits.length) return hits;
      const { wordsOf, readInput } = window;
      if (!wordsOf) { load(); return []; }
      const read = (text) => fold(readInput.words(text).map(wordsOf.fold).join(" "));
      const alike = rows.map((row) => ({ row, name: read(row.words) }));
      const other = [wordsOf.keys || {}, {}].map((keys) => readInput.swapped(state.words, keys));
      for (const text of [state.words, ...other]) {
        const found = charts.search(alike, read(text));
        if (found.length) return found.map(({ row }) => row);
      }
      return [];
    }

    /* Load the words of the site search, once, then search again. */
    function load() {
      const config = document.getElementById("__config");
      if (loader || !config) return;
      loader = document.createElement("script");
      loader.src = `${JSON.parse(config.textContent).base}/assets/javascripts/lunr/min/lunr.${document.documentElement.lang}.min.js`;
      loader.onload = () => search();
      document.head.append(loader);
    }

    /* A region and all its bodies are one hit; a region and some of them are those bodies. */
    function onlyUpper(rows) {
      if (chart.view.rows.some((row) => row.column)) return rows;
      const below = (row) => chart.view.rows.filter((other) => other.visual === row.id);
      const whole = new Set(rows.filter((row) => below(row).every((other) => rows.includes(other))));
      return rows.filter((row) => (whole.has(row) || !below(row).some((other) => rows.includes(other))) && !whole.has(chart.view.byId.get(row.visual)));
    }

    /* Mark the hits and the current one among them. */
    function point() {
      chart.view.svg.querySelectorAll(".badge").forEach((badge) => badge.remove());
      chart.view.rows.forEach((row) => row.group.classList.remove("found", "current"));
      hits.forEach((row, place) => {
        row.group.classList.add("found");
        row.group.classList.toggle("current", place === at);
        row.group.append(badge(row, place + 1));
      });
      if (!hits.length) { chart.trace(null); return; }
      chart.trace(hits[at]);
      chart.show(hits[at].link);
      const spoken = document.createElement("span");
      spoken.className = "unseen";
      spoken.textContent = ` · ${at + 1}: ${hits[at].link.getAttribute("aria-label") || hits[at].link.textContent}`;
      const output = find(".chart__found");
      if (output.firstElementChild) output.firstElementChild.remove();
      output.append(spoken);
    }

    function badge(row, number) {
      const { x, y, width, height } = charts.rect(row);
      const isWide = row.column && chart.view.svg.matches(".chart__wide");
      const group = charts.make("g", { class: "badge", "aria-hidden": "true", transform: isWide ? `translate(${x + width - 1} ${y + height / 2})` : `translate(${x + width - 8} ${y + 8})` });
      const words = charts.make("text", { class: "m", y: 4 });
      words.textContent = String(number);
      group.append(charts.make("circle", { r: isWide ? 9 : 8 }), words);
      return group;
    }

    function step(by) {
      if (!hits.length) return;
      at = (at + by + hits.length) % hits.length;
      point();
    }

    /* Nothing found: offer the words that are spelled most like it, or the first groups. */
    function propose(typed) {
      const line = find(".chart__try");
      line.hidden = !typed;
      if (!typed) return;
      const words = new Map(all().flatMap((row) => row.words.split(/[^\p{L}-]+/u)).filter((word) => word.length > 3).map((word) => [fold(word), word]));
      let near = charts.nearest(Array.from(words.values()), typed, fold);
      if (!near.length) near = chart.groups().map((row) => row.link.textContent).slice(0, 2);
      if (!near.length) near = all().slice(0, 2).map((row) => chart.plain(row));
      line.lastElementChild.replaceChildren(...near.map((word) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = word;
        button.addEventListener("click", () => { set(word); input.focus(); });
        return button;
      }));
    }

    function set(words) {
      input.value = state.words = words;
      search();
      chart.share();
    }

    input.addEventListener("input", () => { state.words = input.value; search(); chart.share(); });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Enter") { event.preventDefault(); step(event.shiftKey ? -1 : 1); }
      else if (event.key === "ArrowDown" && hits.length) { event.preventDefault(); chart.focus(hits[at].link); }
      else if (event.key === "Escape" && input.value) { event.preventDefault(); event.stopPropagation(); set(""); }
    });

    return {
      search, step,
      current: () => hits[at] || null,
      isOn: () => hits.length > 0,
      /* How many hits are below a row; null without a search. */
      below: (id) => (hits.length ? hits.filter((row) => charts.above(chart.view.byId, row.id).includes(id)).length : null),
      leaves: (rows) => charts.leave(rows, chart.view.byId, new Set(hits.map((row) => row.id)), chart.groups().map((row) => row.id), opened),
      isOpened: (id) => opened.has(id),
      toggle: (id) => { if (!opened.delete(id)) opened.add(id); },
      adopt: () => { input.value = state.words; },
    };
  };
})((window.charts = window.charts || {}));
