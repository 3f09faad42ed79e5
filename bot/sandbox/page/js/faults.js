/** Faults a developer can inject: failing calls, broken connections, a channel gone. */

import { freshId, h } from "./dom.js";

/** What goes with each kind of fault. */
const KINDS = {
  delay: { seconds: 2 },
  rate_limited: { retry_after: 5 },
  http_500: {},
  error: { error: "internal_error" },
  drop_before: {},
  drop_after: {},
};

const METHODS = ["*", "chat.postMessage", "chat.update", "chat.postEphemeral", "views.open", "views.update", "views.publish",
  "conversations.open", "users.info", "files.completeUploadExternal"];

export class FaultPanel {
  constructor({ scene, api, announcer }) {
    Object.assign(this, { scene, api, announcer });
  }

  open() {
    const { strings } = this.scene;
    this.pending = h("ul", { class: "pending-faults" });
    const node = h(
      "div",
      { class: "faults" },
      this.#drawCallFaults(strings),
      this.#drawButtons(strings.socketFaults, strings.socketFaultNames, () => ({})),
      this.#drawChannelFaults(strings),
      h("h3", {}, strings.activeFaults),
      this.pending,
      h("button", { type: "button", class: "button", onclick: () => this.#post({ do: "clear" }) }, strings.clearFaults),
    );
    this.#refresh();
    return node;
  }

  #drawCallFaults(strings) {
    const method = select(METHODS.map((name) => [name, name]));
    const kind = select(Object.keys(KINDS).map((name) => [name, strings.faultNames[name]]));
    const times = h("input", { type: "number", class: "field", min: 1, max: 1000, value: 1, id: freshId("fault") });
    const inject = (event) => {
      event.preventDefault();
      this.#post({ do: "inject", method: method.value, kind: kind.value, times: Number(times.value), ...KINDS[kind.value] });
    };
    const labelled = (name, control) => h("div", {}, h("label", { for: control.id }, name), control);
    return h("form", { class: "fault-form", onsubmit: inject },
      labelled(strings.faultMethod, method), labelled(strings.faultKind, kind), labelled(strings.faultCount, times),
      h("button", { type: "submit", class: "button primary" }, strings.inject));
  }

  #drawButtons(heading, names, more) {
    const buttons = Object.entries(names).map(([fault, name]) =>
      h("button", { type: "button", class: "button small", onclick: () => this.#post({ do: fault, ...more() }) }, name));
    return h("section", {}, h("h3", {}, heading), h("div", { class: "actions" }, buttons));
  }

  #drawChannelFaults(strings) {
    const channels = this.scene.conversations().filter(({ kind }) => kind !== "dm");
    const channel = select(channels.map((one) => [one.id, this.scene.conversationName(one)]));
    channel.setAttribute("aria-label", strings.channel);
    const section = this.#drawButtons(strings.channelFaults, strings.channelFaultNames, () => ({ channel: channel.value }));
    section.querySelector(".actions").prepend(channel);
    return section;
  }

  async #post(fault) {
    const { strings } = this.scene;
    const answer = await this.api.post("/sandbox/faults", fault);
    this.announcer.show(answer.ok ? strings.faultInjected : answer.notice, { level: answer.ok ? "info" : "error", strings });
    await this.#refresh();
  }

  async #refresh() {
    const { strings } = this.scene;
    const { faults = [] } = await this.api.get("/sandbox/faults");
    const rows = faults.map((fault) => h("li", {}, h("code", {}, JSON.stringify(fault))));
    this.pending.replaceChildren(...(rows.length > 0 ? rows : [h("li", { class: "hint" }, strings.nothingYet)]));
  }
}

function select(options) {
  return h("select", { class: "field", id: freshId("fault") }, options.map(([value, name]) => h("option", { value }, name)));
}
