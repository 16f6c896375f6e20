// The WebAssembly verifier by itself, without a page: receipts that were given out, and every change of one byte.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const here = (path) => new URL(`../../${path}`, import.meta.url);
const wasm = await readFile(process.env.SOVANG_WASM ?? here("crates/web/assets/verify.wasm"));
const { instance } = await WebAssembly.instantiate(wasm, {});
const { memory, room, verify_receipt, decode_qr, answer } = instance.exports;
const [policy, open, closed] = await Promise.all(
  ["policy", "private.tlog-proof", "public.tlog-proof"].map((name) => readFile(here(`crates/transparency/golden/${name}`))),
);

function give(place, bytes) {
  const address = room(place, bytes.length);
  assert.notEqual(address, 0);
  new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
}

function told(length) {
  return Buffer.from(memory.buffer, answer(), length).toString("utf8");
}

function verify(receipt, trusted = policy) {
  give(0, receipt);
  give(1, trusted);
  give(2, new Uint8Array());
  return JSON.parse(told(verify_receipt()));
}

test("receipts that were given out are right, and the private copy shows whose it is", () => {
  assert.equal(verify(closed).outcome, "right");
  const { outcome, opened, facts } = verify(open);
  assert.equal(outcome, "right");
  assert.deepEqual(opened[0], { label: { vi: "Họ tên", en: "Name" }, value: "Trần Văn Mẫu" });
  assert.equal(facts[1].value.vi, "500.000 đồng");
});

test("without a key nothing is concluded", () => {
  assert.equal(verify(closed, new Uint8Array()).outcome, "incomplete");
});

test("no change of one byte is accepted", () => {
  for (let at = 0; at < closed.length; at += 1) {
    const changed = Uint8Array.from(closed);
    changed[at] ^= 1 << (at % 8);
    assert.notEqual(verify(changed).outcome, "right", `byte ${at}`);
    assert.notEqual(verify(closed.subarray(0, at)).outcome, "right", `cut at ${at}`);
  }
});

test("a picture without a code is none, and too much is not taken", () => {
  give(0, new Uint8Array(100 * 100).fill(255));
  assert.equal(decode_qr(100), 0);
  assert.equal(room(0, 1 << 30), 0);
  assert.equal(room(7, 1), 0);
});
