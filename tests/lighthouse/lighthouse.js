// What Lighthouse says of the public pages: performance, accessibility, best practices, each at least 95.
// Not a test: its first figure depends on the machine. `make lighthouse` runs it against the sample.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import lighthouse from "lighthouse";

const BASE = process.env.SOVANG_URL?.replace(/\/$/, "");
const PATHS = (process.env.SOVANG_PATHS ?? "/").split(" ");
const PROGRAM = process.env.SOVANG_CHROMIUM ?? "/usr/bin/chromium";
const LEAST = 95;
const WHAT = ["performance", "accessibility", "best-practices"];

const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--no-first-run", "about:blank"];
const chromium = spawn(PROGRAM, flags, { stdio: ["ignore", "ignore", "pipe"] });
const port = await new Promise((found) => {
  createInterface({ input: chromium.stderr }).on("line", (line) => {
    const match = line.match(/DevTools listening on ws:\/\/[^:]+:(\d+)\//);
    if (match) found(Number(match[1]));
  });
});

let missed = 0;
for (const path of PATHS) {
  const { lhr } = await lighthouse(`${BASE}${path}`, { port, onlyCategories: WHAT, logLevel: "error" });
  const scores = WHAT.map((what) => Math.round(lhr.categories[what].score * 100));
  const bytes = lhr.audits["total-byte-weight"].numericValue;
  console.log(`${scores.join("  ")}  ${(bytes / 1000).toFixed(0)} kB  ${path}`);
  missed += scores.filter((score) => score < LEAST).length;
  for (const what of WHAT) {
    for (const { id, weight } of lhr.categories[what].auditRefs) {
      const { score, title } = lhr.audits[id];
      if (score !== null && score < 0.9 && weight > 0) console.log(`    ${id}: ${title}`);
    }
  }
}
chromium.kill();
await once(chromium, "exit");
process.exitCode = missed ? 1 : 0;
