// Signing in, one's own access, and administration, against a running demonstration: see README.md.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";

import { BASE, PASSWORD, WIDTHS, launch, open, signIn, violations } from "./browser.js";

const SHOTS = process.env.SOVANG_SHOTS;
// Browsers give out passkeys under a name, never under an IP address.
const NAMED = BASE.replace("127.0.0.1", "localhost");
const NOBODYS = ["/dang-nhap", "/dang-nhap/khoa", "/dang-nhap/ma", "/dang-nhap/quen", "/dang-nhap/quen?xong=1"];
const ADMINS = [
  "/tai-khoan", "/tai-khoan/xac-thuc", "/tai-khoan/khoa", "/quan-tri/nguoi", "/quan-tri/nguoi/p-7f3a", "/quan-tri/khoi-phuc", "/quan-tri/ma",
  "/quan-tri/nhat-ky", "/quan-tri/nhat-ky?loai=sign-in",
];

let browser;

before(async () => {
  assert.ok(PASSWORD, "set SOVANG_PASSWORD to what stands in demo-password");
  browser = await launch();
});

after(() => browser?.close());

async function looked(page, path, name, base = BASE) {
  await page.goto(`${base}${path}`);
  assert.deepEqual(await violations(page), [], path);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.ok(!wide, `${path} is wider than the window`);
  if (SHOTS) {
    await mkdir(SHOTS, { recursive: true });
    await page.screenshot({ path: `${SHOTS}/access-${name}${path.replace(/\W+/g, "-")}.png`, fullPage: true });
  }
}

test("every page of access is accessible, in both languages and widths", async () => {
  for (const [name, viewport] of Object.entries(WIDTHS)) {
    const { context, page, problems } = await open(browser, { viewport, bypassCSP: true });
    for (const lang of ["", "/en"]) {
      for (const path of NOBODYS) await looked(page, lang + path, name);
    }
    await signIn(page, "quantri");
    for (const lang of ["", "/en"]) {
      for (const path of ADMINS) await looked(page, lang + path, name);
    }
    assert.deepEqual(problems, []);
    await context.close();
  }
});

test("an administrator takes up somebody, who sets a password and works", async () => {
  const { context, page, problems } = await open(browser);
  await signIn(page, "quantri", "/quan-tri/nguoi");
  const login = `thu.${Date.now()}`;
  await page.getByLabel("Họ tên").fill("Lê Thị Thử");
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Vai trò", { exact: true }).selectOption("storekeeper");
  await page.getByRole("button", { name: "Thêm và lấy mã" }).click();
  const code = await page.locator(".secret code").innerText();
  const other = await open(browser);
  await other.page.goto(`${BASE}/dang-nhap/ma`);
  await other.page.getByLabel("Mã dùng một lần").fill(code);
  await other.page.getByLabel("Mật khẩu mới", { exact: true }).fill("ngắn");
  await other.page.getByLabel("Nhập lại mật khẩu mới").fill("ngắn");
  await other.page.getByRole("button", { name: "Đặt mật khẩu" }).click();
  assert.match(await other.page.locator("[aria-invalid] + .hint").innerText(), /ít nhất 12/i);
  const password = "con đường làng mùa nước nổi";
  await other.page.getByLabel("Mật khẩu mới", { exact: true }).fill(password);
  await other.page.getByLabel("Nhập lại mật khẩu mới").fill(password);
  await other.page.getByRole("button", { name: "Đặt mật khẩu" }).click();
  await other.page.waitForURL(/\/ban\//);
  assert.match(await other.page.locator(".desk-person").innerText(), /Lê Thị Thử.*thủ kho/s);
  await other.page.getByRole("button", { name: "Đăng xuất" }).click();
  await other.page.waitForURL(`${BASE}/`);
  await other.page.goto(`${BASE}/tai-khoan`);
  assert.match(other.page.url(), /dang-nhap/);
  await page.goto(`${BASE}/quan-tri/nhat-ky`);
  assert.match(await page.locator("tbody tr").first().innerText(), /Lê Thị Thử.*đăng xuất/s);
  assert.deepEqual([...problems, ...other.problems.filter((problem) => !problem.includes("422"))], []);
  await Promise.all([context.close(), other.context.close()]);
});

// A device with a finger that always fits, and the page of somebody at the address that has a name.
async function withDevice(options = {}) {
  const { context, page, problems } = await open(browser, options);
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const device = {
    protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options: device });
  const finger = (isUserVerified) => cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
  const elsewhere = () => problems.filter((problem) => problem !== `request to ${NAMED}` && !problem.includes("422"));
  return { context, page, finger, problems: elsewhere };
}

