// The main journey of each role over the books of the sample year, and the pages that each is shown: see README.md.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { BASE, PASSWORD, WIDTHS, launch, open, signIn, violations } from "./browser.js";

const FUND = "dong-thap-2021";
const DESK = `/ban/${FUND}`;
const PUBLIC = `/quy/${FUND}`;
const BANK = "0691000214587";

let browser;

before(async () => {
  assert.ok(PASSWORD, "set SOVANG_PASSWORD to what stands in demo-password");
  browser = await launch();
});

after(() => browser?.close());

/** What the browser says of a form that was refused on purpose is no fault of the page. */
const faults = (problems) => problems.filter((problem) => !problem.includes("422"));

/** One person's journey, from signing in to a console without errors. */
async function journey(login, walk, options = {}) {
  const { context, page, problems } = await open(browser, options);
  if (login) await signIn(page, login);
  await walk(page, (path) => page.goto(`${BASE}${DESK}${path}`));
  assert.deepEqual(faults(problems), []);
  await context.close();
}

const done = (page) => page.getByText("Đã ghi vào sổ.").waitFor();
const press = (page, name) => page.getByRole("button", { name }).click();

test("a treasurer records cash with the keyboard alone, and finds it again", async () => {
  const giver = `Lò rèn Tân Thử ${Date.now()}`;
  await journey("ketoan", async (page, to) => {
    await to("/thu/moi");
    await page.getByLabel("Tài khoản nhận").selectOption("cash:main");
    await page.getByLabel("Người ủng hộ", { exact: true }).fill(giver);
    const amount = page.getByLabel("Số tiền (đồng)");
    await amount.fill("ba trăm");
    await amount.press("Enter");
    // What was typed is kept, what is wrong stands beside it, and the cursor is there already.
    await page.locator("#amount-m-hint .problem").waitFor();
    assert.equal(await amount.inputValue(), "ba trăm");
    assert.equal(await page.getByLabel("Người ủng hộ", { exact: true }).inputValue(), giver);
    assert.equal(await page.evaluate(() => document.activeElement.id), "amount-m");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("500k");
    await page.keyboard.press("Enter");
    await done(page);
    const last = page.locator(".last-entry");
    assert.match(await last.innerText(), /500\.000/);
    const number = (await last.locator("a strong.num").innerText()).trim();
    await to("/thu");
    await page.getByLabel("Tên, nội dung, tham chiếu, tài khoản gửi").fill(giver);
    await press(page, "Lọc");
    await page.getByRole("link", { name: number, exact: true }).click();
    assert.match(await page.locator("main").innerText(), /Năm trăm nghìn đồng/i);
  });
});

test("a double click records once", async () => {
  const giver = `Người bấm hai lần ${Date.now()}`;
  // Without the script nothing but the command's own id stands between two clicks and two receipts.
  for (const javaScriptEnabled of [true, false]) {
    const name = `${giver} ${javaScriptEnabled}`;
    await journey("ketoan", async (page, to) => {
      await to("/thu/moi");
      await page.getByLabel("Người ủng hộ", { exact: true }).fill(name);
      await page.getByLabel("Số tiền (đồng)").fill("20.000");
      await page.getByRole("button", { name: "Ghi vào sổ" }).dblclick();
      await done(page);
      await to(`/thu?tim=${encodeURIComponent(name)}`);
      assert.equal(await page.locator("tbody tr").count(), 1);
    }, { javaScriptEnabled });
  }
});

