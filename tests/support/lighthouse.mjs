// Measures pages with Lighthouse in one Chrome, that of CHROME_PATH: `node lighthouse.mjs NODE_MODULES FLAG…`.
// Each line of the input is {"address": …, "preset": "desktop" or "", "flags": {…}}, each line of the output the
// report of that page, or {"error": …}. Lighthouse empties storage and caches before each page. Pictures of the page, and
// whether the browser can keep it for the way back, are left out: both come after the measuring, and no score depends on them.

import { createInterface } from "node:readline";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, ...chromeFlags] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(join(modules, file)).href);
const { default: lighthouse, desktopConfig } = await load("lighthouse/core/index.js");
const { launch } = await load("chrome-launcher/dist/index.js");

const own = {
  logLevel: "silent",
  disableFullPageScreenshot: true,
  skipAudits: ["bf-cache", "screenshot-thumbnails", "final-screenshot"],
};

const chrome = await launch({ chromeFlags, logLevel: "silent" });
try {
  for await (const line of createInterface({ input: process.stdin })) {
    const { address, preset, flags } = JSON.parse(line);
    const config = preset === "desktop" ? desktopConfig : undefined;
    let answer;
    try {
      answer = (await lighthouse(address, { ...own, ...flags, port: chrome.port }, config)).lhr;
    } catch (error) {
      answer = { error: String(error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
} finally {
  chrome.kill();
}
