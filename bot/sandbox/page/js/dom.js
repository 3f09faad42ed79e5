/** Builds DOM nodes without ever parsing text as HTML. */

/** Set as properties, because the attribute of that name means something else. */
const PROPERTIES = new Set(["value", "checked", "indeterminate", "selected", "textContent"]);

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | number | null | undefined | false | Child[]} Child */

/**
 * An HTML element. Functions in `attributes` become listeners (`onclick`), `true` an empty
 * attribute; `false`, `null` and `undefined` are left out.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...Child} children
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element, with the same rules as `h`. */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG_NAMESPACE, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) set(node, name, value);
  append(node, children);
  return node;
}

function set(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") node.addEventListener(name.slice(2), value);
  else if (name === "dataset") Object.assign(node.dataset, value);
  else if (PROPERTIES.has(name)) node[name] = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

function append(node, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(node, child);
    else if (child !== null && child !== undefined && child !== false) node.append(child);
  }
}

/** A fragment out of what may hold nulls and nested lists. */
export function fragment(...children) {
  const node = document.createDocumentFragment();
  append(node, children);
  return node;
}

let lastId = 0;

/** An id no other element of this page has. */
export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/** A button that shows an icon and says a name. */
export function iconButton(icon, name, onclick, attributes = {}) {
  const { class: extra = "", ...others } = attributes;
  return h(
    "button",
    { type: "button", class: `icon-button ${extra}`.trim(), "aria-label": name, title: name, onclick, ...others },
    icon,
  );
}
