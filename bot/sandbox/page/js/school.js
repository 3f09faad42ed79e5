/** Begins anew: with an empty school, or one that has been at work for months. */

import { confirm } from "./confirm.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { addressAs } from "./navigation.js";

const ASK_EVERY_MS = 300;

/** In the order in which they are offered. */
const ORDER = ["six_months", "new_school"];

export class SchoolMenu {
  constructor({ workspace, scene, api, announcer }) {
    Object.assign(this, { workspace, scene, api, announcer });
    this.node = h("button", {
      type: "button", class: "button small", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this.#openMenu(),
    });
  }

  update() {
    const { strings } = this.scene;
    this.node.hidden = this.workspace.stories.length === 0;
    this.node.setAttribute("aria-label", strings.school);
    this.node.replaceChildren(icon("school"), h("span", { class: "tool-name" }, strings.school));
  }

  #openMenu() {
    const offered = ORDER.filter((story) => this.workspace.stories.includes(story));
    openMenu(this.node, offered.map((story) => ({ ...this.scene.strings.stories[story], onselect: () => this.#begin(story) })));
  }

  async #begin(story) {
    const { strings } = this.scene;
    const { label, question, waiting } = strings.stories[story];
    const text = (words) => ({ type: "plain_text", text: words });
    if (!(await confirm({ title: text(label), text: text(question), confirm: text(strings.beginAnew) }, this.scene))) return;
    const answer = await this.api.post("/sandbox/story", { begin: story });
    if (!answer.ok) {
      this.announcer.show(answer.notice, { strings });
      return;
    }
    this.#wait(waiting);
  }

  /** The sandbox goes away and another one takes its address: asks until that one is ready. */
  async #wait(words) {
    document.body.classList.add("beginning");
    const dialog = h("dialog", { class: "confirm waiting", "aria-label": words, oncancel: (event) => event.preventDefault() },
      h("p", { role: "status" }, words), h("progress", { "aria-label": words }));
    document.body.append(dialog);
    dialog.showModal();
    do await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    while (await this.#isBusy());
    location.search = addressAs(this.scene.viewer.id);
  }

  async #isBusy() {
    const answer = await this.api.get("/sandbox/story");
    return !answer.ok || answer.is_telling;
  }
}
