/** Presses that a redraw would swallow: a browser clicks only what was there when the button went down. */

/**
 * Clicks a control that was drawn anew while it was pressed; controls are told by `data-focus-key`.
 * What became something else meanwhile is not clicked.
 */
export function keepPresses(root) {
  let pressed = null;
  root.addEventListener("pointerdown", ({ target, isPrimary, button }) => {
    pressed = isPrimary && button === 0 ? keyed(target) : null;
  }, { capture: true });
  root.addEventListener("pointercancel", () => { pressed = null; }, { capture: true });
  root.addEventListener("pointerup", ({ clientX, clientY }) => {
    const before = pressed;
    pressed = null;
    if (!before || before.isConnected) return;
    const now = keyed(root.elementFromPoint(clientX, clientY));
    if (now?.dataset.focusKey === before.dataset.focusKey) now.click();
  }, { capture: true });
}

function keyed(node) {
  return node?.closest?.("button[data-focus-key]") ?? null;
}
