/** Places a floating box by its anchor, in the top layer, within the window. */

const MARGIN = 8;

/** Shows `popup` under `anchor`, or above it where there is more room. Answers how to close it. */
export function showPopup(popup, anchor, { sameWidth = false } = {}) {
  popup.setAttribute("popover", "manual");
  popup.classList.add("popup");
  popup.showPopover();
  const follow = () => place(popup, anchor, sameWidth);
  follow();
  addEventListener("resize", follow);
  addEventListener("scroll", follow, true);
  return () => {
    removeEventListener("resize", follow);
    removeEventListener("scroll", follow, true);
    if (popup.isConnected && popup.matches(":popover-open")) popup.hidePopover();
  };
}

function place(popup, anchor, sameWidth) {
  const box = anchor.getBoundingClientRect();
  const [width, height] = [document.documentElement.clientWidth, innerHeight];
  const below = height - box.bottom - MARGIN;
  const above = box.top - MARGIN;
  const isBelow = below >= Math.min(popup.scrollHeight, 240) || below >= above;
  popup.style.minWidth = sameWidth ? `${box.width}px` : "";
  popup.style.maxHeight = `${Math.max(isBelow ? below : above, 96)}px`;
  popup.style.left = `${Math.max(MARGIN, Math.min(box.left, width - popup.offsetWidth - MARGIN))}px`;
  popup.style.top = isBelow ? `${box.bottom + 4}px` : `${Math.max(MARGIN, box.top - popup.offsetHeight - 4)}px`;
}
