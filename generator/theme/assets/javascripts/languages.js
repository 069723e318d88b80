// Switching languages, or to both of them side by side and back, keeps the position on the page.
(function () {
  "use strict";
  var links = document.querySelectorAll("a.tongue, a.original, a[data-parallel]");

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
