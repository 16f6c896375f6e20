// Makes the desk quicker; every page works without it.
// A form is sent once: a second click while the first is under way does nothing (its command has one id anyway).
"use strict";
(function () {
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    window.setTimeout(function () { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
  // An amount shows its thousands when one has typed it.
  document.addEventListener("change", function (event) {
    const field = event.target;
    if (!field.matches || !field.matches("[data-amount]")) return;
    const digits = field.value.replace(/[.\s]/g, "");
    if (/^[1-9]\d{3,17}$/.test(digits)) field.value = digits.replace(/\B(?=(\d{3})+$)/g, ".");
  });
  // The digest of a file is computed here: the file stays on this machine.
  document.querySelectorAll("[data-digest]").forEach(function (field) {
    if (!window.crypto || !window.crypto.subtle) return;
    const file = document.createElement("input");
    file.type = "file";
    file.setAttribute("aria-label", document.querySelector('label[for="' + field.id + '"]').textContent);
    file.addEventListener("change", async function () {
      if (!file.files.length) return;
      const digest = await window.crypto.subtle.digest("SHA-256", await file.files[0].arrayBuffer());
      field.value = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
    });
    field.after(file);
  });
  // Lines are ticked while one scans.
  const scan = document.querySelector("[data-scan]");
  if (scan) scan.addEventListener("input", function () {
    const read = new Set(scan.value.split(/\s+/));
    document.querySelectorAll("[data-line]").forEach(function (line) {
      line.querySelector("[data-mark]").textContent = read.has(line.dataset.line) ? "✓" : "";
    });
  });
  // The field at fault has the focus.
  const fault = document.querySelector("[aria-invalid]");
  if (fault) fault.focus();
})();
