/** Brings a list of nodes up to date, touching only those whose content changed. */

/** What a node was last drawn from. */
const drawn = new WeakMap();

/**
 * Makes `container` hold one node per item, in order. A node stays (with its focus, its scroll and
 * what is typed in it) as long as its key is there and its signature is the same.
 * @template Item
 * @param {Element} container
 * @param {Item[]} items
 * @param {{key: (item: Item) => string, signature: (item: Item) => string,
 *          draw: (item: Item) => Element}} how
 */
export function reconcile(container, items, { key, signature, draw }) {
  const old = new Map();
  for (const node of container.children) old.set(drawn.get(node)?.key, node);
  const focused = focusWithin(container);
  const nodes = items.map((item) => keepOrDraw(item, { old, key, signature, draw }));
  const kept = new Set(nodes);
  for (const node of [...container.children]) if (!kept.has(node)) node.remove();
  let cursor = container.firstElementChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextElementSibling;
    else container.insertBefore(node, cursor);
  }
  restoreFocus(container, focused);
}

function keepOrDraw(item, { old, key, signature, draw }) {
  const [itemKey, itemSignature] = [key(item), signature(item)];
  const node = old.get(itemKey);
  if (node && drawn.get(node).signature === itemSignature) return node;
  const fresh = draw(item);
  drawn.set(fresh, { key: itemKey, signature: itemSignature });
  return fresh;
}

/** Which control has the focus, told by what survives a redraw. */
function focusWithin(container) {
  const active = document.activeElement;
  if (!active || active === container || !container.contains(active)) return null;
  const holder = active.closest("[data-focus-key]");
  return { node: active, key: holder?.dataset.focusKey, selection: selectionOf(active) };
}

/** `null` for inputs, such as dates and numbers, that have no caret to speak of. */
function selectionOf(node) {
  return typeof node.selectionStart === "number" ? [node.selectionStart, node.selectionEnd] : null;
}

function restoreFocus(container, focused) {
  if (!focused || (focused.node.isConnected && document.activeElement === focused.node)) return;
  const holder = [...container.querySelectorAll("[data-focus-key]")].find(
    (node) => node.dataset.focusKey === focused.key,
  );
  const target = focused.node.isConnected ? focused.node : (holder?.matches(FOCUSABLE) ? holder : holder?.querySelector(FOCUSABLE));
  target?.focus({ preventScroll: true });
  if (focused.selection && target?.setSelectionRange && selectionOf(target)) target.setSelectionRange(...focused.selection);
}

export const FOCUSABLE = "button, a[href], input, select, textarea, summary, [tabindex]";
