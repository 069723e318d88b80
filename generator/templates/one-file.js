/* The find box of the one-file edition: finds paragraphs by words in any grammatical form, and places by reference.

   It reads the words of the document itself; `find-keys` holds references and other names: [id, [key, …]]. Words and
   references are read with the stemmer and the parser of the site's search. */
(function (root) {
  "use strict";
  const PLAIN = { fold: (word) => word.toLowerCase(), stem: (word) => word.toLowerCase(), isStop: () => false, units: {} };
  const language = root.wordsOf || PLAIN;
  const SHOWN = 100;
  const AROUND = 60; // characters of a paragraph before the first word found
  const LENGTH = 180;
  const WORD = /[\p{L}\p{M}\d]+/gu;
  const BLOCK = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, td, th, summary, figcaption";

  const form = document.querySelector(".find");
  const field = form.querySelector("input");
  const count = form.querySelector("output");
  const list = form.querySelector("ol");
  form.hidden = false;

  const stems = new Map();
  const stemOf = (word) => {
    if (!stems.has(word)) stems.set(word, language.stem(word));
    return stems.get(word);
  };
  const wordsIn = (text) => text.toLowerCase().match(WORD) || [];

  /* Read once: `blocks` are the paragraphs in order, `stems` the paragraphs of each stem, `places` those of each
     reference. */
  let index = null;
  function read() {
    const blocks = new Map();
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement.closest(BLOCK);
      if (!element || node.parentElement.closest("svg, nav, .later, .own-note")) continue;
      if (!blocks.has(element)) blocks.set(element, { element, text: "" });
      blocks.get(element).text += node.data;
    }
    const stems = new Map();
    const add = (block, word) => {
      const stem = stemOf(word);
      if (!stems.has(stem)) stems.set(stem, new Set());
      stems.get(stem).add(block);
    };
    for (const block of blocks.values()) {
      block.text = block.text.replace(/\s+/g, " ").trim();
      for (const word of wordsIn(block.text)) add(block, word);
    }
    const places = new Map();
    for (const [id, keys] of JSON.parse(document.getElementById("find-keys").textContent)) {
      const place = document.getElementById(id);
      if (!place) continue;
      const element = place.matches(BLOCK) ? place : place.querySelector(BLOCK);
      const block = blocks.get(element);
      for (const key of keys) {
        if (!places.has(key)) places.set(key, []);
        if (block) places.get(key).push(block);
        for (const word of wordsIn(key)) if (block) add(block, word);
      }
    }
    return { blocks: [...blocks.values()], stems, places };
  }

  /* The paragraphs with words of a stem, or of one that begins with it. */
  function blocksOf(stem) {
    const exact = index.stems.get(stem) || new Set();
    if (stem.length < 4) return { exact, all: exact };
    const all = new Set(exact);
    for (const [own, blocks] of index.stems) {
      if (own !== stem && own.startsWith(stem)) blocks.forEach((block) => all.add(block));
    }
    return { exact, all };
  }

  /* How well a paragraph fits: words with the same stem, then headings, then the act's own words, then the rest. */
  function weight(block, sets) {
    const same = sets.filter(({ exact }) => exact.has(block)).length;
    const heading = /^H/.test(block.element.tagName);
    return same * 4 + (heading ? 2 : block.element.classList.contains("law") ? 1 : 0);
  }

  function find(text) {
    index = index || read();
    const asked = root.readQuery(language, wordsIn(text));
    const places = asked.keys.flatMap((key) => index.places.get(key) || []);
    const words = asked.words.filter((word) => !language.isStop(word) && !(places.length && /^\d+$/.test(word)));
    const wanted = (words.length || places.length ? words : asked.words).map(stemOf);
    let found = [];
    if (wanted.length) {
      const sets = wanted.map(blocksOf);
      found = index.blocks.filter((block) => sets.every(({ all }) => all.has(block)));
      const weights = new Map(found.map((block) => [block, weight(block, sets)]));
      found.sort((a, b) => weights.get(b) - weights.get(a)); // stable: equal ones stay in the order of the document
    }
    return { found: [...new Set([...places, ...found])], wanted };
  }

  /* Where a paragraph is: the name of its provision, or the headings above it. */
  function placeOf(element) {
    const provision = element.closest("[data-place]");
    if (provision) return provision.dataset.place;
    const part = element.closest("article") || element.closest("section");
    const title = part ? part.querySelector("h2, h3") : null;
    return title && title !== element ? title.textContent : "";
  }

  let labelled = 0; // how many paragraphs without an id were named
  function addressOf(element) {
    const part = element.closest("article, section");
    if (part && element.id === `${part.id}/title`) return part.id;
    const named = element.id ? element : element.closest("li[id], dd[id], dt[id]");
    if (named) return named.id;
    labelled += 1;
    element.id = `find-${labelled}`;
    return element.id;
  }

  /* The words around the first word found, with every word found marked. */
  function snippet(text, wanted) {
    const has = (word) => wanted.some((stem) => stemOf(word) === stem || (stem.length > 3 && stemOf(word).startsWith(stem)));
    let first = 0;
    for (const match of text.matchAll(WORD)) {
      if (has(match[0].toLowerCase())) {
        first = match.index;
        break;
      }
    }
    let start = Math.max(0, first - AROUND);
    if (start) start = text.indexOf(" ", start) + 1;
    let end = Math.min(text.length, start + LENGTH);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), first + 1);
    const pieces = text.slice(start, end).split(/([\p{L}\p{M}\d]+)/u);
    const nodes = pieces.map((piece, place) => {
      if (!(place % 2) || !has(piece.toLowerCase())) return piece;
      const mark = document.createElement("mark");
      mark.textContent = piece;
      return mark;
    });
    return [start ? "… " : "", ...nodes, end < text.length ? " …" : ""];
  }

  function row(block, wanted) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const place = document.createElement("b");
    const words = document.createElement("span");
    link.href = `#${addressOf(block.element)}`;
    place.textContent = placeOf(block.element);
    words.append(...snippet(block.text, wanted));
    if (place.textContent) link.append(place, " ");
    link.append(words);
    item.append(link);
    return item;
  }

  function show() {
    const text = field.value.trim();
    if (text.length < 2 && !/\d/.test(text)) return close();
    const { found, wanted } = find(text);
    list.replaceChildren(...found.slice(0, SHOWN).map((block) => row(block, wanted)));
    list.hidden = !found.length;
    list.scrollTop = 0;
    count.textContent = found.length ? form.dataset.found.replace("{number}", found.length) : form.dataset.none;
  }

  function close() {
    list.hidden = true;
    list.replaceChildren();
    count.textContent = "";
  }

  /* What a link leads to may lie in a closed fold. */
  function open() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target) target.scrollIntoView();
  }

  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      field.focus();
    }
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) list.hidden = true;
  });
  field.addEventListener("focus", () => {
    index = index || read();
    if (list.children.length) list.hidden = false;
  });
  document.addEventListener("pointerdown", (event) => {
    if (!form.contains(event.target)) list.hidden = true;
  });
  root.addEventListener("hashchange", open);
})(window);
