/** The sandbox's clock, and the ways to move it forward. */

import { longMoment, shortMoment } from "./dates.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";

const HOUR = 3600;
const DAY = 24 * HOUR;

export class ClockStrip {
  constructor({ workspace, scene, api, announcer }) {
    Object.assign(this, { workspace, scene, api, announcer });
    this.time = h("time");
    this.hour = h("button", { type: "button", class: "button small quick", onclick: () => this.#move({ advance_seconds: HOUR }) });
    this.day = h("button", { type: "button", class: "button small quick", onclick: () => this.#move({ advance_seconds: DAY }) });
    this.further = h("button", {
      type: "button", class: "button small", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this.#openMenu(),
    });
    this.node = h("div", { class: "clock", role: "group" }, this.time, this.hour, this.day, this.further);
    workspace.on("all", () => this.update());
    workspace.on("clock", () => this.#show());
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
    this.further.replaceChildren(icon("forward"), h("span", { class: "tool-name" }, strings.advanceTo));
    this.further.setAttribute("aria-label", strings.advanceTo);
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

  #openMenu() {
    const { strings } = this.scene;
    openMenu(this.further, [
      { label: strings.plusHour, onselect: () => this.#move({ advance_seconds: HOUR }) },
      { label: strings.plusDay, onselect: () => this.#move({ advance_seconds: DAY }) },
      ...this.workspace.jumps.map((jump) => ({ ...strings.jumps[jump], onselect: () => this.#move({ jump }) })),
    ]);
  }

  async #move(request) {
    const { strings, clock } = this.scene;
    this.#setBusy(true);
    const answer = await this.api.post("/sandbox/clock", request);
    this.#setBusy(false);
    if (!answer.ok) {
      this.announcer.show(answer.notice, { strings });
      return;
    }
    this.workspace.setClock(answer.now);
    const text = answer.moved === false ? strings.nothingToCome : this.#report(answer.told ?? []);
    this.announcer.show(text, { level: "info", strings });
    if (document.activeElement === document.body) this.further.focus();
  }

  /** Where it has got to, and to whom the app wrote on the way. */
  #report(told) {
    const { strings, clock } = this.scene;
    const when = strings.advanced(longMoment(clock.now(), clock));
    const heard = told.map(({ channel, user, count }) =>
      strings.toldCount(user ? this.scene.personName(user) : this.#channelName(channel), count));
    return heard.length > 0 ? `${when} ${strings.appWrote(heard.join(", "))}` : `${when} ${strings.appSilent}`;
  }

  #channelName(id) {
    const conversation = this.scene.channel(id);
    return conversation ? this.scene.conversationName(conversation) : this.scene.strings.anotherChannel;
  }

  #setBusy(busy) {
    for (const button of [this.hour, this.day, this.further]) button.disabled = busy;
    this.node.setAttribute("aria-busy", String(busy));
  }
}