test("a statement is looked at before it is recorded, and what is none is refused", async () => {
  const reference = `THU${Date.now()}`;
  const statement = `Ngân hàng TMCP Ngoại thương Việt Nam (Vietcombank)
Số tài khoản:,${BANK}
Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Số dư,Mô tả
05/01/2022,${reference},,"250.000","1.250.000",Thu Nghiem ung ho
`;
  const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await journey("ketoan", async (page, to) => {
    await to("/sao-ke/nhap");
    await page.getByLabel("Tệp sao kê của ngân hàng").setInputFiles(file("anh.csv", "\u0000\u0001không phải sao kê"));
    await press(page, "Gửi và xem trước");
    await page.getByText("Chưa nhận ra ngân hàng nào").or(page.locator(".problem, .refused").first()).first().waitFor();
    await to("/sao-ke/nhap");
    await page.getByLabel("Tệp sao kê của ngân hàng").setInputFiles(file("sao-ke.csv", statement));
    await press(page, "Gửi và xem trước");
    assert.match(await page.locator("main").innerText(), /Thu Nghiem ung ho/);
    await press(page, "Xác nhận, ghi vào sổ");
    await page.getByRole("button", { name: "Xác nhận, ghi vào sổ" }).waitFor({ state: "detached" });
    await page.locator("[data-progress]").waitFor({ state: "detached" });
    await to(`/thu?tim=${reference}`);
    assert.match(await page.locator("tbody tr").innerText(), /250\.000/);
  });
});

/** A request of a treasurer for a cost of the fund; answers its number. */
async function request(page, to, amount) {
  await to("/de-nghi/moi/chi-phi");
  await page.getByLabel("Chi từ tài khoản").selectOption(`vietcombank:${BANK}`);
  await page.getByLabel("Số tiền (đồng)").fill(amount);
  await page.getByLabel("Khoản mục chi").selectOption("van-chuyen");
  await page.getByLabel("Lý do, thuyết minh").fill("Thuê xe chở hàng.");
  await press(page, "Gửi đề nghị để duyệt");
  await done(page);
}

test("an approver decides on a phone: one request approved, one refused with its reason", async () => {
  await journey("ketoan", async (page, to) => {
    await request(page, to, "1.100.000");
    await request(page, to, "1.200.000");
  });
  await journey("nguoiduyet", async (page, to) => {
    await to("/duyet");
    await page.locator("a.request-link", { hasText: "1.100.000" }).first().click();
    assert.match(await page.locator("main").innerText(), /Thuê xe chở hàng/);
    await press(page, "Duyệt đề nghị này");
    await done(page);
    await page.locator("a.request-link", { hasText: "1.200.000" }).first().click();
    await page.getByLabel("Lý do, hoặc phần cần bổ sung").fill("Giá cao hơn bảng giá của xã.");
    await press(page, "Từ chối");
    await done(page);
  }, { viewport: WIDTHS.phone });
});

test("a storekeeper receives goods, counts, and scans a signed list", async () => {
  await journey("thukho", async (page, to) => {
    await to("/kho/nhap");
    await page.getByLabel("Kho nhận").selectOption("kho-hong-ngu");
    await page.getByLabel("Tên người cho").fill("Chùa Thử Nghiệm");
    await page.getByLabel("Mặt hàng, dòng 1").selectOption("ao-phao");
    await page.getByLabel("Số lượng, dòng 1").fill("12");
    await page.getByLabel("Đơn vị, dòng 1").selectOption("cai");
    await page.getByLabel("Tình trạng, dòng 1").selectOption("new");
    await page.getByLabel("Giá trị, dòng 1").fill("1.200.000");
    await page.getByLabel("Căn cứ giá, dòng 1").selectOption("declaration");
    await press(page, "Nhập kho");
    await done(page);
    // A count that differs from the books by one, with its cause.
    await to("/kho/kiem-ke?kho=kho-sa-dec");
    const lots = page.locator("tbody tr");
    for (let place = 0; place < (await lots.count()); place += 1) {
      const there = (await lots.nth(place).locator("td").first().innerText()).split(/\s/)[0].replaceAll(".", "");
      await lots.nth(place).locator("input.num").fill(String(Number(there) - (place ? 0 : 1)));
    }
    await page.getByLabel("Nguyên nhân chênh lệch").fill("Một ký rơi vãi khi đóng gói.");
    await press(page, "Ghi biên bản kiểm kê");
    await done(page);
    await to("/ban-giao");
    await page.locator("a[href*='/ban-giao/chi/']").first().click();
    const line = page.locator("tr[data-line]").first();
    await page.getByLabel(/Quét mã QR/).fill(`${await line.getAttribute("data-line")}\nkhong-phai-ma`);
    assert.equal(await line.locator("[data-mark]").innerText(), "✓");
    await press(page, "Đối chiếu danh sách");
    assert.match(await page.locator(".done").innerText(), /chưa ký, số thứ tự: 2,/);
    assert.match(await page.locator(".refused").innerText(), /khong-phai-ma/);
  });
});

