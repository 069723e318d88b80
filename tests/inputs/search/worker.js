// Runs Material's own search worker in Node, over an index as a browser gets it.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

/* A worker of its own, asked as Material's page asks it: {search, lunr}. `folder` holds the language files. */
async function start(worker, folder, index, suggest = true) {
  const listeners = [];
  const answers = [];
  const scope = { console, addEventListener: (_, listener) => listeners.push(listener) };
  scope.self = scope;
  scope.postMessage = (data) => answers.shift()(data);
  scope.importScripts = (...files) => {
    for (const file of files) {
      const name = path.basename(file);
      const own = path.join(folder, name);
      const theirs = path.join(path.dirname(worker), "..", "lunr", "min", name);
      vm.runInContext(fs.readFileSync(fs.existsSync(own) ? own : theirs, "utf8"), scope, { filename: name });
    }
  };
  vm.createContext(scope);
  vm.runInContext(fs.readFileSync(worker, "utf8"), scope, { filename: "worker" });
  const post = (message) =>
    new Promise((resolve) => {
      answers.push(resolve);
      for (const listener of listeners) listener({ data: message });
    });
  const { config, docs } = JSON.parse(JSON.stringify(index));
  const ready = await post({ type: 0, data: { config, docs, options: { suggest } } });
  if (ready.type !== 1) throw new Error("the worker is not ready");
  const search = async (query) => (await post({ type: 2, data: query })).data;
  return { search, lunr: scope.lunr };
}

/* The locations of an answer as they stand open on the page, best first; what is folded away does not count. */
function open(answer) {
  const found = [];
  for (const group of answer.items) {
    const best = group[0].score;
    const shown = (item) => item.score >= best || !item.location.includes("#"); // the page heads its group
    for (const item of group) if (item.score > 0 && shown(item)) found.push(item.location);
  }
  return found;
}

module.exports = { start, open };
