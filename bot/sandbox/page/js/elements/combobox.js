/** A field that searches a list: type, arrows, Enter; for one choice or several. */

import { freshId, h } from "../dom.js";
import { showPopup } from "../popup.js";

/** Few enough to see at once: on a phone the keyboard would only cover them. */
const SHORT_LIST = 10;

/** @typedef {{value: string, label: string, description?: string}} Choice */
/** @typedef {{label: string | null, choices: Choice[]}} Group */

/**
 * @param {object} of
 * @param {(typed: string) => Promise<Group[]>} of.find
 * @param {Choice[]} of.chosen
 * @param {boolean} of.multiple
 * @param {number} [of.max] @param {number} [of.minimum] characters before it searches @param {number} [of.size]
 * @param {boolean} of.clearable
 * @param {(chosen: Choice[]) => Promise<boolean>} of.onchange false to take the change back
 * @param {Record<string, unknown>} of.attributes for the field
 * @param {string} of.name what a screen reader calls the list
 * @param {object} of.strings
 */
export class Combobox {
  constructor(of) {
    Object.assign(this, of);
    this.choices = [];
    this.active = -1;
    this.hide = null;
    this.search = 0;
    this.listId = freshId("list");
    this.chips = h("span", { class: "chips" });
    this.field = this.#drawField();
    this.clear = h("button", {
      type: "button", class: "icon-button clear", "aria-label": this.strings.clear, tabindex: -1,
      onclick: () => this.#choose([]),
    }, "×");
    this.list = h("div", { id: this.listId, role: "listbox", class: "listbox", "aria-label": this.name, "aria-multiselectable": this.multiple ? "true" : null });
    this.node = h("div", { class: "combobox", onclick: () => this.field.focus() }, this.chips, this.field, this.clear, this.list);
    this.#show();
  }

  #drawField() {
    const touchOnly = matchMedia("(pointer: coarse)").matches && this.size <= SHORT_LIST;
    return h("input", {
      ...this.attributes, type: "text", role: "combobox", autocomplete: "off", class: "combobox-field",
      inputmode: touchOnly ? "none" : null, "aria-expanded": "false", "aria-controls": this.listId,
      "aria-autocomplete": "list", placeholder: this.placeholder,
      onclick: () => this.#onClick(), oninput: () => this.open(), onkeydown: (event) => this.#onKey(event),
      onblur: () => this.close(),
    });
  }

  /** The field shows the choice; of several, each is a chip before it. */
  #show() {
    const [first] = this.chosen;
    this.#showText();
    this.field.placeholder = this.multiple && first ? "" : this.placeholder;
    this.clear.hidden = !this.clearable || this.multiple || !first;
    this.chips.replaceChildren(...(this.multiple ? this.chosen.map((choice) => this.#drawChip(choice)) : []));
  }

  /** In place of a search that led to no choice. */
  #showText() {
    const [first] = this.chosen;
    this.field.value = !this.multiple && first ? first.label : "";
  }

  #drawChip(choice) {
    const remove = () => {
      this.#choose(this.chosen.filter((other) => other !== choice));
      this.field.focus();
    };
    return h("span", { class: "chip" }, choice.label, h("button", {
      type: "button", class: "chip-remove", "aria-label": this.strings.remove(choice.label), onclick: remove,
    }, "×"));
  }

  /** What is chosen is selected, so that typing replaces it. */
  #onClick() {
    if (!this.hide && !this.multiple) this.field.select();
    this.open();
  }

  async open() {
    const typed = this.#typed();
    if (!this.hide) {
      this.hide = showPopup(this.list, this.node, { sameWidth: true });
      this.field.setAttribute("aria-expanded", "true");
    }
    this.search += 1;
    const search = this.search;
    const groups = typed.length < (this.minimum ?? 0) ? null : await this.find(typed);
    if (search === this.search && this.hide) this.#drawList(groups);
  }

  /** What is in the field counts as a search only when it is not the choice itself. */
  #typed() {
    const text = this.field.value.trim();
    return !this.multiple && text === this.chosen[0]?.label ? "" : text;
  }

  #drawList(groups) {
    const isChosen = (choice) => this.chosen.some(({ value }) => value === choice.value);
    this.choices = (groups ?? []).flatMap((group) => group.choices);
    let index = -1;
    const draw = (choice) => {
      index += 1;
      const position = index;
      return h("div", {
        role: "option", id: `${this.listId}-${position}`, class: "option", "aria-selected": String(isChosen(choice)),
        onpointerdown: (event) => event.preventDefault(),
        onclick: (event) => { event.stopPropagation(); this.#pick(choice); },
      }, h("span", { class: "option-label" }, choice.label), choice.description && h("span", { class: "hint" }, choice.description));
    };
    const rows = (groups ?? []).map(({ label, choices }) =>
      label ? h("div", { role: "group", "aria-label": label }, h("div", { class: "menu-heading", "aria-hidden": "true" }, label), choices.map(draw)) : choices.map(draw));
    const message = groups === null ? this.strings.typeMore(this.minimum) : this.strings.noResult;
    this.list.replaceChildren(...(this.choices.length > 0 ? rows.flat() : [h("div", { class: "hint empty" }, message)]));
    this.#activate(this.#typed() ? 0 : Math.max(this.choices.findIndex(isChosen), 0));
  }

  #activate(position) {
    this.active = this.choices.length > 0 ? (position + this.choices.length) % this.choices.length : -1;
    const options = this.list.querySelectorAll("[role=option]");
    options.forEach((option, index) => option.classList.toggle("active", index === this.active));
    const option = options[this.active];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  #onKey(event) {
    const isOpen = this.hide !== null;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (isOpen) this.#activate(this.active + (event.key === "ArrowDown" ? 1 : -1));
      else this.open();
    } else if (event.key === "Enter") {
      if (isOpen && this.choices[this.active]) this.#pick(this.choices[this.active]);
    } else if (event.key === "Escape" && isOpen) {
      this.close();
      event.stopPropagation();
    } else if (event.key === "Backspace" && this.multiple && !this.field.value) {
      this.#choose(this.chosen.slice(0, -1));
      return;
    } else if (event.key === "Backspace" && this.clearable && !this.multiple && this.chosen[0] && this.#typed() === "" && this.#allSelected()) {
      this.#choose([]);
      return;
    } else return;
    event.preventDefault();
  }

  #allSelected() {
    return this.field.selectionEnd - this.field.selectionStart === this.field.value.length;
  }

  #pick(choice) {
    if (!this.multiple) this.#choose([choice]);
    else {
      const others = this.chosen.filter(({ value }) => value !== choice.value);
      const isNew = others.length === this.chosen.length;
      if (!isNew || others.length < (this.max ?? Infinity)) this.#choose(isNew ? [...others, choice] : others);
    }
    this.close();
  }

  async #choose(chosen) {
    const before = this.chosen;
    this.chosen = chosen;
    this.#show();
    if (await this.onchange(chosen)) return;
    this.chosen = before;
    this.#show();
  }

  close() {
    if (!this.hide) return;
    this.hide();
    this.hide = null;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    this.#showText();
  }
}
