// Asks Material's worker: node ask.js worker folder < a JSON list of queries; prints the answers; the folder holds
// index.json and the script.
"use strict";
const fs = require("fs");
const path = require("path");
const { start } = require("./worker.js");

(async () => {
  const [worker, folder] = process.argv.slice(2);
  const queries = JSON.parse(fs.readFileSync(0, "utf8"));
  const index = JSON.parse(fs.readFileSync(path.join(folder, "index.json"), "utf8"));
  const { search } = await start(worker, folder, index);
  const answers = [];
  for (const query of queries) answers.push(await search(query));
  fs.writeFileSync(1, JSON.stringify(answers));
})();
