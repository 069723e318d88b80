/* Highlights the words of a search: a result links to its page with `?h=` and the typed words.

   Material highlights the typed letters anywhere; this script highlights the words with the stem of a typed word.
   A result without an anchor whose words are not in the title opens at the first of them. It removes `h` from the address before Material reads it, so that a copied address is clean. */
(function () {
  "use strict";
  const address = new URL(location.href);
  const typed = address.searchParams.get("h");
  if (typed === null) return;
  address.searchParams.delete("h");
  history.replaceState(history.state, "", address);
  if (!typed) return;

  const script = document.createElement("script");
  const code = document.documentElement.lang;
  const base = JSON.parse(document.getElementById("__config").textContent).base;
  script.src = `${base}/assets/javascripts/lunr/min/lunr.${code}.min.js`;
  script.onload = () => mark(self.wordsOf, self.readQuery, self.readInput);
  document.head.append(script);

  function mark(language, read, input) {
    const words = read(language, input.words(typed)).words;
    const stems = words.filter((word) => !language.isStop(word)).map((word) => language.stem(word));
    const main = document.querySelector("[data-md-component=content] article");
    if (!stems.length || !main) return;
    const wanted = (word) => {
      const own = language.stem(word);
      return stems.some((stem) => own === stem || (stem.length > 3 && own.startsWith(stem)));
    };
    const texts = document.createNodeIterator(main, NodeFilter.SHOW_TEXT);
    const nodes = [];
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      if (node.parentElement.offsetHeight && !node.parentElement.closest("svg, script, style")) nodes.push(node);
    }
    for (const node of nodes) {
      const pieces = node.textContent.split(/([\p{L}\p{M}\d]+)/u);
      if (!pieces.some((piece, place) => place % 2 && wanted(piece))) continue;
      node.replaceWith(...pieces.map((piece, place) => (place % 2 && wanted(piece) ? marked(piece) : piece)));
    }
    const first = main.querySelector("[data-md-highlight]");
    if (location.hash || !first || main.querySelector("h1 [data-md-highlight]")) return;
    if (first.getBoundingClientRect().bottom > innerHeight) first.scrollIntoView({ block: "center" });
  }

  function marked(word) {
    const element = document.createElement("mark");
    element.dataset.mdHighlight = "";
    element.textContent = word;
    return element;
  }
})();
