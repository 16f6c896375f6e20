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
  // A count of cash adds up while it is typed; the server adds up again.
  const total = document.querySelector("[data-sum]");
  const grouped = function (sum) { return String(sum).replace(/\B(?=(\d{3})+$)/g, document.documentElement.lang === "en" ? "," : "."); };
  if (total) document.addEventListener("input", function (event) {
    if (!event.target.matches("[data-unit]")) return;
    let sum = 0;
    document.querySelectorAll("[data-unit]").forEach(function (field) {
      const pieces = Number(field.value.replace(/[.\s]/g, "")) || 0;
      const line = pieces * Number(field.dataset.unit);
      field.closest("tr").querySelector("output").textContent = pieces ? grouped(line) : "";
      sum += line;
    });
    total.textContent = grouped(sum);
  });
  // A file that is too large is told before it is sent.
  document.querySelectorAll("[data-most]").forEach(function (field) {
    field.addEventListener("change", function () {
      const large = Array.from(field.files).some((file) => file.size > Number(field.dataset.most));
      field.setCustomValidity(large ? field.dataset.tooLarge : "");
      field.reportValidity();
    });
  });
  // Lines are ticked while one scans.
  const scan = document.querySelector("[data-scan]");
  if (scan) scan.addEventListener("input", function () {
    const read = new Set(scan.value.split(/\s+/));
    document.querySelectorAll("[data-line]").forEach(function (line) {
      line.querySelector("[data-mark]").textContent = read.has(line.dataset.line) ? "✓" : "";
    });
  });
  // What runs on the server is followed: the marked part of the page is fetched again until it is done.
  const follow = function () {
    const part = document.querySelector("[data-follow='1']");
    if (!part) return;
    window.setTimeout(function () {
      fetch(window.location.href, { credentials: "same-origin" }).then(function (answer) { return answer.text(); }).then(function (text) {
        const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-follow]");
        if (fresh) part.replaceWith(fresh);
        follow();
      }).catch(follow);
    }, 1000);
  };
  follow();
  // While an amount is typed it is shown in figures and words, as the server reads it.
  document.querySelectorAll("[data-words]").forEach(function (field) {
    const here = field.closest("p").querySelector("[data-words-here]");
    if (!here || !window.fetch) return;
    let timer = 0, asked = "";
    field.addEventListener("input", function () {
      window.clearTimeout(timer);
      asked = field.value.trim();
      if (!asked) { here.textContent = ""; return; }
      timer = window.setTimeout(function () {
        const wanted = asked;
        fetch(field.dataset.words + "?so=" + encodeURIComponent(wanted), { credentials: "same-origin" })
          .then(function (answer) { return answer.ok && !answer.redirected ? answer.text() : ""; })
          .then(function (said) { if (wanted === asked) here.textContent = said; })
          .catch(function () { here.textContent = ""; });
      }, 120);
    });
  });
  // The amount follows who is ticked; with nobody ticked it is what it was.
  document.querySelectorAll("[data-sum-to]").forEach(function (box) {
    const sum = document.getElementById(box.dataset.sumTo);
    if (!sum) return;
    const first = sum.value;
    box.addEventListener("change", function () {
      const ticked = box.querySelectorAll("[data-amount-of]:checked");
      const all = Array.from(ticked).reduce(function (all, one) { return all + BigInt(one.dataset.amountOf); }, 0n);
      sum.value = ticked.length ? String(all).replace(/\B(?=(\d{3})+$)/g, ".") : first;
    });
  });
  // A file may be dropped on its form; one that is too large is not sent at all.
  document.querySelectorAll("form[data-drop]").forEach(function (form) {
    const field = form.querySelector("input[type=file]");
    const problem = form.querySelector("[data-file-problem]");
    const hint = form.querySelector("[data-drop-hint]");
    if (hint) hint.hidden = false;
    function tooLarge() {
      const file = field.files[0];
      const much = Boolean(file) && file.size > Number(field.dataset.most);
      problem.textContent = much ? field.dataset.tooLarge : "";
      return much;
    }
    field.addEventListener("change", tooLarge);
    form.addEventListener("submit", function (event) {
      if (!tooLarge()) return;
      event.preventDefault();
      event.stopPropagation();
      field.focus();
    });
    ["dragover", "dragleave", "drop"].forEach(function (name) {
      form.addEventListener(name, function (event) {
        event.preventDefault();
        form.classList.toggle("over", name === "dragover");
        if (name !== "drop" || !event.dataTransfer.files.length) return;
        field.files = event.dataTransfer.files;
        field.dispatchEvent(new Event("change"));
        if (!tooLarge()) form.requestSubmit();
      });
    });
  });
  // What takes long is looked after without drawing the page anew.
  document.querySelectorAll("[data-progress]").forEach(function (box) {
    const bar = box.querySelector("progress"), far = box.querySelector("[data-far]");
    function look() {
      fetch(box.dataset.progress, { credentials: "same-origin", cache: "no-store" })
        .then(function (answer) { return answer.json(); })
        .then(function (at) {
          if (!at.runs) { window.location.reload(); return; }
          far.textContent = at.far;
          if (at.all > 0) { bar.max = at.all; bar.value = at.done; }
          window.setTimeout(look, 700);
        })
        .catch(function () { window.setTimeout(look, 3000); });
    }
    window.setTimeout(look, 300);
  });
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
  // The field at fault has the focus.
  const fault = document.querySelector("[aria-invalid]");
  if (fault) fault.focus();
})();
