// Live search: shows results under the form while one types. Without it the form works as a form.
// A printed page names its whole address; without this it names the path.
"use strict";
(function () {
  const address = document.querySelector("[data-address]");
  if (address) address.textContent = window.location.href;

  const form = document.querySelector("form[data-live]");
  const results = document.querySelector("[data-results]");
  const count = document.querySelector("[data-count]");
  if (!form || !results || !count || !window.fetch || !window.AbortController) return;

  const PAUSE_MS = 250;
  const field = form.elements.q;
  let shown = field.value.trim();
  let timer = 0;
  let running = null;

  function clear() {
    results.textContent = "";
    count.textContent = "";
  }

  function show(html) {
    const page = document.createElement("template");
    page.innerHTML = html;
    const found = page.content.querySelector(".count");
    count.textContent = found ? found.textContent : "";
    if (found) found.remove();
    results.textContent = "";
    results.appendChild(page.content);
  }

  async function search(query) {
    if (running) running.abort();
    running = new AbortController();
    try {
      const address = form.dataset.live + "?q=" + encodeURIComponent(query);
      const answer = await fetch(address, { signal: running.signal });
      if (answer.ok) show(await answer.text());
      results.removeAttribute("aria-busy");
    } catch (error) {
      // A newer search took its place, or the line is down: the button still works.
      if (error.name !== "AbortError") results.removeAttribute("aria-busy");
    }
  }

  field.addEventListener("input", function () {
    window.clearTimeout(timer);
    timer = window.setTimeout(function () {
      const query = field.value.trim();
      if (query === shown) return;
      shown = query;
      if (query === "" && !results.hasAttribute("data-all")) {
        if (running) running.abort();
        return clear();
      }
      results.setAttribute("aria-busy", "true");
      search(query);
    }, PAUSE_MS);
  });
})();
