// Between the languages: a switch keeps the place on the page, and the choice to read them side by side stays.
(function () {
  "use strict";
  var KEY = "parallel";

  function remembered(value) {
    try {
      if (value) localStorage.setItem(KEY, value);
      return localStorage.getItem(KEY);
    } catch (refused) {
      return null; // a browser that keeps nothing: the link still works
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

  document.querySelectorAll("a.tongue, .translation a[hreflang]").forEach(function (link) {
    link.addEventListener("click", function () {
      link.hash = location.hash;
    });
  });
})();
