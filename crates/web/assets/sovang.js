// Live search: shows results under the form while one types. Without it the form works as a form.
// Totals and newest gifts change as the books grow, told to a screen reader now and then. Without it the page stays as it came.
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
      if (answer.status === 429) {
        // Many search from one network: this one comes a moment later, unless something else is typed.
        timer = window.setTimeout(search, 1000 * (Number(answer.headers.get("retry-after")) || 1), query);
        return;
      }
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

(function () {
  const totals = document.querySelector("[data-stream]");
  if (!totals || !window.EventSource) return;

  const QUIET_MS = 30000;
  const list = document.querySelector("[data-newest] .gifts");
  const heard = document.querySelector("[data-heard]");
  let said = 0;
  let source = null;

  function put(figure) {
    const place = totals.querySelector('[data-figure="' + figure.name + '"] .num');
    if (!place || place.textContent === figure.text) return false;
    place.textContent = figure.text;
    if (!figure.words) return true;
    place.setAttribute("value", figure.value);
    place.title = figure.words;
    const words = totals.querySelector('[data-words="' + figure.name + '"]');
    if (words) words.textContent = figure.words;
    return true;
  }

  // New rows come in front, and as many old ones go: the list keeps its length.
  function show(rows) {
    if (!list) return;
    const page = document.createElement("template");
    page.innerHTML = rows;
    for (const row of Array.from(page.content.querySelectorAll("li")).reverse()) {
      const link = row.querySelector("a");
      const known = Array.from(list.querySelectorAll("a")).some(function (a) {
        return a.getAttribute("href") === link.getAttribute("href");
      });
      if (known) continue;
      row.classList.add("fresh");
      list.prepend(row);
      if (list.children.length > 10) list.lastElementChild.remove();
    }
  }

  function say(figures) {
    const now = Date.now();
    if (!heard || now - said < QUIET_MS) return;
    said = now;
    heard.textContent = heard.dataset.heard + " " + figures[0].text + ".";
  }

  function listen() {
    if (source || document.hidden) return;
    source = new EventSource(totals.dataset.stream);
    source.addEventListener("message", function (event) {
      const message = JSON.parse(event.data);
      const changed = message.figures.map(put);
      show(message.rows);
      if (changed[0]) say(message.figures);
    });
  }

  // Nobody looks: the place is somebody else's.
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) return listen();
    if (source) source.close();
    source = null;
  });
  window.addEventListener("pagehide", function () {
    if (source) source.close();
    source = null;
  });
  listen();
})();
