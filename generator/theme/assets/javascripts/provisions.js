// A provision's number opens a panel below its words: its citation in every language, its address and the links to
// it elsewhere. The citations come from the list after the text, which serves readers without this script: a row
// without a link names the act of the rows below it, "…" standing for their words.
(function () {
  "use strict";
  var list = document.querySelector("details.citations");
  if (!list) return;
  var words = list.dataset;
  var heads = Array.from(list.querySelectorAll("thead th"));
  var languages = heads.length - (words.named === undefined ? 0 : 1);
  var open = null;
  var acts = [];
  var rows = Array.from(list.querySelectorAll("tbody tr")).filter(function (row) {
    var cells = Array.from(row.cells).slice(0, languages);
    if (!cells[0].querySelector("a")) {
      acts = cells.map(function (cell) {
        return cell.textContent;
      });
      return false;
    }
    row.cited = cells.map(function (cell, at) {
      var act = acts[at];
      var unit = cell.textContent;
      if (!act) return unit;
      return act.charAt(0) === "…" ? unit + act.slice(1) : act.slice(0, -1) + unit;
    });
    return true;
  });

  function element(tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function idOf(row) {
    return decodeURIComponent(row.querySelector("a").hash.slice(1));
  }

  function numberIn(id) {
    var provision = document.getElementById(id);
    return provision && (provision.closest("tr") || provision).querySelector("a.num");
  }

  // Side by side, the id of a provision is on the first cell of its row.
  function provisionOf(number) {
    var row = number.closest("tr");
    return row ? row.querySelector("td[id]") : number.closest("[id]");
  }

  function copyButton(text) {
    var button = element("button", "copy", words.copy);
    button.type = "button";
    button.dataset.copied = words.copied;
    button.setAttribute("aria-label", words.copy + " – " + text);
    return button;
  }

  function line(name, text, language) {
    var made = element("div", "panel__line");
    made.append(element("span", "panel__name", name));
    var shown = element("span", "panel__text", text);
    if (language) shown.lang = language;
    made.append(shown, copyButton(text));
    return made;
  }

  // The lines of one row of the list: its citation in every language, then its address.
  function lines(row) {
    var made = row.cited.map(function (cited, at) {
      return line(heads[at].textContent, cited, row.cells[at].lang);
    });
    var address = line(words.address, "#" + idOf(row));
    address.classList.add("panel__line--address");
    address.querySelector("button").dataset.anchor = idOf(row);
    return made.concat(address);
  }

  function link(href, text, language) {
    var made = element("a", "", text);
    made.href = href;
    if (language) made.hreflang = language;
    return made;
  }

  function elsewhere(number, id, row) {
    var made = element("div", "panel__links");
    var own = number.getAttribute("href");
    if (own.charAt(0) !== "#") made.append(link(own, words.own));
    var tongues = document.querySelectorAll("a.tongue");
    tongues.forEach(function (tongue) {
      var href = tongue.href.split("#")[0] + "#" + id;
      var name = tongues.length > 1 ? words.other + ": " + tongue.textContent.trim() : words.other;
      made.append(link(href, name, tongue.hreflang));
    });
    var side = document.querySelector("a[data-parallel='on']");
    if (side) made.append(link(side.href.split("#")[0] + "#" + id, words.parallel));
    if (words.named !== undefined) {
      row.cells[row.cells.length - 1].querySelectorAll("a").forEach(function (named) {
        made.append(link(named.getAttribute("href"), named.textContent));
      });
    }
    return made;
  }

  // The unnumbered provisions below a number share its control.
  function parts(at) {
    var below = [];
    for (var next = at + 1; next < rows.length && !numberIn(idOf(rows[next])); next++) below.push(rows[next]);
    if (!below.length) return [];
    var made = element("details", "panel__parts");
    made.append(element("summary", "", words.parts + ": " + below.length));
    below.forEach(function (row) {
      lines(row).forEach(function (one) {
        made.append(one);
      });
    });
    return [made];
  }

  function panel(number, id) {
    var at = rows.findIndex(function (row) {
      return idOf(row) === id;
    });
    if (at < 0) return null;
    var made = element("div", "panel");
    made.id = "panel";
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", number.getAttribute("aria-label"));
    if (number.title) made.append(element("p", "panel__title", number.title));
    made.append.apply(made, lines(rows[at]).concat(parts(at), elsewhere(number, id, rows[at])));
    return made;
  }

  function close(focus) {
    if (!open) return;
    open.number.setAttribute("aria-expanded", "false");
    open.number.removeAttribute("aria-controls");
    open.host.remove();
    if (focus) open.number.focus();
    open = null;
  }

  function show(number) {
    var provision = provisionOf(number);
    var made = panel(number, provision.id);
    if (!made) return false;
    var host = made;
    if (provision.tagName === "TD") {
      host = element("tr", "panel-row");
      var cell = element("td");
      cell.colSpan = provision.parentElement.cells.length;
      cell.append(made);
      host.append(cell);
      provision.parentElement.after(host);
    } else {
      provision.after(host);
    }
    number.setAttribute("aria-expanded", "true");
    number.setAttribute("aria-controls", "panel");
    open = { number: number, host: host };
    return true;
  }

  // A control is named after its unit, or after the whole citation where an act before it has such a unit.
  var names = {};
  rows.forEach(function (row) {
    var number = numberIn(idOf(row));
    if (!number) return;
    var name = row.cells[0].textContent;
    if (names[name]) name = row.cited[0];
    names[name] = true;
    number.setAttribute("aria-label", number.textContent + " – " + name + ": " + words.label);
  });

  document.querySelectorAll("article a.num").forEach(function (number) {
    if (!provisionOf(number)) return;
    number.setAttribute("role", "button");
    number.setAttribute("aria-expanded", "false");
    number.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      var same = open && open.number === number;
      close(false);
      if (same || show(number)) event.preventDefault();
    });
    number.addEventListener("keydown", function (event) {
      if (event.key !== " ") return;
      event.preventDefault();
      number.click();
    });
  });
  // Where a provision's labels and title in the margin begin and end; nothing if they do not stand there.
  function inMargin(provision) {
    var top = provision.getBoundingClientRect().top;
    var parts = Array.from(provision.querySelectorAll(":scope > .later")).filter(function (label) {
      return getComputedStyle(label).position === "absolute";
    });
    var edges = parts.map(function (label) {
      return [top + label.offsetTop, top + label.offsetTop + label.offsetHeight];
    });
    var number = provision.querySelector(":scope > .num[title]");
    var title = number && getComputedStyle(number, "::after");
    var below = title ? top + parseFloat(title.top) : NaN;
    if (!isNaN(below)) edges.push([below, below + parseFloat(title.height)]);
    return edges.length ? [edges[0][0], edges[edges.length - 1][1]] : null;
  }

  // What stands in the margin and is longer than its provision would cover the next one: that one is moved down.
  function spread() {
    var note = document.querySelector("article .own-note");
    var bottom = note && getComputedStyle(note).float === "right" ? note.getBoundingClientRect().bottom + 4 : -Infinity;
    var provisions = Array.from(document.querySelectorAll("article .num[title], article .law > .later"), function (one) {
      return one.parentElement;
    });
    var edges = new Map(provisions.map(function (provision) {
      return [provision, inMargin(provision)];
    }));
    edges.forEach(function (edge, provision) {
      var shift = edge ? Math.max(0, bottom - edge[0]) : 0;
      provision.style.setProperty("--shift", shift + "px");
      if (edge) bottom = edge[1] + shift + 4;
    });
  }

  spread();
  matchMedia("(min-width: 76.25em)").addEventListener("change", spread);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && open && !event.defaultPrevented) close(true);
  });
})();