test("an auditor follows the log to an event, compares two moments, raises a finding", async () => {
  await journey("giamsat", async (page, to) => {
    await to("/kiem-toan/nhat-ky");
    await page.getByLabel("Loại dòng sổ").selectOption("period_closed");
    await press(page, "Lọc");
    await page.locator("tbody tr th a").first().click();
    const event = new URL(page.url()).pathname.split("/").at(-1);
    await page.getByRole("link", { name: "Sổ ngay trước và ngay sau dòng sổ này" }).click();
    assert.match(await page.locator(".as-of").innerText(), /1\..*2\./s);
    await to("/kiem-toan/so-du?ngay=2021-09-30");
    const balances = await page.locator("main").innerText();
    assert.match(balances, /Bảng cân đối số phát sinh/);
    await to(`/su-kien/${event}`);
    await page.getByRole("link", { name: "Ghi nhận xét, kiến nghị" }).click();
    assert.equal(await page.getByLabel("Dòng sổ số").inputValue(), event);
    await page.getByLabel("Nội dung").fill("Xin cho xem biên bản của lần này.");
    await press(page, "Ghi kiến nghị");
    await done(page);
    assert.match(await page.locator("main").innerText(), /Xin cho xem biên bản/);
  });
});

test("a chief accountant sees what keeps a period open, and the cash book", async () => {
  await journey("ketoantruong", async (page, to) => {
    await to("/khoa-so");
    assert.match(await page.locator("ol.steps").first().innerText(), /Kiểm quỹ ngày cuối kỳ/);
    await page.locator("ol.steps a[href*='kiem-quy/cash']").first().click();
    assert.match(page.url(), /kiem-quy\/cash/);
    await to("/so-quy/so/cash:main");
    assert.ok((await page.locator("tbody tr").count()) > 0);
  });
});

test("a giver asks for the code of a gift, gets it from the desk, and opens it", async () => {
  let number;
  await journey("", async (page) => {
    await page.goto(`${BASE}${PUBLIC}/ung-ho`);
    await page.locator(`a[href^='${PUBLIC}/ung-ho/']`).first().click();
    const gift = new URL(page.url()).pathname.split("/").at(-1);
    await page.goto(`${BASE}${PUBLIC}/bao-bat-thuong`);
    await page.getByLabel("Xin biên nhận hoặc mã tra cứu").check();
    await page.getByLabel("Nội dung", { exact: true }).fill("Tôi chuyển khoản mà chưa có biên nhận.");
    await page.getByLabel("Liên quan đến số nào").fill(gift);
    await press(page, "Gửi đến quỹ");
    number = { gift, letter: await page.locator("dd.num").innerText() };
  });
  let code;
  await journey("ketoan", async (page, to) => {
    await to("/hom-thu");
    await page.locator(`a[href$='/hom-thu/${number.letter}']`).first().click();
    await page.getByLabel("Số khoản ủng hộ").fill(number.gift);
    await press(page, "Hiện mã");
    code = await page.locator("section[aria-labelledby=codes] code").innerText();
  });
  await journey("", async (page) => {
    await page.goto(`${BASE}${PUBLIC}/cua-toi`);
    await page.getByLabel("Số khoản ủng hộ").fill(number.gift);
    await page.getByLabel("Mã tra cứu").fill(code);
    await page.getByRole("button", { name: "Mở" }).click();
    assert.match(await page.locator("main section.slip").innerText(), /Tên trong sổ/);
    assert.ok(!page.url().includes(code));
    assert.deepEqual(await violations(page), []);
  }, { bypassCSP: true });
});

