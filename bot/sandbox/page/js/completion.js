/** Proposals above the composer: commands after « / », people after « @ ». */

import { freshId, h } from "./dom.js";

const MOST = 8;

/** @typedef {{insert: string, label: string, hint?: string, description?: string}} Proposal */

export class Completion {
  /**
   * @param {HTMLTextAreaElement} field
   * @param {(before: string) => {from: number, proposals: Proposal[]} | null} propose what fits the text before the caret
   * @param {{name: string, describe: (count: number) => string}} said to screen readers
   */
  constructor(field, propose, { name, describe }) {
    Object.assign(this, { field, propose, describe });
    this.found = null;
    this.active = 0;
    const listId = freshId("completion");
    this.list = h("div", { id: listId, role: "listbox", class: "completion", "aria-label": name, hidden: true });
    this.status = h("span", { class: "spoken", role: "status" });
    this.node = h("div", { class: "completion-place" }, this.list, this.status);
    field.setAttribute("aria-controls", listId);
    field.setAttribute("aria-autocomplete", "list");
  }

  update() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    this.found = this.propose(before);
    this.found?.proposals.splice(MOST);
    this.#draw();
  }

  #draw() {
    const proposals = this.found?.proposals ?? [];
    this.list.hidden = proposals.length === 0;
    this.status.textContent = proposals.length > 0 ? this.describe(proposals.length) : "";
    this.list.replaceChildren(...proposals.map((proposal, index) => h(
      "div",
      { role: "option", id: `${this.list.id}-${index}`, class: "option", "aria-selected": "false",
        onpointerdown: (event) => event.preventDefault(), onclick: () => this.#accept(index) },
      h("span", {}, h("strong", {}, proposal.label), proposal.hint && h("span", { class: "usage" }, ` ${proposal.hint}`)),
      proposal.description && h("span", { class: "hint" }, proposal.description),
    )));
    this.#activate(0);
  }

  #activate(index) {
    const options = [...this.list.children];
    this.active = options.length > 0 ? (index + options.length) % options.length : -1;
    options.forEach((option, position) => {
      option.classList.toggle("active", position === this.active);
      option.setAttribute("aria-selected", String(position === this.active));
    });
    if (options.length > 0) this.field.setAttribute("aria-activedescendant", options[this.active].id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  #accept(index) {
    const { from, proposals } = this.found;
    const { value, selectionStart } = this.field;
    const inserted = `${value.slice(0, from)}${proposals[index].insert} `;
    this.field.value = inserted + value.slice(selectionStart).trimStart();
    this.field.setSelectionRange(inserted.length, inserted.length);
    this.field.focus();
    this.field.dispatchEvent(new Event("input"));
  }

  close() {
    this.found = null;
    this.#draw();
  }

  /** Answers true when the key was for the list. */
  takes(event) {
    if (this.list.hidden) return false;
    if (event.key === "ArrowDown") this.#activate(this.active + 1);
    else if (event.key === "ArrowUp") this.#activate(this.active - 1);
    else if (event.key === "Tab" || event.key === "Enter") this.#accept(this.active);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    return true;
  }
}
