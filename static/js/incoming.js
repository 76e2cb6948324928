// Incoming documents: dropping files, how much is sent, how far readings are, taking a value with one
// click. Everything works without this file: forms are sent and the page asks again by itself.
(() => {
  "use strict";
  const EVERY = 2000; // milliseconds between two questions about progress

  // --- drop and send
  const drop = document.querySelector("[data-incoming-drop]");
  if (drop) {
    const input = drop.querySelector('input[type="file"]');
    const bar = drop.querySelector("[data-incoming-sent]");
    const button = drop.querySelector('button[type="submit"]');
    const send = () => {
      if (!input.files.length || button.disabled) return;
      button.disabled = true;
      bar.hidden = false;
      const request = new XMLHttpRequest();
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
      });
      request.addEventListener("load", () => {
        // Where the server led, or what it said: the same page a plain form would show.
        if (request.responseURL && request.responseURL !== location.href.split("#")[0]) {
          location.assign(request.responseURL);
          return;
        }
        document.open();
        document.write(request.responseText);
        document.close();
      });
      request.addEventListener("error", () => drop.submit());
      request.open("POST", drop.action || location.href);
      request.send(new FormData(drop));
    };
    drop.addEventListener("submit", (event) => {
      event.preventDefault();
      send();
    });
    for (const name of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", name === "dragover");
      });
    }
    drop.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      send();
    });
  }

  // --- progress
  const place = document.querySelector("[data-incoming-states]");
  const waiting = () => [...document.querySelectorAll("[data-incoming][data-under-way]")];
  const ask = async () => {
    const rows = waiting();
    if (!rows.length) return;
    const query = rows.map((row) => `id=${row.dataset.incoming}`).join("&");
    let states = {};
    try {
      const answer = await fetch(`${place.dataset.incomingStates}?${query}`, {
        headers: { Accept: "application/json" },
      });
      if (answer.ok) states = await answer.json();
    } catch {
      // The next question may get an answer.
    }
    let over = false;
    for (const row of rows) {
      const state = states[row.dataset.incoming];
      if (!state) continue;
      const words = row.querySelector("[data-incoming-words]");
      words.textContent = state.under_way && state.pages ? `${state.words} (${state.pages})` : state.words;
      words.className = `incoming-state ${state.state}`;
      const bar = row.querySelector("progress");
      if (bar && state.percent !== null) bar.value = state.percent;
      if (!state.under_way) {
        delete row.dataset.underWay;
        bar?.remove();
        over = true;
      }
    }
    // On the page of one document its fields are there now; nothing entered so far may be lost.
    if (over && document.querySelector(".incoming-fields")) {
      const form = document.querySelector(".incoming-fields");
      const touched = [...form.elements].some((one) => one.defaultValue !== undefined && one.value !== one.defaultValue && one.type !== "hidden" && one.tagName !== "BUTTON");
      if (touched) form.querySelector('[value="save"]').click();
      else location.reload();
      return;
    }
    setTimeout(ask, EVERY);
  };
  if (place && waiting().length) setTimeout(ask, EVERY);

  // --- one click takes what was read; where it was read is shown while one is in its field
  for (const button of document.querySelectorAll("[data-take]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const field = button.closest("[data-field]").querySelector("input, textarea");
      field.value = button.dataset.take;
      field.focus();
      button.hidden = true;
    });
  }
  for (const field of document.querySelectorAll("[data-field]")) {
    const boxes = document.querySelectorAll(`[data-box="${field.dataset.field}"]`);
    field.addEventListener("focusin", () => boxes.forEach((box) => box.classList.add("active")));
    field.addEventListener("focusout", () => boxes.forEach((box) => box.classList.remove("active")));
  }
})();
