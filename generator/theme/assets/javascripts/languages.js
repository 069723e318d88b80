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

  document.querySelectorAll("a.tongue, a.original").forEach(function (link) {
    link.addEventListener("click", function () {
      link.hash = location.hash;
    });
  });
})();
