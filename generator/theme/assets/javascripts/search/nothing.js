/* When nothing is found: the nearest words of this site (`search/words.js`) and its sections. `box.js` loads this file
   and calls `offerWays` for each such answer. */
(function () {
  "use strict";
  const box = document.querySelector("[data-md-component=search-query]");
  const none = document.querySelector(".search-none");
  const nearest = none.querySelector(".search-none__nearest");
  const base = JSON.parse(document.getElementById("__config").textContent).base;
  self.offerWays = offer;
  offer();

  function offer() {
    ways();
    if (self.searchWords) return words();
    const script = document.createElement("script");
    script.src = `${base}/search/words.js`;
    script.onload = words;
    document.head.append(script);
  }

  function ways() {
    const list = none.querySelector(".search-none__ways");
    if (list.querySelector("a")) return;
    const ways = [...document.querySelectorAll(".md-tabs__link")].map((tab) => [tab.textContent, tab.href]);
    if (none.dataset.appeals) ways.unshift([none.dataset.appeals, `${base}/appeals.html`]);
    for (const [words, address] of [[none.dataset.home, `${base}/index.html`], ...ways]) {
      const way = document.createElement("a");
      way.href = address;
      way.textContent = words.trim();
      list.append(way, " ");
    }
  }

  function words() {
    nearest.querySelectorAll("button").forEach((button) => button.remove());
    const near = box.value.length > 60 ? [] : similar(box.value.toLowerCase().split(/[^\p{L}]+/u));
    nearest.hidden = !near.length;
    for (const word of near) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = word;
      button.addEventListener("click", () => {
        box.value = word;
        box.focus();
        box.dispatchEvent(new KeyboardEvent("keyup"));
      });
      nearest.append(button, " ");
    }
  }

  /* Up to four words of the site, no two forms of one, that differ from a typed word in at most a third of its letters. */
  function similar(typed) {
    const found = [];
    for (const word of typed.filter((one) => one.length > 3)) {
      for (const other of self.searchWords) {
        const most = Math.max(2, Math.floor(word.length / 3));
        if (Math.abs(other.length - word.length) > most) continue;
        const apart = distance(word, other);
        if (apart <= most) found.push([apart, other]);
      }
    }
    found.sort(([one], [two]) => one - two);
    const offered = [];
    for (const [, word] of found) {
      if (!offered.some((other) => alike(word, other))) offered.push(word);
    }
    return offered.slice(0, 4);
  }

  /* Whether two words differ only after their first letters, as forms of one word do. */
  function alike(first, second) {
    const start = Math.max(4, Math.ceil(Math.min(first.length, second.length) * 0.6));
    return first.slice(0, start) === second.slice(0, start);
  }

  // Levenshtein distance.
  function distance(first, second) {
    let before = Array.from({ length: second.length + 1 }, (_, place) => place);
    for (let row = 1; row <= first.length; row += 1) {
      const now = [row];
      for (let place = 1; place <= second.length; place += 1) {
        const changed = before[place - 1] + (first[row - 1] === second[place - 1] ? 0 : 1);
        now.push(Math.min(changed, before[place] + 1, now[place - 1] + 1));
      }
      before = now;
    }
    return before[second.length];
  }
})();
