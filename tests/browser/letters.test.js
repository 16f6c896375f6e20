// What people outside say, and a giver's own pages, as they are used: see README.md.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { BASE, WIDTHS, launch, open, violations } from "./browser.js";

const SHOTS = process.env.SOVANG_SHOTS;

let browser;
let fund;

before(async () => {
  browser = await launch();
  const { context, page } = await open(browser);
  await page.goto(`${BASE}/`);
  const action = await page.locator("form.search").getAttribute("action", { timeout: 2000 }).catch(() => null);
  fund = action ? action.replace(/\/ung-ho$/, "") : await page.locator(".funds a").first().getAttribute("href");
  await context.close();
});

after(() => browser?.close());

const shot = (page, name) => SHOTS && page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });

test("an irregularity is told, and its sender sees it with number and code", async () => {
  const { context, page, problems } = await open(browser, { javaScriptEnabled: false });
  await page.goto(`${BASE}${fund}`);
  await page.getByRole("link", { name: "Báo điều bất thường" }).click();
  await page.getByLabel("Nội dung", { exact: true }).fill("Thùng hàng giao thiếu gạo, xin kiểm tra giúp.");
  await page.getByLabel("Liên quan đến số nào").fill("chị Sáu");
  await page.getByRole("button", { name: "Gửi đến quỹ" }).click();
  // What was typed is kept, what is wrong stands beside it.
  assert.match(await page.locator("#ve-problem").innerText(), /Không nhận ra số này/);
  assert.match(await page.getByLabel("Nội dung", { exact: true }).inputValue(), /thiếu gạo/);
  await page.getByLabel("Liên quan đến số nào").fill("1");
  await page.getByRole("button", { name: "Gửi đến quỹ" }).click();
  const code = await page.locator("code").innerText();
  const number = await page.locator("dd.num").innerText();
  assert.match(code, /^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  assert.ok(!page.url().includes(code));

  await page.getByRole("link", { name: "Xem trả lời" }).click();
  await page.getByLabel("Số thư").fill(number);
  await page.getByLabel("Mã bí mật").fill(code.toLowerCase());
  await page.getByRole("button", { name: "Xem trả lời" }).click();
  assert.match(await page.locator("section[aria-labelledby=own]").innerText(), /thiếu gạo/);
  assert.match(await page.locator(".letters").innerText(), /Không công khai lời của người gửi/);
  // The refusal on purpose is all that the console tells of.
  assert.deepEqual(problems.filter((problem) => !problem.includes("400")), []);
  await context.close();
});

test("a gift's public facts open nothing of its giver", async () => {
  const { context, page } = await open(browser);
  await page.goto(`${BASE}${fund}/cua-toi`);
  await page.getByLabel("Số khoản ủng hộ").fill("1");
  await page.getByLabel("Mã tra cứu").fill("00000-00000");
  await page.getByRole("button", { name: "Mở" }).click();
  assert.match(await page.locator("#ma-problem").innerText(), /không khớp/);
  assert.deepEqual(await violations(page), []);
  await context.close();
});

test("the pages are accessible and fit a phone, in both languages", async () => {
  for (const [width, viewport] of Object.entries(WIDTHS)) {
    for (const lang of ["", "/en"]) {
      for (const path of ["bao-bat-thuong", "phan-anh", "cua-toi"]) {
        const { context, page, problems } = await open(browser, { viewport, bypassCSP: true });
        await page.goto(`${BASE}${lang}${fund}/${path}`);
        await shot(page, `${path}${lang.replace("/", "-")}-${width}`);
        assert.deepEqual(await violations(page), [], `${lang} ${path} ${width}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${path} is ${over} px too wide`);
        assert.deepEqual(problems, []);
        await context.close();
      }
    }
  }
});
