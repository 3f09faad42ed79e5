/** A guided tour in six steps, beside the page and never in its way. */

import { dayKey } from "./dates.js";
import { h, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { addressAs } from "./navigation.js";
import { STEPS } from "./tour_steps.js";

/** The step outlives the change of person, which loads the page anew. */
const KEY = "vigie-tour";

export class Tour {
  constructor({ workspace, scene, navigation }) {
    Object.assign(this, { workspace, scene, navigation });
    this.node = h("aside", { class: "tour", hidden: true });
    workspace.on("all", () => this.#resume());
  }

  toggle() {
    if (this.node.hidden) this.#show(0);
    else this.#leave();
  }

  /** After a change of person: the same step, its text written if it has one. */
  #resume() {
    const kept = sessionStorage.getItem(KEY);
    if (kept === null || !this.node.hidden) return;
    const { step, write } = JSON.parse(kept);
    this.#show(step);
    if (write) setTimeout(() => this.#perform(STEPS[step]));
  }

  #show(step) {
    const { strings } = this.scene;
    const { title, text } = STEPS[step][strings.language];
    const isLast = step === STEPS.length - 1;
    sessionStorage.setItem(KEY, JSON.stringify({ step }));
    this.node.hidden = false;
    this.node.setAttribute("aria-label", strings.tour);
    this.node.replaceChildren(
      h("header", {},
        h("p", { class: "hint" }, strings.tourStep(step + 1, STEPS.length)),
        iconButton(icon("close"), strings.close, () => this.#leave())),
      h("h2", { tabindex: -1 }, title),
      h("p", {}, text),
      h("div", { class: "dialog-buttons" },
        step > 0 && h("button", { type: "button", class: "button small", onclick: () => this.#show(step - 1) }, strings.previous),
        h("button", { type: "button", class: "button small", onclick: () => this.#showMe(step) }, strings.showMe),
        h("button", { type: "button", class: "button small primary", onclick: () => (isLast ? this.#leave() : this.#show(step + 1)) },
          isLast ? strings.finish : strings.next)),
    );
    this.node.querySelector("h2").focus();
  }

  #leave() {
    sessionStorage.removeItem(KEY);
    this.node.hidden = true;
  }

  /** Becomes the step's person first, when somebody else. */
  #showMe(step) {
    const wanted = STEPS[step];
    const player = this.scene.people().find(({ role }) => role === wanted.role);
    if (player && player.id !== this.scene.viewer.id) {
      sessionStorage.setItem(KEY, JSON.stringify({ step, write: true }));
      location.search = addressAs(player.id);
      return;
    }
    this.#perform(wanted);
  }

  /** « 2026-11 » on the sandbox's calendar. */
  #month() {
    const { clock } = this.scene;
    return dayKey(clock.now(), clock).slice(0, 7);
  }

  #perform({ channel, mail, write }) {
    if (mail) {
      this.navigation.go({ mail });
      return;
    }
    const conversation = this.scene.conversations().find((one) =>
      channel === "app" ? this.scene.isAppConversation(one) : one.name === channel);
    if (conversation) this.navigation.go({ channel: conversation.id, tab: channel === "app" ? "messages" : null });
    const field = write && document.querySelector("#conversation .composer-field");
    if (!field) return;
    field.value = typeof write === "function" ? write(this.#month()) : write;
    field.focus();
    field.dispatchEvent(new Event("input"));
  }
}
