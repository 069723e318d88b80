/* The search box: searches for text that arrives without a key, and keeps queries short.

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
})();
