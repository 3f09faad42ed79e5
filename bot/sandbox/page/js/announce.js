/** Says things aloud to screen readers, and shows what went wrong in a corner. */

import { h, iconButton } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN_MS = 8000;

export class Announcer {
  constructor() {
    this.voice = h("div", { class: "spoken", role: "status", "aria-live": "polite" });
    this.toasts = h("div", { class: "toasts", role: "alert" });
    this.node = h("div", {}, this.voice, this.toasts);
  }

  /** For screen readers only. */
  say(text) {
    this.voice.textContent = text;
  }

  /** For everyone, above an open modal too: the popover moves into it. */
  show(text, { level = "error", strings }) {
    if (this.#isShown(text)) return;
    const remove = () => toast.remove();
    const toast = h("div", { class: `toast ${level}` }, h("span", {}, text), iconButton(icon("close"), strings.close, remove));
    const host = document.querySelector("dialog.modal[open]") ?? this.node;
    if (this.toasts.parentNode !== host) host.append(this.toasts);
    this.toasts.append(toast);
    setTimeout(remove, SHOWN_MS);
  }

  /** The sandbox may tell the same thing in its answer and by the live connection. */
  #isShown(text) {
    return [...this.toasts.children].some((toast) => toast.firstChild.textContent === text);
  }

  /** A modal that closes must not take what was said with it. */
  rescue() {
    this.node.append(this.toasts);
  }
}
