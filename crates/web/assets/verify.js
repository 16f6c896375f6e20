// Receipts verified on the visitor's own machine, by the WebAssembly that the section names. This script carries bytes to it
// and shows its answer; what is right is not decided here, and all wording comes from the page or from the answer.
"use strict";
(function () {
  const section = document.querySelector("[data-verify]");
  if (!section || !window.WebAssembly || !window.fetch) return;

  const lang = document.documentElement.lang === "en" ? "en" : "vi";
  const MOST_PIXELS_A_SIDE = 1600;
  const TRIES = 5;
  const DIGEST = /^[A-Za-z0-9_-]{22}$/;
  const bytesOf = (text) => new TextEncoder().encode(text);
  const none = new Uint8Array();

  let verifier; // The WebAssembly's exports.
  let fundPolicy = none; // As this server gives it.
  let ownPolicy = null; // As the visitor has it from elsewhere.
  let last = null; // What was verified last: { receipt, digest }.

  // Showing.

  function say(name) {
    for (const line of section.querySelectorAll("[role=status] [data-say]")) line.hidden = line.dataset.say !== name;
  }

  function flag(name, shown) {
    section.querySelector(`[data-say=${name}]`).hidden = !shown;
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function fact(label, value) {
    const row = document.createElement("div");
    row.append(element("dt", label), element("dd", value));
    return row;
  }

  function fill(name, rows) {
    const part = section.querySelector(`[data-part=${name}]`);
    part.hidden = rows.length === 0;
    part.querySelector("dl, ul").replaceChildren(...rows);
  }

  function show(answer) {
    const items = (lines) => lines.map((line) => element("li", line[lang]));
    say(answer ? answer.outcome : null);
    fill("facts", answer ? answer.facts.map((one) => fact(one.label[lang], one.value[lang])) : []);
    fill("opened", answer ? answer.opened.map((one) => fact(one.label[lang], one.value)) : []);
    fill("checked", answer ? items(answer.checked) : []);
    fill("notChecked", answer ? items(answer.notChecked) : []);
    fill("strength", answer ? items(answer.strength) : []);
  }

  function problem(name) {
    show(null);
    say(name);
  }

  // Asking the WebAssembly.

  function give(place, bytes) {
    const address = verifier.room(place, bytes.length);
    if (address === 0) throw new Error("too large");
    new Uint8Array(verifier.memory.buffer, address, bytes.length).set(bytes);
  }

  function told(length) {
    const address = verifier.answer();
    return new TextDecoder().decode(new Uint8Array(verifier.memory.buffer, address, length));
  }

  function ask(receipt, digest) {
    give(0, receipt);
    give(1, ownPolicy || fundPolicy);
    give(2, bytesOf(digest));
    return JSON.parse(told(verifier.verify_receipt()));
  }

  function verify(receipt, digest) {
    last = { receipt, digest };
    show(ask(receipt, digest));
  }

  // The fund's key, and whether it is the one that this machine saw before.

  function showKeys() {
    const keys = ask(none, "").keys || [];
    fill("keys", keys.map((key) => {
      const item = element("li", "");
      item.append(element("code", key.vkey), element("br", ""), element("code", key.fingerprint));
      return item;
    }));
    flag("key-none", keys.length === 0);
    flag("key-changed", ownPolicy === null && keys.length > 0 && isAnother(keys[0].vkey));
  }

  function isAnother(vkey) {
    const name = "sovang-key " + section.dataset.policy;
    try {
      const known = window.localStorage.getItem(name);
      if (known === null) window.localStorage.setItem(name, vkey);
      return known !== null && known !== vkey;
    } catch {
      return false; // Storage is turned off: nothing is remembered.
    }
  }

  // What the visitor brings: a file, a picture, or the address of a slip.

  async function openFile(file) {
    if (file.type.startsWith("image/")) return openPhoto(file);
    verify(new Uint8Array(await file.arrayBuffer()), "");
  }

  async function openPhoto(file) {
    const picture = await createImageBitmap(file);
    for (const most of [MOST_PIXELS_A_SIDE, MOST_PIXELS_A_SIDE / 2]) {
      const code = decode(picture, Math.min(1, most / Math.max(picture.width, picture.height)));
      if (code !== "") return openCode(code);
    }
    problem("no-code");
  }

  function decode(picture, scale) {
    const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.fillStyle = "white";
    context.fillRect(0, 0, width, height);
    context.drawImage(picture, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    const grey = new Uint8Array(width * height);
    for (let at = 0; at < grey.length; at += 1) {
      grey[at] = (data[4 * at] * 77 + data[4 * at + 1] * 151 + data[4 * at + 2] * 28) >> 8;
    }
    give(0, grey);
    return told(verifier.decode_qr(width));
  }

  function linkOf(text) {
    try {
      return new URL(text);
    } catch {
      return null;
    }
  }

  async function openCode(code) {
    const link = linkOf(code);
    const path = (address) => address.pathname.replace(/^\/en\//, "/");
    if (!link || path(link) !== path(window.location) || !(await openLink(link))) {
      section.querySelector("[data-code]").textContent = code;
      problem("other-page");
    }
  }

  /** Fetches and verifies what a slip's address speaks of; false where it speaks of nothing. */
  async function openLink(link) {
    const number = (name) => (/^\d{1,15}$/.test(link.searchParams.get(name) || "") ? link.searchParams.get(name) : null);
    const [gift, event] = [number("so"), number("v")];
    if (gift === null && event === null) return false;
    const address = event !== null ? section.dataset.events + event : section.dataset.gifts + gift;
    const digest = link.hash.slice(1);
    const receipt = await fetched(address + "/proof");
    if (receipt) verify(receipt, DIGEST.test(digest) ? digest : "");
    return true;
  }

  async function fetched(address) {
    for (let left = TRIES; left > 0; left -= 1) {
      const answer = await fetch(address, { cache: "no-store" });
      if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
      if (answer.status === 404) return void problem("not-public");
      if (answer.status !== 503) break;
      const seconds = Number(answer.headers.get("retry-after")) || 1;
      await new Promise((wake) => window.setTimeout(wake, seconds * 1000));
      if (left === 1) return void problem("later");
    }
    problem("failed");
    return null;
  }

  // Putting it together.

  async function doing(work) {
    problem("working");
    try {
      await work();
    } catch {
      problem("failed");
    }
  }

  function chosen(id, work) {
    const input = section.querySelector(id);
    input.addEventListener("change", () => input.files.length > 0 && doing(() => work(input.files[0])));
  }

  async function useOwnKey(file) {
    ownPolicy = new Uint8Array(await file.arrayBuffer());
    showKeys();
    if (last) verify(last.receipt, last.digest);
    else show(null);
  }

  function takeDrops() {
    const over = (event) => {
      event.preventDefault();
      section.classList.toggle("over", event.type === "dragover");
    };
    section.addEventListener("dragover", over);
    section.addEventListener("dragleave", over);
    section.addEventListener("drop", (event) => {
      over(event);
      if (event.dataTransfer.files.length > 0) doing(() => openFile(event.dataTransfer.files[0]));
    });
  }

  async function start() {
    const [code, policy] = await Promise.all([fetch(section.dataset.verifier), fetch(section.dataset.policy)]);
    verifier = (await WebAssembly.instantiate(await code.arrayBuffer(), {})).instance.exports;
    if (policy.ok) fundPolicy = new Uint8Array(await policy.arrayBuffer());
    show(null);
    showKeys();
    chosen("#receipt-file", openFile);
    chosen("#receipt-photo", openPhoto);
    chosen("#own-key", useOwnKey);
    takeDrops();
    section.querySelector("[data-tools]").hidden = false;
    if (!(await openLink(new URL(window.location.href)))) say(null);
  }

  doing(start);
})();
