/** The sandbox's clock, and the buttons that move it forward. */

import { longMoment, shortMoment } from "./dates.js";
import { h } from "./dom.js";

const HOUR = 3600;
const DAY = 24 * HOUR;

export class ClockStrip {
  constructor({ workspace, scene, api, announcer }) {
    Object.assign(this, { workspace, scene, api, announcer });
    this.time = h("time");
    this.hour = h("button", { type: "button", class: "button small", onclick: () => this.#advance(HOUR) });
    this.day = h("button", { type: "button", class: "button small", onclick: () => this.#advance(DAY) });
    this.node = h("div", { class: "clock", role: "group" }, this.time, this.hour, this.day);
    workspace.on("all", () => this.update());
    workspace.on("clock", () => this.update());
    setInterval(() => this.#show(), 10_000);
  }

  update() {
    const { strings } = this.scene;
    this.node.setAttribute("aria-label", strings.clock);
    for (const [button, text, name] of [[this.hour, strings.plusHour, strings.advanceHour], [this.day, strings.plusDay, strings.advanceDay]]) {
      button.textContent = text;
      button.title = name;
      button.setAttribute("aria-label", `${text}, ${name}`);
    }
    this.#show();
  }

  #show() {
    if (!this.scene.viewer) return;
    const { clock } = this.scene;
    const now = clock.now();
    this.time.textContent = shortMoment(now, clock);
    this.time.dateTime = now.toISOString();
    this.time.title = longMoment(now, clock);
  }

  async #advance(seconds) {
    const { strings, clock } = this.scene;
    this.#setBusy(true);
    const answer = await this.api.post("/sandbox/clock", { advance_seconds: seconds });
    this.#setBusy(false);
    if (!answer.ok) {
      this.announcer.show(answer.notice, { strings });
      return;
    }
    this.workspace.setClock(answer.now);
    this.announcer.say(strings.advanced(longMoment(clock.now(), clock)));
  }

  #setBusy(busy) {
    this.hour.disabled = busy;
    this.day.disabled = busy;
    this.node.setAttribute("aria-busy", String(busy));
  }
}
