/* The state of a chart in the address: `#org-<id>&closed=a~b&hidden=chairing&zoom=120&q=words`. */
(function (charts) {
  "use strict";

  /* Reads the part of an address after `#`; null if it is not about this chart. */
  charts.readAddress = function (scope, hash) {
    const [first, ...rest] = hash.replace(/^#/, "").split("&");
    if (first !== scope && !first.startsWith(scope + "-")) return null;
    const values = new Map(rest.map((pair) => [pair.split("=")[0], decode(pair.split("=")[1] || "")]));
    const zoom = Number(values.get("zoom"));
    return {
      at: first.slice(scope.length + 1),
      closed: values.has("closed") ? split(values.get("closed")) : null,
      hidden: split(values.get("hidden")),
      zoom: zoom >= 25 && zoom <= 400 ? zoom : 100,
      words: values.get("q") || "",
    };
  };

  /* Writes it: only what differs from the initial state. */
  charts.writeAddress = function (scope, state) {
    const parts = [state.at ? scope + "-" + state.at : scope];
    if (state.closed !== null) parts.push("closed=" + state.closed.join("~"));
    if (state.hidden.length) parts.push("hidden=" + state.hidden.join("~"));
    if (state.zoom !== 100) parts.push("zoom=" + state.zoom);
    if (state.words) parts.push("q=" + encodeURIComponent(state.words));
    return parts.length === 1 && !state.at ? "" : "#" + parts.join("&");
  };

  function split(words) {
    return words ? words.split("~").filter(Boolean) : [];
  }

  function decode(words) {
    try {
      return decodeURIComponent(words);
    } catch {
      return "";
    }
  }
})((window.charts = window.charts || {}));
