/* A chart: open, close, search, trace, zoom, print and share. All text comes from the page. */
(function (charts) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const STEPS = [50, 67, 80, 90, 100, 110, 125, 150, 200, 300];
  const SEVERAL = 8; // a tree with more rows is closed at first in the narrow layout

  function start(figure) {
    const scope = figure.dataset.scope;
    const fold = charts.folding(figure.dataset.fold);
    const find = (selector) => figure.querySelector(selector);
    const box = find(".chart__box");
    const tools = find(".chart__tools");
    const details = find(".chart__details");
    const views = Array.from(box.querySelectorAll("svg"), read);
    const state = { at: "", closed: null, hidden: [], zoom: 100, words: "" };
    const items = new Map(); // id -> list item
    let view = null;
    let results = [];

    /* A layout: rows with their elements. */
    function read(svg) {
      const rows = Array.from(svg.querySelectorAll("g[data-n]"), (group) => {
        const { n, p = "", u = "", c = "", b = "0", r = "" } = group.dataset;
        const link = group.querySelector("a");
        const name = link ? link.getAttribute("aria-label") || link.textContent : "";
        return { id: n, parent: c ? p : "", visual: p, up: u || p, column: c, bottom: Number(b), grounds: r, group, link, name: fold(name) };
      });
      return {
        svg, rows,
        byId: new Map(rows.map((row) => [row.id, row])),
        tall: svg.viewBox.baseVal.height,
        stem: Math.max(0, ...rows.filter((row) => !row.column && row.link).map((row) => bottomOf(row))),
      };
    }

    function bottomOf(row) {
      const rect = row.group.querySelector("rect");
      return Number(rect.getAttribute("y")) + Number(rect.getAttribute("height"));
    }

    const hasRows = (id) => view.rows.some((row) => row.parent === id);
    const shown = () => view.rows.filter((row) => !row.group.classList.contains("off"));
    const stops = () => shown().map((row) => row.link || row.group).filter((stop) => stop.hasAttribute("tabindex"));
    const closed = () => new Set(state.closed === null ? first() : state.closed);

    /* Rows closed at first: on a phone every long tree, but not the rows above it. */
    function first() {
      if (!tools || !view.svg.matches(".chart__narrow")) return [];
      return view.rows.filter((row) => count(row.id) > SEVERAL && !leadsOn(row.id)).map((row) => row.id);
    }

    function count(id) {
      return view.rows.filter((row) => row.parent === id).length;
    }

    function leadsOn(id) {
      return view.rows.some((row) => row.parent === id && hasRows(row.id));
    }

    /* Show rows according to the state. */
    function arrange() {
      const folded = view.rows.filter((row) => row.column);
      const shut = closed();
      const { placed, height } = charts.arrange(folded, shut);
      folded.forEach((row, place) => {
        row.group.classList.toggle("off", placed[place].hidden);
        row.shift = placed[place].shift;
        row.group.style.transform = row.shift ? `translateY(${-row.shift}px)` : "";
        if (hasRows(row.id)) {
          row.link.setAttribute("aria-expanded", String(!shut.has(row.id)));
          sign(row, shut.has(row.id));
        }
      });
      if (folded.length) resize(Math.max(height, view.stem) + 2);
      trace(null);
    }

    function resize(height) {
      const { width } = view.svg.viewBox.baseVal;
      view.svg.setAttribute("viewBox", `0 0 ${width} ${Math.min(height, view.tall)}`);
    }

    /* The +/- symbol in a box with rows below it; on the keyboard, arrows do the same. */
    function sign(row, isClosed) {
      let group = row.group.querySelector(".sign");
      const rect = row.group.querySelector("rect");
      const x = Number(rect.getAttribute("x")) + Number(rect.getAttribute("width")) - 16;
      const y = Number(rect.getAttribute("y")) + Number(rect.getAttribute("height")) / 2;
      if (!group) {
        const half = Math.min(22, Number(rect.getAttribute("height")) / 2);
        group = make("g", { class: "sign", "aria-hidden": "true" });
        group.append(make("rect", { x: x - Math.min(half, 14), y: y - half, width: 2 * Math.min(half, 14), height: 2 * half, rx: 5 }), make("path", {}));
        group.addEventListener("click", () => { toggle(row.id); focus(row.link); });
        row.group.append(group);
      }
      group.lastChild.setAttribute("d", `M${x - 6} ${y}h12` + (isClosed ? `M${x} ${y - 6}v12` : ""));
    }

    function make(name, attributes) {
      const made = document.createElementNS(SVG, name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return made;
    }

    function toggle(id, isOpen) {
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
    }

    function zoom() {
      box.style.setProperty("--zoom", state.zoom / 100);
      const size = find("[data-do=size]");
      if (size) size.textContent = `${state.zoom} %`;
    }

    function step(by) {
      const place = STEPS.findIndex((step) => step >= state.zoom);
      state.zoom = STEPS[Math.min(STEPS.length - 1, Math.max(0, place + by))];
      zoom();
      share();
    }

    /* Mark the chain from a row up to the head. */
    function trace(row) {
      view.svg.querySelectorAll(".on").forEach((group) => group.classList.remove("on"));
      view.svg.querySelectorAll("path.chain").forEach((path) => path.remove());
      if (!row) return;
      const chain = charts.chain(view.byId, row.id).map((id) => view.byId.get(id));
      chain.forEach((link, place) => {
        link.group.classList.add("on");
        const next = chain[place + 1];
        if (!next) return;
        const child = link.visual === next.id ? link : next;
        const parent = child === link ? next : link;
        if (child.column && parent.column === child.column) overlay(child, parent);
      });
    }

    /* Draw the line from a parent's box to a child across the rows between them. */
    function overlay(child, parent) {
      const line = child.group.querySelector(".l");
      const match = line && /^M([\d.]+) [\d.]+V([\d.]+)H([\d.]+)/.exec(line.getAttribute("d"));
      if (!match || line.classList.contains("off")) return;
      const from = bottomOf(parent) - parent.shift;
      const to = Number(match[2]) - child.shift;
      view.svg.append(make("path", { class: "chain", d: `M${match[1]} ${from}V${to}H${match[3]}` }));
    }

    /* Show the list's details of a row, and the quotations that prove its lines. */
    function tell(row) {
      if (!details) return;
      const about = details.querySelector(".chart__about");
      const grounds = details.querySelector(".chart__grounds");
      const node = items.has(row.id) && items.get(row.id).querySelector(".node");
      about.replaceChildren(...(node ? [node.cloneNode(true)] : []));
      const quoted = row.grounds.split(" ").map((number) => number && document.getElementById(`${scope}-ground-${number}`));
      grounds.replaceChildren(...quoted.filter(Boolean).flatMap((item) => Array.from(item.cloneNode(true).childNodes)));
      details.querySelector(".chart__grounds-title").hidden = !grounds.hasChildNodes();
      const address = details.querySelector(".chart__address");
      address.hidden = !row.link;
      address.firstElementChild.setAttribute("href", `#${scope}-${row.id}`);
      details.hidden = !node && !grounds.hasChildNodes();
    }

    function attend(target) {
      const group = target.closest && target.closest("g[data-n]");
      const row = group && view.svg.contains(group) && view.byId.get(group.dataset.n);
      if (!row) return;
      trace(row.link ? row : null);
      tell(row);
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

    function focus(stop) {
      view.svg.querySelectorAll('[tabindex="0"]').forEach((stop) => stop.setAttribute("tabindex", "-1"));
      stop.setAttribute("tabindex", "0");
      stop.focus({ preventScroll: true });
      show(stop);
    }

    function show(element) {
      element.scrollIntoView({ block: "center", inline: "nearest" });
    }

    function keys(event) {
      if (event.target.closest(".chart__tools, .chart__details") || event.altKey || event.metaKey || event.ctrlKey) {
        if (event.key === "Escape") dismiss();
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
        ArrowRight: () => { if (row && hasRows(row.id) && closed().has(row.id)) toggle(row.id, true); else focus(all[Math.min(all.length - 1, place + 1)]); },
        ArrowLeft: () => {
          if (row && hasRows(row.id) && !closed().has(row.id)) toggle(row.id, false);
          else if (row && view.byId.has(row.visual)) focus(view.byId.get(row.visual).link);
        },
        Escape: dismiss,
        "+": () => step(1), "=": () => step(1), "-": () => step(-1), "0": original,
      };
      if (!Object.hasOwn(actions, event.key)) return;
      if (!tools && !event.key.startsWith("Arrow") && event.key !== "Home" && event.key !== "End") return;
      event.preventDefault();
      event.stopPropagation();
      actions[event.key]();
    }

    function original() {
      state.zoom = 100;
      zoom();
      share();
    }

    function dismiss() {
      if (details) details.hidden = true;
      trace(null);
    }

    function search() {
      const typed = fold(state.words);
      results = view.rows.filter((row) => row.link && charts.matches(row.name, typed));
      view.rows.forEach((row) => row.group.classList.toggle("found", results.includes(row)));
      results.forEach((row) => reveal(row.id));
      const output = find(".chart__found");
      if (output) output.textContent = typed ? String(results.length) : "";
      if (results.length) show(results[0].link);
    }

    function mark() {
      view.svg.querySelectorAll(".marked").forEach((group) => group.classList.remove("marked"));
      const row = state.at && view.byId.get(state.at);
      if (!row || !row.link) return;
      reveal(row.id);
      row.group.classList.add("marked");
      rove();
      show(row.link);
      tell(row);
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
      const input = find(".chart__search input");
      if (input) input.value = state.words;
      kinds();
      zoom();
      arrange();
      if (state.words) search();
      mark();
    }

    const shownView = () => views.find((view) => view.svg.getClientRects().length) || views[0];

    function choose() {
      const now = shownView();
      if (now === view) return;
      if (view) view.rows.forEach((row) => row.link && row.link.removeAttribute("id"));
      view = now;
      view.rows.forEach((row) => { if (row.link) row.link.id = `${scope}-${row.id}`; });
      arrange();
      rove();
      if (state.words) search();
    }

    const commands = {
      close: () => { state.closed = view.rows.filter((row) => hasRows(row.id) && !leadsOn(row.id)).map((row) => row.id); arrange(); share(); },
      open: () => { state.closed = []; arrange(); share(); },
      smaller: () => step(-1),
      larger: () => step(1),
      size: original,
      full: () => (document.fullscreenElement ? document.exitFullscreen() : figure.requestFullscreen()),
      print: () => window.print(),
      dismiss,
    };

    figure.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) commands[button.dataset.do]();
    });
    figure.addEventListener("keydown", keys);
    box.addEventListener("focusin", (event) => attend(event.target));
    box.addEventListener("pointerover", (event) => attend(event.target));
    box.addEventListener("wheel", (event) => {
      if (!event.ctrlKey || !tools) return;
      event.preventDefault();
      step(event.deltaY < 0 ? 1 : -1);
    }, { passive: false });
    figure.addEventListener("input", (event) => {
      if (event.target.matches("[type=search]")) { state.words = event.target.value; search(); share(); }
      else if (event.target.matches("[data-kind]")) {
        state.hidden = Array.from(figure.querySelectorAll("[data-kind]:not(:checked)"), (input) => input.dataset.kind);
        kinds();
        share();
      }
    });
    figure.addEventListener("search", (event) => event.stopPropagation());
    if (tools) {
      tools.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && event.target.matches("[type=search]") && results.length) { event.preventDefault(); focus(results[0].link); }
      });
    }
    window.addEventListener("hashchange", adopt);
    window.addEventListener("load", () => setTimeout(mark)); // after the browser's own scrolling
    window.addEventListener("resize", choose);
    window.addEventListener("beforeprint", () => views.forEach((view) => view.svg.setAttribute("viewBox", `0 0 ${view.svg.viewBox.baseVal.width} ${view.tall}`)));
    window.addEventListener("afterprint", arrange);

    /* Lines are thin: an invisible wide line on top of each is easier to hit. */
    for (const group of box.querySelectorAll("g.edge")) {
      const line = group.querySelector("path");
      const hit = line.cloneNode();
      hit.setAttribute("class", "hit");
      group.append(hit);
      group.setAttribute("role", "img");
      group.setAttribute("aria-label", nameOfLine(group));
    }

    function nameOfLine(group) {
      const names = group.dataset.r.split(" ").map((number) => document.querySelector(`#${scope}-ground-${number} > p`));
      return names.filter(Boolean).map((name) => name.textContent).join("; ") || figure.dataset.line;
    }

    /* With the script, an address leads to the node, not to the list item. */
    for (const row of views[0].rows) {
      const item = document.getElementById(`${scope}-${row.id}`);
      if (item) items.set(row.id, item);
      if (item) item.removeAttribute("id");
    }

    if (tools) tools.hidden = false;
    figure.querySelectorAll("[data-kind]").forEach((input) => { input.hidden = false; });
    choose();
    kinds();
    adopt();
  }

  document.querySelectorAll("figure.chart").forEach(start);
})((window.charts = window.charts || {}));
