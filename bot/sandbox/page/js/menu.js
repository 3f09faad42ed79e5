/** A menu that opens from a button: arrows, letters, Escape, as menus do. */

import { h } from "./dom.js";
import { showPopup } from "./popup.js";

/**
 * @param {Element} anchor the button, which gets the focus back
 * @param {{label: string, description?: string, danger?: boolean, onselect: () => void}[]} entries
 *        an entry with only a `heading` starts a group
 */
export function openMenu(anchor, entries) {
  const items = [];
  const rows = entries.map((entry) => {
    if (entry.heading) return h("div", { class: "menu-heading", role: "presentation" }, entry.heading);
    const item = drawItem(entry, () => select(entry));
    items.push(item);
    return item;
  });
  const menu = h("div", { class: "menu", role: "menu", "aria-label": anchor.getAttribute("aria-label"), onkeydown }, rows);
  const host = anchor.closest("dialog") ?? document.body;
  host.append(menu);
  const hide = showPopup(menu, anchor);
  anchor.setAttribute("aria-expanded", "true");
  items[0]?.focus();
  setTimeout(() => document.addEventListener("pointerdown", onOutside));

  function close({ refocus = true } = {}) {
    document.removeEventListener("pointerdown", onOutside);
    hide();
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (refocus) anchor.focus();
  }

  function select(entry) {
    close();
    entry.onselect();
  }

  function onOutside(event) {
    if (!menu.contains(event.target)) close({ refocus: false });
  }

  function onkeydown(event) {
    const next = targetOf(event, items, items.indexOf(document.activeElement));
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (!next) return;
    else next.focus();
    event.preventDefault();
    event.stopPropagation();
  }
}

function drawItem({ label, description, danger }, onclick) {
  return h(
    "button",
    { type: "button", role: "menuitem", tabindex: -1, class: danger ? "menu-item danger" : "menu-item", onclick },
    h("span", {}, label),
    description && h("span", { class: "hint" }, description),
  );
}

function targetOf({ key }, items, current) {
  const count = items.length;
  switch (key) {
    case "ArrowDown":
      return items[(current + 1) % count];
    case "ArrowUp":
      return items[(current - 1 + count) % count];
    case "Home":
      return items[0];
    case "End":
      return items[count - 1];
    default:
      return key.length === 1 && key !== " " ? startingWith(key, items, current) : null;
  }
}

function startingWith(letter, items, current) {
  const turned = [...items.slice(current + 1), ...items.slice(0, current + 1)];
  return turned.find((item) => item.textContent.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()));
}
