/* The search box: searches for text that arrives without a key, keeps queries short, says when the search is near, and
   loads `nothing.js` when nothing is found.

   Material searches when a key goes up. Text that is pasted with the mouse, dropped or dictated, and a word that a
   phone completes, raise only `input`; each is passed on as a key. */
(function () {
  "use strict";
  const box = document.querySelector("[data-md-component=search-query]");
  if (!box) return;
  const search = () => box.dispatchEvent(new KeyboardEvent("keyup"));

  box.addEventListener("input", search);

  // `maxlength` limits what is typed or pasted, not the words of an address (`?q=`).
  if (box.maxLength > 0 && box.value.length > box.maxLength) {
    box.value = box.value.slice(0, box.maxLength);
    search();
  }

  // A website's search loads its index when it is near: at the touch that opens it, and, for a reader who has searched
  // here before, on every page once that has nothing else to do.
  const near = () => document.dispatchEvent(new Event("search-near"));
  document.addEventListener("pointerdown", (event) => event.target.closest("[for=__search]") && near());
  try {
    box.addEventListener("input", () => localStorage.setItem("searched", "1"), { once: true });
    if (localStorage.getItem("searched")) (self.requestIdleCallback || setTimeout)(near);
  } catch {
    // A browser that keeps nothing: the search is ready a moment after it is opened.
  }

  const none = document.querySelector(".search-none");
  const meta = document.querySelector(".md-search-result__meta");
  if (!none || !meta) return;
  new MutationObserver(() => {
    none.hidden = meta.textContent.trim() !== none.dataset.none;
    if (none.hidden) return;
    if (self.offerWays) return self.offerWays();
    const script = document.createElement("script");
    script.src = none.dataset.script;
    document.head.append(script);
  }).observe(meta, { childList: true, characterData: true, subtree: true });
})();
