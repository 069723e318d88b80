// Asks Material's worker: node ask.js worker folder query… prints the answers; the folder holds index.json and the script.
"use strict";
const fs = require("fs");
const path = require("path");
const { start } = require("./worker.js");

(async () => {
  const [worker, folder, ...queries] = process.argv.slice(2);
  const index = JSON.parse(fs.readFileSync(path.join(folder, "index.json"), "utf8"));
  const { search } = await start(worker, folder, index);
  const answers = [];
  for (const query of queries) answers.push(await search(query));
  console.log(JSON.stringify(answers));
})();
