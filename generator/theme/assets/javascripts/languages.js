// Switching languages keeps the position on the page and remembers the side-by-side view.
(function () {
  "use strict";
  var KEY = "parallel";

  function remembered(value) {
    try {
      if (value) localStorage.setItem(KEY, value);
      return localStorage.getItem(KEY);
    } catch (refused) {
      return null; // without storage the link still works
    }
  }

  var side = document.querySelector("a[data-parallel]");
  if (side) {
    if (side.dataset.parallel === "on" && remembered() === "on") {
      location.replace(side.href + location.hash);
    }
    side.addEventListener("click", function () {
      remembered(side.dataset.parallel);
      side.hash = location.hash;
    });
  }

  var links = document.querySelectorAll("a.tongue, a.original");

  // Before any click, so that a link opened in a new tab or copied leads to the same place too.
  function keepPlace() {
    links.forEach(function (link) {
      link.hash = location.hash;
    });
  }

  keepPlace();
  addEventListener("hashchange", keepPlace);
  links.forEach(function (link) {
    // A chart changes the address without an event.
    link.addEventListener("pointerdown", keepPlace);
    link.addEventListener("focus", keepPlace);
  });
})();
