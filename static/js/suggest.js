// Suggestions while typing, as an ARIA combobox (WAI-ARIA APG, list autocomplete). Without this file
// the search box is a plain form. Asks /tim-kiem/goi-y/ for JSON; nothing is kept about who types.
(() => {
  "use strict";
  const WAIT = 150; // milliseconds after the last key
  const FEWEST = 2; // letters
  const remembered = new Map();

  const equip = (form) => {
    const input = form.querySelector('input[name="q"]');
    const address = form.dataset.suggest;
    if (!input || !address) return;
    const list = document.createElement("ul");
    list.id = `${input.id}-suggestions`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.suggestLabel);
    list.hidden = true;
    input.after(list);
    Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    }).forEach(([name, value]) => input.setAttribute(name, value));

    let timer = 0;
    let asking = null;
    let active = -1;

    const close = () => {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const choose = (place) => {
      active = place;
      [...list.children].forEach((option, n) => {
        option.setAttribute("aria-selected", String(n === place));
        if (n === place) option.scrollIntoView({ block: "nearest" });
      });
      if (place < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", list.children[place].id);
    };
    const show = (found) => {
      list.replaceChildren(...found.map((one, n) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${n}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = one.url;
        const title = document.createElement("span");
        title.textContent = one.title;
        const kind = document.createElement("small");
        kind.textContent = [one.kind, one.number].filter(Boolean).join(" · ");
        option.append(title, kind);
        return option;
      }));
      active = -1;
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(found.length > 0));
      input.removeAttribute("aria-activedescendant");
    };
    const ask = async () => {
      const text = input.value.trim();
      asking?.abort();
      if (text.length < FEWEST) return close();
      if (remembered.has(text)) return show(remembered.get(text));
      asking = new AbortController();
      try {
        const answer = await fetch(`${address}?dang=json&q=${encodeURIComponent(text)}`, { signal: asking.signal });
        if (!answer.ok) return close();
        const found = (await answer.json()).suggestions;
        if (remembered.size > 50) remembered.clear();
        remembered.set(text, found);
        if (document.activeElement === input && input.value.trim() === text) show(found);
      } catch {
        // Typed on, or no connection: the form still works.
      }
      return undefined;
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return; // an input method is at work
      const last = list.children.length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) {
          if (event.key === "ArrowDown") ask();
          return;
        }
        event.preventDefault();
        if (event.key === "ArrowDown") choose(active === last ? -1 : active + 1);
        else choose(active < 0 ? last : active - 1);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
        event.preventDefault();
        window.location.assign(list.children[active].dataset.url);
      }
    });
    // The press must not take the focus from the box before the click arrives.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) window.location.assign(option.dataset.url);
    });
    input.addEventListener("blur", () => {
      clearTimeout(timer);
      asking?.abort();
      close();
    });
    form.addEventListener("submit", () => clearTimeout(timer));
    window.addEventListener("pageshow", close);
  };

  document.querySelectorAll("form[data-suggest]").forEach(equip);
})();
