// The public pages as a citizen uses them, against a running server: see README.md.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";

import { BASE, WIDTHS, accented, launch, open, plain, transferred, violations } from "./browser.js";

const MOST_BYTES = 100_000;
const SHOTS = process.env.SOVANG_SHOTS;

let browser;
let fund; // Path of the first fund's page.
let sample; // One of the newest gifts and a word of its memo: { href, word, sum }.

before(async () => {
  browser = await launch();
  const { context, page } = await open(browser);
  await page.goto(`${BASE}/`);
  const action = await page.locator("form.search").getAttribute("action", { timeout: 2000 }).catch(() => null);
  fund = action ? action.replace(/\/ung-ho$/, "") : await page.locator(".funds a").first().getAttribute("href");
  sample = await findSample(page);
  await context.close();
});

after(() => browser?.close());

async function findSample(page) {
  await page.goto(`${BASE}${fund}/ung-ho`);
  for (const row of await page.locator(".gifts li").all()) {
    const text = (await row.locator(".memo").allInnerTexts()).join(" ");
    const word = text.match(/\p{L}+/gu)?.find((word) => word.length > 2 && accented(word) !== word);
    if (word) {
      const href = await row.locator("a").getAttribute("href");
      return { href, word, sum: await row.locator(".sum data").getAttribute("value") };
    }
  }
  throw new Error("no gift of the first page holds a word to search for");
}

test("the first page shows the totals, loads little, and asks nobody else", async () => {
  const { context, page, problems } = await open(browser);
  const bytes = await transferred(page, () => page.goto(`${BASE}${fund}`, { waitUntil: "networkidle" }));
  assert.ok(bytes < MOST_BYTES, `${bytes} bytes at the first visit`);
  console.log(`# first visit: ${bytes} bytes`);

  assert.equal(await page.locator("html").getAttribute("lang"), "vi");
  const received = page.locator(".totals .lead data");
  assert.match(await received.innerText(), /^\d{1,3}(\.\d{3})*$/);
  assert.ok(Number(await received.getAttribute("value")) > 0);
  assert.equal(await page.locator(".totals dl > div").count() >= 4, true);
  assert.ok((await page.locator("svg.chart.narrow rect.bar").count()) > 0);
  assert.ok(await page.locator("svg.chart.narrow").isVisible());
  assert.ok(await page.locator("svg.chart.wide").isHidden());
  assert.ok((await page.locator("#newest + .gifts li").count()) > 0);
  assert.deepEqual(problems, []);
  await context.close();
});

