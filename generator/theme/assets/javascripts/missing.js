// Page not found: suggests the most similar existing address, in every language.
(function () {
  "use strict";
  const asked = decode(location.pathname);
  const sections = [...document.querySelectorAll(".missing")].map(function (element) {
    const home = new URL(element.querySelector(".missing__home").href);
    return { element, folder: home.pathname.replace(/index\.html$/, "") };
  });
  const own = sections.find((section) => asked.startsWith(section.folder));
  if (own) sections[0].element.before(own.element);
  sections.forEach(offer);

  function decode(words) {
    try {
      return decodeURIComponent(words);
    } catch {
      return words;
    }
  }

  // Normalizes an address: without the parts that people omit, add or spell differently.
  function bare(path) {
    return path.toLowerCase().replace(/(^|\/)index(\.\w+)?$/, "$1").replace(/\.\w+$/, "").replace(/\/+$/, "");
  }

  // The requested path below the folder of its language, or below the site.
  function wanted() {
    const root = sections[0].folder.replace(/[^/]+\/$/, "");
    return asked.slice(own ? own.folder.length : asked.startsWith(root) ? root.length : 1);
  }

  // Levenshtein distance.
  function distance(first, second) {
    let before = Array.from({ length: second.length + 1 }, (_, place) => place);
    for (let row = 1; row <= first.length; row++) {
      const now = [row];
      for (let place = 1; place <= second.length; place++) {
        const changed = before[place - 1] + (first[row - 1] === second[place - 1] ? 0 : 1);
        now.push(Math.min(changed, before[place] + 1, now[place - 1] + 1));
      }
      before = now;
    }
    return before[second.length];
  }

  function nearest(paths, path) {
    const aim = bare(path);
    let best = null;
    let least = Math.max(2, aim.length / 4);
    for (const candidate of paths) {
      const apart = distance(bare(candidate), aim);
      if (apart <= least && (best === null || apart < least)) {
        best = candidate;
        least = apart;
      }
    }
    const parts = aim.split("/");
    while (best === null && parts.pop() && parts.length) {
      best = paths.find((candidate) => bare(candidate) === parts.join("/")) || null;
    }
    return best;
  }

  function xml(text) {
    return new DOMParser().parseFromString(text, "text/xml");
  }

  async function text(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    return answer.text();
  }

  async function offer({ element, folder }) {
    try {
      const sitemap = xml(await text(folder + "sitemap.xml"));
      const paths = [...sitemap.getElementsByTagName("loc")].map(
        (entry) => new URL(entry.textContent).pathname.slice(folder.length)
      );
      const path = nearest(paths, wanted());
      if (path === null || path === "index.html") return;
      // Without its style, whose hash only the policy of that page allows.
      const content = (await text(folder + path)).replace(/<style[^]*?<\/style>/g, "");
      const page = new DOMParser().parseFromString(content, "text/html");
      const link = element.querySelector(".missing__nearest a");
      link.href = folder + path;
      link.textContent = page.querySelector("h1").textContent.trim();
      link.parentNode.hidden = false;
    } catch {
      // Without the list of addresses, search and the link home still work.
    }
  }
})();
