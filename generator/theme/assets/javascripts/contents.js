// The table of contents follows the reading: it marks the current provision and those on the screen. On a narrow
// screen its bar says where the reader is, and the list closes when a provision is chosen.
(function () {
  "use strict";
  var contents = document.querySelector("details.contents");
  if (!contents) return;
  var here = contents.querySelector(".contents__here");
  var range = contents.querySelector(".contents__range");
  var name = here.textContent;
  var numbers = range.textContent;
  var wide = matchMedia("(min-width: 76.25em)");
  var entries = [];

  contents.querySelectorAll("ol a").forEach(function (link) {
    var place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!place) return;
    var cell = link.closest(".contents__cells");
    entries.push({ link: link, place: place, part: cell && cell.parentElement.querySelector("a") });
  });

  function follow() {
    var top = 8 + (wide.matches ? 64 : 112);
    var bottom = innerHeight;
    var current = null;
    entries.forEach(function (entry) {
      var y = entry.place.getBoundingClientRect().top;
      if (y <= top) current = entry;
      entry.link.classList.toggle("contents--near", y > top && y < bottom);
      entry.link.removeAttribute("aria-current");
    });
    if (current) {
      current.link.setAttribute("aria-current", "true");
      if (current.part) current.part.setAttribute("aria-current", "true");
    }
    if (wide.matches) current = null; // there the bar is the heading of the list
    var part = current && (current.part || current.link);
    here.textContent = part ? part.textContent.replace(/\s+/g, " ").trim() : name;
    range.textContent = part ? (current.part ? current.link.querySelector(".contents__num").textContent : "") : numbers;
  }

  function fit() {
    contents.open = wide.matches;
    follow();
  }

  var waiting = false;
  addEventListener(
    "scroll",
    function () {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(function () {
        waiting = false;
        follow();
      });
    },
    { passive: true }
  );
  contents.addEventListener("click", function (event) {
    if (event.target.closest("a") && !wide.matches) contents.open = false;
  });
  contents.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || wide.matches || !contents.open) return;
    contents.open = false;
    contents.querySelector("summary").focus();
  });
  wide.addEventListener("change", fit);
  addEventListener("resize", follow);
  fit();
})();
