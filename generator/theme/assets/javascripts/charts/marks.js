/* What the script draws into a chart: counts and signs of groups, the chain of subordination, ends of lines. */
(function (charts) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const ARRIVAL = /M([\d.]+) [\d.]+V([\d.]+)H([\d.]+)/; // the stroke of a line that arrives at a box
  const ONWARD = /(M([\d.]+) [\d.]+V[\d.]+H[\d.]+)M\2 [\d.]+V[\d.]+/; // and the one that leads on to later rows

  charts.make = function (name, attributes) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  charts.rect = function (row) {
    const { x, y, width, height } = row.group.querySelector("rect");
    return { x: x.baseVal.value, y: y.baseVal.value, width: width.baseVal.value, height: height.baseVal.value };
  };

  charts.bottomOf = function (row) {
    const { y, height } = charts.rect(row);
    return y + height;
  };

  /* The count of the rows below a row, and the sign that opens and closes it; on the keyboard, arrows do that. */
  charts.sign = function (row, words, isClosed, toggle) {
    let group = row.group.querySelector(".sign");
    const { x: left, y: top, width, height } = charts.rect(row);
    const x = left + width - 14;
    const y = top + height / 2;
    const make = charts.make;
    if (!group) {
      const half = Math.min(22, height / 2);
      group = make("g", { class: "sign", "aria-hidden": "true" });
      group.append(
        make("rect", { x: x - 46, y: y - half, width: 60, height: 2 * half, rx: 5 }),
        make("path", {}),
        make("rect", { class: "pill", y: y - 9, height: 18, rx: 9 }),
        make("text", { class: "m", y: y + 4 }),
      );
      group.addEventListener("click", toggle);
      row.group.append(group);
    }
    const [, symbol, pill, text] = group.children;
    const wide = 10 + 7 * words.length;
    symbol.setAttribute("d", `M${x - 6} ${y}h12` + (isClosed ? `M${x} ${y - 6}v12` : ""));
    pill.setAttribute("width", wide);
    pill.setAttribute("x", x - 9 - wide);
    text.setAttribute("x", x - 9 - wide / 2);
    text.textContent = words;
  };

  /* Mark the chain from a row up to the head; null marks none. */
  charts.trace = function (view, row) {
    view.svg.querySelectorAll(".on").forEach((group) => group.classList.remove("on", "lined"));
    view.svg.querySelectorAll("path.chain").forEach((path) => path.remove());
    if (!row || !row.link || !view.byId.has(row.id)) return;
    const chain = charts.chain(view.byId, row.id).map((id) => view.byId.get(id));
    chain.forEach((link) => link.group.classList.add("on"));
    chain.slice(1).forEach((next, place) => {
      const link = chain[place];
      const [child, parent] = next.visual === link.id ? [next, link] : [link, next];
      if (child.column && parent.column === child.column) overlay(view, child, parent);
      else child.group.classList.add("lined");
    });
  };

  /* Draw the line from a parent's box to a child across the rows between them. */
  function overlay(view, child, parent) {
    const line = child.group.querySelector(".l");
    const match = line && ARRIVAL.exec(line.getAttribute("d"));
    if (!match || line.classList.contains("off")) return;
    const from = charts.bottomOf(parent) - parent.shift;
    const to = Number(match[2]) - child.shift;
    view.svg.append(charts.make("path", { class: "chain", d: `M${match[1]} ${from}V${to}H${match[3]}` }));
  }

  /* End the line down at the last row of a tree that is shown. */
  charts.trim = function (rows) {
    const last = new Map(rows.filter((row) => !row.group.classList.contains("off")).map((row) => [row.parent, row]));
    rows.forEach((row) => {
      const line = row.group.querySelector(".l");
      if (!line) return;
      row.line = row.line || line.getAttribute("d");
      line.setAttribute("d", last.get(row.parent) === row ? row.line.replace(ONWARD, "$1") : row.line);
    });
  };

  /* Hide the boxes all of whose kinds of line are hidden. */
  charts.drop = function (rows, hidden) {
    for (const row of rows.filter((row) => row.kinds)) {
      row.gone = row.kinds.split(" ").every((kind) => hidden.includes(kind));
      row.group.classList.toggle("off", row.gone);
    }
  };

  /* Show only as much of a drawing as a filter leaves. */
  charts.crop = function (svg) {
    const { y, height } = svg.getBBox();
    svg.setAttribute("viewBox", `0 ${y - 2} ${svg.viewBox.baseVal.width} ${height + 4}`);
  };

  /* Show a lane only as far down as a row that it ends at; see `_row_lines` of drawing/placement.py. */
  charts.lead = function (rows) {
    const leads = {};
    for (const row of rows.filter((row) => !row.group.classList.contains("off")).reverse()) {
      for (const path of row.group.querySelectorAll("[data-w], [data-s], [data-t]")) {
        const { w, s, t } = path.dataset;
        if (!t) path.classList.toggle("off", !leads[w || s]);
        else if (!path.classList.contains("off")) leads[t] = true;
        if (s) leads[s] = false;
      }
    }
  };

  /* Lines are thin: an invisible wide line on top of each is easier to hit. Its name is what proves it. */
  charts.widen = function (box, scope, fallback) {
    for (const group of box.querySelectorAll("g.edge")) {
      const hit = group.querySelector("path").cloneNode();
      hit.setAttribute("class", "hit");
      group.append(hit);
      const names = group.dataset.r.split(" ").map((number) => document.querySelector(`#${scope}-ground-${number} > p`));
      group.setAttribute("role", "img");
      group.setAttribute("aria-label", names.filter(Boolean).map((name) => name.textContent).join("; ") || fallback);
    }
  };
})((window.charts = window.charts || {}));