/** Pages of one kind have one address here: numbers, accounts and names are left out, and so is what is asked. */
const kind = (path) =>
  path.replace(/[?#].*/, "").replace(/(dia-ban|muc-dich|thung|so|kiem-quy|doi-chieu|nguoi|hom-thu|cho|nhap)\/[^/]+$/, "$1/*").replace(/\d+/g, "0");

/** Every page of the site that links lead to from where it stands, first those of the navigation. */
const links = (page) =>
  page.$$eval("nav.desk-ways a[href], main a[href], .desk-person a[href]", (all) => all.map((one) => one.getAttribute("href")));

const ours = (path) => /^(\/en)?\/(ban|tai-khoan|quan-tri)\b/.test(path) && !/\.[a-z]+(\?|$)/.test(path);

/** Axe, the console and the width of the page in both languages; `page` stands at its Vietnamese address afterwards. */
async function looked(page, problems, path) {
  // Axe runs at the last width: on a desktop in one language, on a phone in the other.
  await lookedAt(page, problems, `/en${path}`, [WIDTHS.phone, WIDTHS.desktop]);
  await lookedAt(page, problems, path, [WIDTHS.desktop, WIDTHS.phone]);
}

async function lookedAt(page, problems, path, widths) {
  const answer = await page.goto(BASE + path);
  assert.equal(answer.status(), 200, path);
  for (const viewport of widths) {
    await page.setViewportSize(viewport);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${path} is ${over} px wider than ${viewport.width}`);
  }
  assert.deepEqual(await violations(page), [], path);
  assert.deepEqual(problems, [], path);
}

// A kind of page that several roles have is looked at for the first of them, the day's page for each.
test("every page of the desk is accessible, fits phone and desktop, and leads only to pages", async () => {
  const seen = new Set();
  for (const login of ["ketoan", "nguoiduyet", "thukho", "giamsat", "ketoantruong", "quantri"]) {
    const { context, page, problems } = await open(browser, { bypassCSP: true });
    await signIn(page, login);
    const ways = await page.$$eval("nav.desk-ways a[href]", (all) => all.map((one) => one.getAttribute("href")));
    const waiting = ways;
    seen.delete(DESK.replace(/\d+/g, "0"));
    while (waiting.length) {
      const path = waiting.shift();
      if (seen.has(kind(path))) continue;
      seen.add(kind(path));
      await looked(page, problems, path);
      waiting.push(...(await links(page)).filter(ours));
    }
    await context.close();
  }
  assert.ok(seen.size > 60, `only ${seen.size} kinds of pages`);
});

test("the public pages of a year's books are accessible and fit a phone", async () => {
  const { context, page, problems } = await open(browser, { bypassCSP: true });
  const [seen, waiting] = [new Set(), [PUBLIC]];
  while (waiting.length) {
    const path = waiting.shift();
    if (seen.has(kind(path))) continue;
    seen.add(kind(path));
    await looked(page, problems, path);
    const found = await page.$$eval("main a[href]", (all) => all.map((one) => one.getAttribute("href")));
    waiting.push(...found.filter((href) => href.startsWith(`${PUBLIC}/`) && !/\.[a-z]+(\?|$)/.test(href)));
  }
  for (const page of ["cach-ung-ho", "ban-do", "chi", "quyet-dinh", "phan-anh", "bao-cao", "du-lieu", "thung", "kiem-chung"]) {
    assert.ok(seen.has(kind(`${PUBLIC}/${page}`)), `nothing leads to ${page}`);
  }
  await context.close();
});
