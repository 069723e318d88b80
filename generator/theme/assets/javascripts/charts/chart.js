/* A chart: levels, chain of subordination, zoom, keyboard and address. All text comes from the page. */
(function (charts) {
  "use strict";

  const PHONE = matchMedia("screen and (max-width: 59.98em)"); // where charts.css shows the narrow layout

  function start(figure) {
    const scope = figure.dataset.scope;
    const fold = charts.folding(figure.dataset.fold);
    const names = JSON.parse(figure.dataset.names || "{}");
    const find = (selector) => figure.querySelector(selector);
    const box = find(".chart__box");
    const bar = find(".chart__bar");
    const tools = find(".chart__tools");
    const details = find(".chart__details");
    const levels = find("[data-levels]");
    const views = Array.from(box.querySelectorAll(":scope > svg"), read);
    const state = { at: "", closed: null, hidden: [], zoom: 100, words: "" };
    let view = null;
    let pressed = null; // what was told when the pointer went down
    const chart = { figure, scope, box, bar, details, state, fold, plain, groups, arrange, trace, focus, show, scroll, head, share };
    const drawer = charts.drawer(chart);
    const finder = tools && charts.finder(chart);
    const menus = tools && charts.menus(figure);
    const zoom = charts.zoom(chart);

    /* A layout: rows with their elements. */
    function read(svg) {
      const rows = Array.from(svg.querySelectorAll("g[data-n]"), (group) => {
        const { n, p = "", u = "", c = svg.dataset.c || "", b = "0", r = "", k = "" } = group.dataset;
        const link = group.querySelector("a");
        const words = link ? `${link.getAttribute("aria-label") || link.textContent} ${names[n] || ""}` : "";
        let name = null; // made for the first search
        return {
          id: n, parent: c ? p : "", visual: p, up: u || p, column: c, bottom: svg.dataset.c ? charts.bottomOf({ group }) : Number(b), grounds: r, kinds: k, group, link, words,
          get name() { return (name = name === null ? fold(words) : name); },
        };
      });
      return {
        svg, rows,
        byId: new Map(rows.map((row) => [row.id, row])),
        tall: svg.viewBox.baseVal.height,
        stem: Math.max(0, ...rows.filter((row) => !row.column && row.link).map((row) => charts.bottomOf(row))),
      };
    }

    /* The visible words of a row. */
    function plain(row) {
      return row.link.querySelector("text").textContent;
    }

    const hasRows = (id) => view.rows.some((row) => row.parent === id);
    const shown = () => view.rows.filter((row) => !row.group.classList.contains("off"));
    const stops = () => shown().map((row) => row.link || row.group).filter((stop) => stop.hasAttribute("tabindex"));
    const closed = () => new Set(state.closed === null ? first() : state.closed);

    /* The level of a row: 1 is right below the office, as the wide layout has it. */
    function level(row) {
      const root = views[0].rows.find((other) => other.column && !other.parent);
      const same = root && view.byId.get(root.id);
      return charts.above(view.byId, row.id).length - (same ? charts.above(view.byId, same.id).length : 0) + 1;
    }

    const folders = () => view.rows.filter((row) => row.column && row.link && hasRows(row.id));
    const closedAt = (number) => folders().filter((row) => level(row) >= number).map((row) => row.id);

    /* The rows right below the office with rows below them, and those above them in the same tree. */
    function groups() {
      return folders().filter((row) => level(row) <= 1);
    }

    /* Rows closed at first: on a phone all groups; in a chart without levels what they hold. */
    function first() {
      return view.svg.matches(".chart__narrow") ? closedAt(tools ? 1 : 2) : [];
    }

    /* Show rows according to the state and the search. */
    function arrange() {
      const folded = view.rows.filter((row) => row.column);
      const shut = closed();
      const only = finder && finder.isOn() ? finder.leaves(folded) : null;
      const { placed, height } = charts.arrange(folded, shut, only);
      folded.forEach((row, place) => {
        row.group.classList.toggle("off", placed[place].hidden);
        row.shift = placed[place].shift;
        row.group.style.transform = row.shift ? `translateY(${-row.shift}px)` : "";
      });
      folders().forEach((row) => {
        const isClosed = only ? !finder.isOpened(row.id) && charts.above(view.byId, row.id).every((id) => !finder.isOpened(id)) : shut.has(row.id);
        const below = view.rows.filter((other) => other.parent === row.id);
        row.link.setAttribute("aria-expanded", String(below.some((other) => !other.group.classList.contains("off"))));
        charts.sign(row, count(row.id), isClosed && below.some((other) => other.group.classList.contains("off")), () => { toggle(row.id); focus(row.link, true); });
      });
      charts.trim(folded);
      charts.lead(folded);
      resize(folded.length ? Math.max(height, view.stem) + 2 : view.tall);
      if (state.hidden.length && view.rows.some((row) => row.kinds)) charts.crop(view.svg);
      if (levels) {
        const same = (number) => { const ids = closedAt(number); return ids.length === shut.size && ids.every((id) => shut.has(id)); };
        levels.value = Array.from(levels.options, (option) => option.value).find((value) => value && same(Number(value))) || "";
      }
      trace(kept());
    }

    /* How many rows are below a row, during a search after how many of them are hits. */
    function count(id) {
      const isGone = (above) => above.some((other) => view.byId.get(other).gone);
      const all = view.rows.map((row) => row.link && [row.id, ...charts.above(view.byId, row.id)]).filter((ids) => ids && ids.includes(id, 1) && !isGone(ids)).length;
      const hits = finder && finder.below(id);
      return hits ? `${hits}/${all}` : String(all);
    }

    function trace(row) {
      charts.trace(view, row);
    }

    function resize(height) {
      const { width } = view.svg.viewBox.baseVal;
      view.svg.setAttribute("viewBox", `0 0 ${width} ${Math.min(height, view.tall)}`);
    }

    function toggle(id, isOpen) {
      if (finder && finder.isOn()) {
        finder.toggle(id);
        arrange();
        return;
      }
      const shut = closed();
      const open = isOpen === undefined ? shut.has(id) : isOpen;
      if (open) shut.delete(id); else shut.add(id);
      state.closed = Array.from(shut);
      view.svg.classList.add("moving");
      setTimeout(() => view.svg.classList.remove("moving"), 250);
      arrange();
      share();
    }

    function reveal(id) {
      const shut = closed();
      const above = charts.above(view.byId, id).filter((row) => shut.has(row));
      if (above.length) {
        above.forEach((row) => shut.delete(row));
        state.closed = Array.from(shut);
        arrange();
      }
    }

    function kinds() {
      for (const input of figure.querySelectorAll("[data-kind]")) {
        const isShown = !state.hidden.includes(input.dataset.kind);
        input.checked = isShown;
        for (const line of box.querySelectorAll(`.l.${input.dataset.kind}`)) {
          line.classList.toggle("off", !isShown);
          if (line.parentNode.matches(".edge")) line.parentNode.classList.toggle("off", !isShown);
        }
      }
      views.forEach((one) => charts.drop(one.rows, state.hidden));
    }

    /* The row whose chain stays marked when the pointer leaves. */
    function kept() {
      return drawer.told() || (finder && finder.current()) || (state.at && view.byId.get(state.at)) || null;
    }

    function rowOf(target) {
      const group = target.closest && target.closest("g[data-n]");
      return group && view.svg.contains(group) ? view.byId.get(group.dataset.n) : null;
    }

    /* Tell about a row that has the focus. */
    function attend(target) {
      const row = rowOf(target);
      if (!row || pressed) return;
      drawer.tell(row);
      trace(row);
    }

    /* A first press on a box chooses it, a second one follows its link. */
    function press(event) {
      const row = rowOf(event.target);
      const before = pressed && pressed.told;
      pressed = null;
      if (!row || !details || event.target.closest(".sign") || event.detail === 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (row === before) return;
      event.preventDefault();
      choose(row);
      focus(row.link || row.group, true);
    }

    function choose(row) {
      if (row.link) {
        state.at = row.id;
        outline(row);
        share();
      }
      drawer.tell(row);
      trace(row);
    }

    function outline(row) {
      view.svg.querySelectorAll(".marked").forEach((group) => group.classList.remove("marked"));
      if (row) row.group.classList.add("marked");
    }

    /* Roving tabindex: one tab stop, moved by arrows. */
    function rove() {
      view.rows.forEach((row) => {
        const stop = row.link || row.group;
        if (row.link || row.group.matches(".edge")) stop.setAttribute("tabindex", "-1");
      });
      const marked = state.at && view.byId.get(state.at);
      const stop = (marked && marked.link) || stops()[0];
      if (stop) stop.setAttribute("tabindex", "0");
    }

    function focus(stop, isSilent) {
      view.svg.querySelectorAll('[tabindex="0"]').forEach((stop) => stop.setAttribute("tabindex", "-1"));
      stop.setAttribute("tabindex", "0");
      if (isSilent) pressed = { told: null };
      stop.focus({ preventScroll: true });
      pressed = null;
      if (!isSilent) show(stop);
    }

    /* Height of the page's own head, under which the tools stay. */
    function head() {
      return bar && !document.fullscreenElement ? parseFloat(getComputedStyle(bar).top) || 0 : 0;
    }

    function scroll(by) {
      window.scrollBy({ top: by, behavior: "instant" });
    }

    /* Scroll as little as shows an element below the tools; `isFar` puts it into the middle. */
    function show(element, isFar) {
      const inner = box.getBoundingClientRect();
      let place = element.getBoundingClientRect();
      const way = (from, to, least, most) => (from < least ? from - least : Math.max(0, to - most));
      box.scrollLeft += way(place.left, place.right, inner.left + 8, inner.right - 8);
      box.scrollTop += way(place.top, place.bottom, inner.top + 8, inner.bottom - 8);
      place = element.getBoundingClientRect();
      const least = head() + (bar ? bar.offsetHeight : 0) + 8;
      const by = way(place.top, place.bottom, least, innerHeight - 16);
      if (by) scroll(isFar ? place.top - (least + innerHeight) / 2 : by);
    }

    function keys(event) {
      if (event.target.closest(".chart__bar, .chart__details") || event.altKey || event.metaKey || event.ctrlKey) {
        return;
      }
      const all = stops();
      const place = all.indexOf(document.activeElement);
      const group = event.target.closest("g[data-n]");
      const row = group && view.byId.get(group.dataset.n);
      const actions = {
        ArrowDown: () => focus(all[Math.min(all.length - 1, place + 1)]),
        ArrowUp: () => focus(all[Math.max(0, place - 1)]),
        Home: () => focus(all[0]),
        End: () => focus(all[all.length - 1]),
        ArrowRight: () => { if (row && hasRows(row.id) && row.link.getAttribute("aria-expanded") === "false") toggle(row.id, true); else focus(all[Math.min(all.length - 1, place + 1)]); },
        ArrowLeft: () => {
          if (row && hasRows(row.id) && row.link.getAttribute("aria-expanded") === "true") toggle(row.id, false);
          else if (row && view.byId.has(row.visual)) focus(view.byId.get(row.visual).link);
        },
        "+": () => zoom.step(1), "=": () => zoom.step(1), "-": () => zoom.step(-1), "0": zoom.original,
      };
      if (!Object.hasOwn(actions, event.key)) return;
      if (!tools && !event.key.startsWith("Arrow") && event.key !== "Home" && event.key !== "End") return;
      event.preventDefault();
      event.stopPropagation();
      actions[event.key]();
    }

    function dismiss() {
      const wasOpen = drawer.dismiss();
      if (wasOpen) {
        state.at = "";
        outline(null);
        share();
      }
      trace(kept());
      return wasOpen;
    }

    function mark() {
      const row = state.at && view.byId.get(state.at);
      outline(row && row.link ? row : null);
      if (!row || !row.link) return;
      reveal(row.id);
      outline(row);
      rove();
      show(row.link, true);
      drawer.tell(row);
      trace(row);
    }

    function share() {
      const hash = charts.writeAddress(scope, state);
      history.replaceState(history.state, "", hash || location.pathname + location.search);
    }

    /* Adopt the state in the address. */
    function adopt() {
      const read = charts.readAddress(scope, location.hash);
      if (!read) return;
      Object.assign(state, read);
      kinds();
      zoom.show();
      arrange();
      if (finder) {
        finder.adopt();
        finder.search();
      }
      mark();
    }

    /* Asking the window, not the drawing, lays nothing out before the groups are closed. */
    const shownView = () => (PHONE.matches && views.find((view) => view.svg.matches(".chart__narrow"))) || views[0];

    function pick() {
      const now = shownView();
      if (now === view) return;
      if (view) view.rows.forEach((row) => row.link && row.link.removeAttribute("id"));
      view = now;
      view.rows.forEach((row) => { if (row.link) row.link.id = `${scope}-${row.id}`; });
      chart.view = view;
      arrange();
      rove();
      if (finder && state.words) finder.search(true);
      outline(state.at && view.byId.get(state.at));
    }

    const commands = {
      smaller: () => zoom.step(-1),
      larger: () => zoom.step(1),
      size: zoom.original,
      full: () => (document.fullscreenElement ? document.exitFullscreen() : figure.requestFullscreen()),
      fit: zoom.fit,
      print: () => window.print(),
      share: charts.shareAddress,
      previous: () => finder.step(-1),
      next: () => finder.step(1),
      legend: () => menus.open("legend"),
      more: () => menus.open("more"),
      dismiss,
    };

    figure.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) commands[button.dataset.do](button);
    });
    figure.addEventListener("keydown", keys);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !(menus && menus.close())) dismiss();
    });
    box.addEventListener("focusin", (event) => attend(event.target));
    box.addEventListener("pointerdown", () => { pressed = { told: drawer.told() }; });
    window.addEventListener("pointerup", () => setTimeout(() => { pressed = null; }, 600)); // a tap clicks later
    window.addEventListener("pointercancel", () => { pressed = null; });
    box.addEventListener("click", press);
    box.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch") trace(rowOf(event.target) || kept()); });
    box.addEventListener("pointerleave", () => trace(kept()));
    figure.addEventListener("input", (event) => {
      if (event.target.matches("[data-kind]")) {
        state.hidden = Array.from(figure.querySelectorAll("[data-kind]:not(:checked)"), (input) => input.dataset.kind);
        kinds(); arrange(); rove(); share();
      }
    });
    figure.addEventListener("search", (event) => event.stopPropagation());
    if (levels) levels.addEventListener("change", () => {
      state.closed = closedAt(Number(levels.value));
      if (finder.isOn()) { state.words = ""; finder.adopt(); finder.search(); }
      arrange();
      share();
    });
    window.addEventListener("hashchange", adopt);
    window.addEventListener("load", () => setTimeout(mark)); // after the browser's own scrolling
    window.addEventListener("resize", pick);
    window.addEventListener("beforeprint", () => views.forEach((one) => {
      one.svg.setAttribute("viewBox", `0 0 ${one.svg.viewBox.baseVal.width} ${one.tall}`);
      one.rows.forEach((row) => row.line && row.group.querySelector(".l").setAttribute("d", row.line));
    }));
    window.addEventListener("afterprint", arrange);

    charts.widen(box, scope, figure.dataset.line);
    drawer.take(views[0].rows);
    if (bar) document.body.classList.add("with-bar");
    figure.querySelectorAll(".chart__tools, .chart__actions").forEach((part) => { part.hidden = false; });
    figure.querySelectorAll("[data-kind]").forEach((input) => { input.hidden = false; });
    kinds();
    pick();
    adopt();
    figure.dataset.ready = "";
  }

  document.querySelectorAll("figure.chart").forEach(start);
})((window.charts = window.charts || {}));
