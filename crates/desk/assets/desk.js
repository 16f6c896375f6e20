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
  // The field at fault has the focus.
  const fault = document.querySelector("[aria-invalid]");
  if (fault) fault.focus();
})();