test("nothing moves on the first page while it loads on a slow line", async () => {
  const { context, page } = await open(browser);
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const slow = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 };
  await session.send("Network.emulateNetworkConditions", slow);
  await page.addInitScript(() => {
    globalThis.shifted = 0;
    const seen = (list) => list.getEntries().forEach((entry) => (globalThis.shifted += entry.value));
    new PerformanceObserver(seen).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${BASE}${fund}`, { waitUntil: "networkidle" });
  assert.ok((await page.evaluate(() => globalThis.shifted)) < 0.01);
  await context.close();
});

test("the figures of money in and out add up to the balance", async () => {
  const { context, page } = await open(browser);
  await page.goto(`${BASE}${fund}`);
  const parts = await page.locator("#flow ~ table tbody data").evaluateAll((all) => all.map((one) => one.value));
  const whole = await page.locator("#flow ~ table tfoot data").getAttribute("value");
  assert.equal(String(parts.reduce((sum, part) => sum + BigInt(part), 0n)), whole);
  await context.close();
});

test("the language switch leads to the same page in English and back", async () => {
  const { context, page, problems } = await open(browser);
  await page.goto(`${BASE}${fund}`);
  const received = await page.locator(".totals .lead data").getAttribute("value");
  await page.getByRole("link", { name: "English" }).click();
  await page.waitForURL(`${BASE}/en${fund}`);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await page.locator(".totals .lead data").getAttribute("value"), received);
  assert.equal(await page.locator(".totals .lead dt").innerText(), "Received");
  await page.getByRole("link", { name: "Tiếng Việt" }).click();
  await page.waitForURL(`${BASE}${fund}`);
  assert.deepEqual(problems, []);
  await context.close();
});

for (const [how, spell] of [["with accents", accented], ["without accents", (word) => plain(word).toLowerCase()]]) {
  test(`live search ${how} finds the gift and opens it`, async () => {
    const { context, page, problems } = await open(browser);
    await page.goto(`${BASE}${fund}`);
    await page.locator("#q").pressSequentially(spell(sample.word));
    const count = page.locator("[data-count]");
    await count.filter({ hasText: spell(sample.word) }).waitFor();
    assert.match(await count.innerText(), /^[1-9]/);
    assert.ok((await page.locator("[data-results] .gifts li").count()) > 0);

    await page.locator("#q").press("Enter");
    await page.waitForURL(/\/ung-ho\?q=/);
    await openFromResults(page);
    assert.deepEqual(problems, []);
    await context.close();
  });
}

async function openFromResults(page) {
  for (;;) {
    const link = page.locator(`.gifts a[href="${sample.href}"]`);
    if (await link.count()) {
      await link.click();
      break;
    }
    await page.locator("a[rel=next]").click();
  }
  await page.waitForURL(`${BASE}${sample.href}`);
  assert.equal(await page.locator(".figure data").getAttribute("value"), sample.sum);
  assert.match(await page.locator(".words").innerText(), /đồng$/);
}

test("without JavaScript the form searches and pages turn", async () => {
  const { context, page } = await open(browser, { javaScriptEnabled: false });
  await page.goto(`${BASE}${fund}`);
  await page.locator("#q").fill(plain(sample.word));
  await page.getByRole("button", { name: "Tìm" }).click();
  await page.waitForURL(/\/ung-ho\?q=/);
  await openFromResults(page);
  await page.goto(`${BASE}${fund}/ung-ho`);
  const first = await page.locator(".gifts a").first().getAttribute("href");
  await page.locator("a[rel=next]").click();
  assert.notEqual(await page.locator(".gifts a").first().getAttribute("href"), first);
  await context.close();
});

test("what nobody gave is not found, and the page says what to try", async () => {
  const { context, page, problems } = await open(browser);
  await page.goto(`${BASE}/en${fund}/ung-ho?q=${encodeURIComponent('zzqx<script>"')}`);
  assert.match(await page.locator("[data-count]").innerText(), /^0 gifts match/);
  assert.ok(await page.locator(".empty").isVisible());
  assert.equal(await page.locator("#q").inputValue(), 'zzqx<script>"');
  assert.deepEqual(problems, []);
  await context.close();
});

test("the keyboard alone reaches the content and the search", async () => {
  const { context, page } = await open(browser);
  await page.goto(`${BASE}${fund}`);
  await page.keyboard.press("Tab");
  assert.equal(await page.locator(":focus").getAttribute("href"), "#main");
  await page.keyboard.press("Enter");
  for (let step = 0; step < 5 && (await page.locator(":focus").getAttribute("id")) !== "q"; step += 1) {
    await page.keyboard.press("Tab");
  }
  assert.equal(await page.locator(":focus").getAttribute("id"), "q");
  await context.close();
});

for (const [width, viewport] of Object.entries(WIDTHS)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe-core finds nothing: ${width}, ${colorScheme}`, async () => {
      const { context, page, problems } = await open(browser, { viewport, colorScheme, bypassCSP: true });
      for (const lang of ["", "/en"]) {
        const pages = {
          home: `${lang}/`.replace(/(.)\/$/, "$1"),
          fund: `${lang}${fund}`,
          gifts: `${lang}${fund}/ung-ho`,
          nothing: `${lang}${fund}/ung-ho?q=zzqx`,
          gift: `${lang}${sample.href}`,
          check: `${lang}${fund}/kiem-chung`,
          map: `${lang}${fund}/ban-do`,
          boxes: `${lang}${fund}/thung`,
          boxless: `${lang}${fund}/thung/KHONG-CO`,
          missing: `${lang}/khong-co`,
        };
        for (const [name, path] of Object.entries(pages)) {
          await page.goto(`${BASE}${path}`);
          await page.locator("details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
          assert.deepEqual(await violations(page), [], path);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.equal(overflow, 0, `${path} is wider than the screen`);
          if (SHOTS) await shoot(page, [name, lang.slice(1) || "vi", width, colorScheme].join("-"));
        }
      }
      assert.deepEqual(problems.filter((problem) => !problem.includes("404")), []);
      await context.close();
    });
  }
}

async function shoot(page, name) {
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}