async function withPassword(page, login) {
  await page.goto(`${NAMED}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
}

async function addPasskey(page, name) {
  await page.goto(`${NAMED}/tai-khoan/khoa`);
  await page.getByLabel("Tên khóa").fill(name);
  await page.locator("#current").fill(PASSWORD);
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByRole("button", { name: "Tạo khóa" }).click();
  await page.waitForURL(/xong=1/);
}

async function signOut(page) {
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await page.waitForURL(`${NAMED}/`);
}

test("a passkey is added, opens the house after the password and without one, and is taken away", async () => {
  const { context, page, finger, problems } = await withDevice();
  await withPassword(page, "thukho");
  await page.waitForURL(/\/(ban|tai-khoan)/);
  await addPasskey(page, "Điện thoại của tôi");
  assert.match(await page.locator("main").innerText(), /Điện thoại của tôi/);
  await signOut(page);

  await withPassword(page, "thukho");
  await page.getByRole("button", { name: "Dùng khóa truy cập" }).click();
  await page.waitForURL(/\/(ban|tai-khoan)/);
  await signOut(page);

  await page.goto(`${NAMED}/dang-nhap`);
  await page.getByRole("button", { name: /Dùng khóa truy cập/ }).click();
  await page.waitForURL(/dang-nhap\/khoa/);
  await finger(false);
  await page.getByRole("button", { name: "Dùng khóa truy cập" }).click();
  await page.getByText("Trình duyệt không nhận được khóa").waitFor();
  await finger(true);
  await page.getByRole("button", { name: "Dùng khóa truy cập" }).click();
  await page.waitForURL(/\/(ban|tai-khoan)/);

  await page.goto(`${NAMED}/tai-khoan/khoa`);
  await page.getByText("Đổi tên").click();
  await page.getByLabel("Tên mới").fill("Máy cũ");
  await page.getByRole("button", { name: "Lưu tên" }).click();
  await page.getByText("Máy cũ").first().waitFor();
  await page.getByText("Gỡ khóa").first().click();
  await page.locator("[id^=current-k]").fill(PASSWORD);
  await page.getByRole("button", { name: "Gỡ khóa này" }).click();
  await page.getByText("Chưa có khóa nào.").waitFor();
  await signOut(page);
  await page.goto(`${NAMED}/dang-nhap/khoa`);
  await page.getByRole("button", { name: "Dùng khóa truy cập" }).click();
  await page.getByText("Khóa này không mở được tài khoản nào ở đây").waitFor();
  assert.deepEqual(problems(), []);
  await context.close();
});

test("the pages of passkeys are accessible, and say where they work", async () => {
  for (const [name, viewport] of Object.entries(WIDTHS)) {
    const { context, page, problems } = await withDevice({ viewport, bypassCSP: true });
    await withPassword(page, "giamsat");
    await page.waitForURL(/\/(ban|tai-khoan)/);
    await addPasskey(page, `Máy thử ${name}`);
    for (const lang of ["", "/en"]) {
      await looked(page, `${lang}/dang-nhap/khoa`, name, NAMED);
      await looked(page, `${lang}/tai-khoan/khoa`, name, NAMED);
    }
    await page.getByText("Take away", { exact: false }).first().click();
    await page.locator("[id^=current-k]").fill(PASSWORD);
    await page.getByRole("button", { name: "Take it away" }).click();
    await page.getByText("No passkey yet.").waitFor();
    assert.deepEqual(problems(), []);
    await context.close();
  }
  const { context, page } = await open(browser);
  await page.goto(`${BASE}/dang-nhap/khoa`);
  assert.equal(await page.locator("main .note a").getAttribute("href"), `${NAMED}/dang-nhap`);
  await context.close();
});

test("two administrators let somebody in again", async () => {
  const lost = await open(browser);
  await lost.page.goto(`${BASE}/dang-nhap/quen`);
  await lost.page.getByLabel("Tên đăng nhập").fill("giamsat");
  await lost.page.getByRole("button", { name: "Xin khôi phục" }).click();
  await lost.page.waitForURL(/xong=1/);
  for (const login of ["quantri", "quantri2"]) {
    const { context, page } = await open(browser);
    await signIn(page, login, "/quan-tri/khoi-phuc");
    await page.getByRole("button", { name: /Đồng ý.*Giám sát/ }).click();
    if (login === "quantri2") assert.match(await page.locator(".secret code").innerText(), /^(\w{4}-){4}\w{4}$/);
    else assert.match(await page.locator("main").innerText(), /Quản trị \(mẫu\)/);
    await context.close();
  }
  await lost.context.close();
});

test("somebody links themselves to the organisation's sign-in and comes in by it, under the policy that readers get", async () => {
  const { context, page, problems } = await open(browser);
  await signIn(page, "quantri2", "/tai-khoan");
  const box = page.locator("form", { has: page.getByRole("button", { name: "Liên kết", exact: true }) });
  await box.getByLabel("Mật khẩu hiện tại").fill("không phải");
  await box.getByRole("button").click();
  assert.match(await box.locator("[aria-invalid] + .hint").innerText(), /không đúng/);
  await box.getByLabel("Mật khẩu hiện tại").fill(PASSWORD);
  await box.getByRole("button").click();
  await page.getByRole("link", { name: "Tiếp tục tới Cổng thử" }).click();
  await page.waitForURL(`${BASE}/tai-khoan?xong=1`);
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await page.waitForURL(`${BASE}/`);
  await page.goto(`${BASE}/dang-nhap?ve=${encodeURIComponent("/quan-tri/nguoi")}`);
  await page.getByRole("link", { name: "Đăng nhập qua Cổng thử" }).click();
  await page.waitForURL(`${BASE}/quan-tri/nguoi`);
  await page.goto(`${BASE}/tai-khoan`);
  await page.getByRole("button", { name: /Bỏ liên kết Cổng thử/ }).click();
  await page.waitForURL(/dang-nhap/);
  await page.getByRole("link", { name: "Đăng nhập qua Cổng thử" }).click();
  assert.match(await page.locator(".refused").innerText(), /chưa được liên kết/);
  const expected = (problem) => problem.includes("422") || problem.startsWith("request to http://127.0.0.1:");
  assert.deepEqual(problems.filter((problem) => !expected(problem)), []);
  await context.close();
});
