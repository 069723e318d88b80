/* The drawer of a chart: what it says about the chosen row. It stands under the chart, which gives it room. */
(function (charts) {
  "use strict";

  const LEAST = 240; // pixels of the chart that stay visible beside the drawer
  const EDGE = 8;

  charts.drawer = function (chart) {
    const { figure, scope, box, bar, details } = chart;
    const find = (selector) => details.querySelector(selector);
    const items = new Map(); // id -> list item
    let told = null;

    /* With the script, an address leads to the node, not to the list item. */
    function take(rows) {
      for (const row of rows) {
        const item = document.getElementById(`${scope}-${row.id}`);
        if (item) items.set(row.id, item);
        if (item) item.removeAttribute("id");
      }
    }

    /* What the list says about a row: its node, or the paragraphs of the item of its region. */
    function about(row) {
      const node = items.has(row.id) && items.get(row.id).querySelector(".node");
      if (node) return [node.cloneNode(true)];
      if (!row.link) return [];
      const name = document.createElement("p");
      name.className = "node__name";
      name.textContent = row.link.getAttribute("aria-label") || row.link.textContent;
      const heading = document.getElementById(row.id) || document.getElementById(row.visual);
      const item = heading && heading.closest("li");
      return [name, ...(item ? Array.from(item.querySelectorAll("p"), (words) => words.cloneNode(true)) : [])];
    }

    function grounds(row) {
      const quoted = row.grounds.split(" ").map((number) => number && document.getElementById(`${scope}-ground-${number}`));
      return quoted.filter(Boolean).flatMap((item) => Array.from(item.cloneNode(true).childNodes));
    }

    const top = (row) => (row.link || row.group).getBoundingClientRect().top;

    /* Show a row's details without moving the row on the screen. */
    function tell(row) {
      if (!details) return;
      const said = about(row);
      const proof = grounds(row);
      if (!said.length && !proof.length) return;
      const before = top(row);
      find(".chart__about").replaceChildren(...said);
      find(".chart__grounds").replaceChildren(...proof);
      find(".chart__proof").hidden = !proof.length;
      find(".chart__address").hidden = !row.link;
      if (row.link) {
        find(".chart__page").setAttribute("href", row.link.getAttribute("href"));
        find(".chart__place").setAttribute("href", `#${scope}-${row.id}`);
      }
      told = row;
      details.hidden = false;
      details.scrollTop = 0;
      makeRoom();
      box.scrollTop += top(row) - before;
      chart.show(row.link || row.group);
    }

    /* Limit the height of the chart so that tools, chart and drawer fit the window together. */
    function makeRoom() {
      if (!details || details.hidden || document.fullscreenElement) return;
      const high = chart.head() + bar.offsetHeight;
      const most = innerHeight - high - details.offsetHeight - 2 * EDGE;
      const above = box.getBoundingClientRect().top - high;
      box.style.maxHeight = `${Math.max(Math.min(LEAST, most), most - Math.max(0, above))}px`;
      const below = details.getBoundingClientRect().bottom + EDGE - innerHeight;
      if (above < 0) chart.scroll(above);
      else if (below > 0) chart.scroll(Math.min(above, below));
    }

    /* Close it; returns whether it was open. */
    function dismiss() {
      if (!details || details.hidden) return false;
      const row = told;
      const before = row && top(row);
      const hadFocus = details.contains(document.activeElement);
      details.hidden = true;
      told = null;
      box.style.maxHeight = "";
      if (row) {
        chart.scroll(top(row) - before);
        if (hadFocus) chart.focus(row.link || row.group, true);
      }
      return true;
    }

    window.addEventListener("resize", makeRoom);
    figure.addEventListener("fullscreenchange", makeRoom);
    return { take, tell, dismiss, told: () => told };
  };
})((window.charts = window.charts || {}));
