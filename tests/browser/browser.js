// A browser that watches itself: what goes wrong on a page, or leaves this machine, fails the test that opened it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

/** Address of the running server, for example http://127.0.0.1:41234. */
export const BASE = process.env.SOVANG_URL?.replace(/\/$/, "");
assert.ok(BASE, "set SOVANG_URL to the address of a running `sovang serve`");

const PROGRAM = process.env.SOVANG_CHROMIUM ?? "/usr/bin/chromium";
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

export const launch = () => chromium.launch({ executablePath: PROGRAM, args: FLAGS });

/**
 * A page in a fresh context. `problems` collects console errors, broken scripts and requests that go elsewhere.
 * `bypassCSP` is set for axe alone; everything else runs under the policy that readers get.
 */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: WIDTHS.phone, locale: "vi-VN", ...options });
  const page = await context.newPage();
  const problems = [];
  const origin = new URL(BASE).origin;
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin) problems.push(`request to ${url.origin}`);
  });
  return { context, page, problems };
}

/** What axe-core finds on the page as it stands: one line a violation. */
export async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document));
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

/** Bytes that came over the wire while `visit` ran. */
export async function transferred(page, visit) {
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await session.send("Network.enable");
  await visit();
  return bytes;
}

/** The text without accents, as a reader in a hurry types it. */
export const plain = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");

/** The text with an accent on its first plain vowel, as statements without accents are searched by careful readers. */
export const accented = (text) => (plain(text) === text ? text.replace(/[aeiouy]/i, "$&\u0301").normalize("NFC") : text);

/** The password of the demonstration's people; who they are is said in crates/sovang/src/command/demo/people.rs. */
export const PASSWORD = process.env.SOVANG_PASSWORD;

/** Signs somebody of the demonstration in, as a person does it. */
export async function signIn(page, login, path = "") {
  await page.goto(`${BASE}/dang-nhap${path && `?ve=${encodeURIComponent(path)}`}`);
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/dang-nhap"));
}
