// Receipts verified on the page, as a donor does it: see README.md for the files.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { BASE, launch, open, violations } from "./browser.js";

const FOLDER = process.env.SOVANG_RECEIPTS;
assert.ok(FOLDER, "set SOVANG_RECEIPTS to the folder with receipts of the server's fund");
const file = (name) => readFile(`${FOLDER}/${name}`);
const [closed, opened, slip, picture] = await Promise.all(
  ["public.tlog-proof", "private.tlog-proof", "slip.txt", "slip.bmp"].map(file),
);
const link = slip.toString("utf8"); // From the path on, as the printed code has it.
const PAGE = link.split("?")[0];

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** The page, ready to take files. */
async function ready(path = PAGE, options = {}) {
  const opened = await open(browser, options);
  await opened.page.goto(`${BASE}${path}`);
  await opened.page.locator("[data-tools]").waitFor();
  return opened;
}

const choose = (page, id, name, buffer, mimeType = "text/plain") =>
  page.locator(id).setInputFiles({ name, mimeType, buffer });

/** Waits for the line of that name, which must be the only one. */
async function said(page, name) {
  await page.locator(`[role=status] [data-say=${name}]`).waitFor({ state: "visible" });
  assert.equal(await page.locator("[role=status] [data-say]:visible").count(), 1);
}

const text = (page, part) => page.locator(`[data-part=${part}]`).innerText();

test("a good receipt is right, and the page says what was checked and what was not", async () => {
  const { context, page, problems } = await ready();
  await choose(page, "#receipt-file", "a.tlog-proof", closed);
  await said(page, "right");
  assert.match(await text(page, "facts"), /Số tiền\s+[\d.]+ đồng/);
  assert.match(await text(page, "checked"), /chữ ký đúng/);
  assert.match(await text(page, "notChecked"), /bản công khai/);
  assert.match(await text(page, "strength"), /sổ tự ký/);
  assert.match(await text(page, "keys"), /SHA256:[A-Za-z0-9+/]{43}/);
  assert.ok(await page.locator("[data-part=opened]").isHidden());
  assert.deepEqual(problems, []);
  await context.close();
});

test("a changed receipt is not right, and nothing of it is shown as if it were something", async () => {
  const { context, page, problems } = await ready();
  await choose(page, "#receipt-file", "a.tlog-proof", closed);
  await said(page, "right");
  const changed = Buffer.from(closed);
  changed[200] ^= 1;
  await choose(page, "#receipt-file", "b.tlog-proof", changed);
  await said(page, "tampered");
  assert.ok(await page.locator("[data-part=facts]").isHidden());
  await choose(page, "#receipt-file", "c.tlog-proof", closed.subarray(0, closed.length - 9));
  await said(page, "tampered");
  await choose(page, "#receipt-file", "d.tlog-proof", Buffer.from([0, 255, 10]));
  await said(page, "tampered");
  assert.deepEqual(problems, []);
  await context.close();
});

test("the private copy shows whose it is, in English too", async () => {
  for (const [prefix, label] of [["", "Họ tên"], ["/en", "Name"]]) {
    const { context, page, problems } = await ready(`${prefix}${PAGE}`);
    await choose(page, "#receipt-file", "a.tlog-proof", opened);
    await said(page, "right");
    assert.match(await text(page, "opened"), new RegExp(`${label}\\s+\\p{L}`, "u"));
    assert.deepEqual(problems, []);
    await context.close();
  }
});

test("the link of the printed slip fetches its proof and compares the record with the paper", async () => {
  const { context, page, problems } = await ready(link);
  await said(page, "right");
  assert.match(await text(page, "checked"), /Đúng là bản ghi mà biên nhận in giấy nói đến/);
  assert.deepEqual(problems, []);
  await context.close();

  const forged = link.replace(/#(.)/, (_, first) => `#${first === "A" ? "B" : "A"}`);
  const other = await ready(forged);
  await said(other.page, "tampered");
  assert.match(await text(other.page, "checked"), /mã băm trên giấy không khớp/);
  await other.context.close();
});

test("a photograph of the code does the same, and what is no code is said", async () => {
  const { context, page, problems } = await ready();
  await choose(page, "#receipt-photo", "slip.bmp", picture, "image/bmp");
  await said(page, "right");
  assert.match(await text(page, "checked"), /biên nhận in giấy/);
  // A blank picture: the header of the other one, and white.
  const blank = Buffer.concat([picture.subarray(0, 54), Buffer.alloc(picture.length - 54, 255)]);
  await choose(page, "#receipt-photo", "blank.bmp", blank, "image/bmp");
  await said(page, "no-code");
  await choose(page, "#receipt-photo", "broken.png", Buffer.from("x"), "image/png");
  await said(page, "failed");
  assert.deepEqual(problems, []);
  await context.close();
});

test("a key from elsewhere counts instead of the server's", async () => {
  const { context, page } = await ready();
  await choose(page, "#receipt-file", "a.tlog-proof", closed);
  await said(page, "right");
  const golden = await readFile(new URL("../../crates/transparency/golden/policy", import.meta.url));
  await page.locator("[data-tools] summary").click();
  await choose(page, "#own-key", "policy", golden);
  await said(page, "incomplete");
  assert.match(await text(page, "checked"), /không biết sổ/);
  await choose(page, "#own-key", "log.vkey", await file("log.vkey"));
  await said(page, "right");
  await context.close();
});

test("a key that has changed since the last visit is told", async () => {
  const { context, page } = await ready();
  assert.ok(await page.locator("[data-say=key-changed]").isHidden());
  await page.evaluate(() => Object.keys(localStorage).forEach((name) => localStorage.setItem(name, "another")));
  await page.reload();
  await page.locator("[data-say=key-changed]").waitFor({ state: "visible" });
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe-core finds nothing in a result: ${colorScheme}`, async () => {
    const { context, page } = await ready(PAGE, { colorScheme, bypassCSP: true });
    for (const [receipt, name] of [[opened, "right"], [closed.subarray(1), "tampered"]]) {
      await choose(page, "#receipt-file", "a.tlog-proof", receipt);
      await said(page, name);
      assert.deepEqual(await violations(page), []);
    }
    await context.close();
  });
}

test("without JavaScript the page offers the proof and tells of the command line", async () => {
  const { context, page } = await open(browser, { javaScriptEnabled: false });
  const number = new URL(link, BASE).searchParams.get("so");
  await page.goto(`${BASE}${PAGE}?so=${number}`);
  assert.ok(await page.locator("[data-tools]").isHidden());
  assert.match(await page.locator("a[download]").getAttribute("href"), new RegExp(`/gifts/${number}/proof$`));
  assert.match(await page.locator(".verify pre").innerText(), /sovang verify receipt/);
  await context.close();
});
