/** A person as a coloured square with initials. */

import { h } from "./dom.js";

/** Decoration only: the name always stands beside it. */
export function drawAvatar(person, className = "") {
  const colour = /^#?[0-9a-f]{6}$/i.test(person?.color ?? "") ? `#${person.color.replace("#", "")}` : "#5c6570";
  const initials = person?.initials ?? (person?.real_name || person?.name || "?").slice(0, 1).toUpperCase();
  const node = h("span", { class: `avatar ${className}`.trim(), "aria-hidden": "true" }, initials);
  node.style.backgroundColor = colour;
  return node;
}
