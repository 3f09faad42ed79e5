/** For developers: what passes between the app and the sandbox, and faults to inject. */

import { h, iconButton } from "./dom.js";
import { FaultPanel } from "./faults.js";
import { icon } from "./icons.js";
import { reconcile } from "./keyed.js";

const POLL_MS = 1000;
const MOST_SHOWN = 200;

const TABS = ["envelopes", "calls", "refusals", "faults"];

export class Inspector {
  constructor({ workspace, scene, api, announcer }) {
    Object.assign(this, { workspace, scene, api });
    this.kept = { envelopes: new Map(), calls: new Map(), refusals: new Map() };
    this.tab = "envelopes";
    this.timer = null;
    this.faults = new FaultPanel({ scene, api, announcer });
    this.node = h("aside", { class: "inspector", id: "inspector", hidden: true });
  }

  toggle() {
    this.node.hidden = !this.node.hidden;
    if (this.node.hidden) clearTimeout(this.timer);
    else this.#open();
    return !this.node.hidden;
  }

  #open() {
    const { strings } = this.scene;
    this.node.setAttribute("aria-label", strings.inspector);
    this.tabs = TABS.map((name) => h("button", {
      type: "button", role: "tab", "data-tab": name, onclick: () => this.#select(name),
    }, strings[name]));
    this.panel = h("div", { class: "inspector-panel", role: "tabpanel", tabindex: 0 });
    this.status = h("p", { class: "hint" });
    this.node.replaceChildren(
      h("header", {}, h("h2", {}, strings.inspector), this.status,
        h("button", { type: "button", class: "button small", onclick: () => this.#forget() }, strings.clearInspector),
        iconButton(icon("close"), strings.close, () => this.onclose())),
      h("div", { class: "tabs", role: "tablist", "aria-label": strings.inspector }, this.tabs),
      this.panel,
    );
    this.#select(this.tab);
    this.#poll();
  }

  #select(name) {
    this.tab = name;
    this.tabs.forEach((tab) => tab.setAttribute("aria-selected", String(tab.dataset.tab === name)));
    this.panel.setAttribute("aria-label", this.scene.strings[name]);
    this.list = h("ol", { class: "records" });
    this.panel.replaceChildren(name === "faults" ? this.faults.open() : this.list);
    this.#draw();
  }

  /** An envelope changes once it is acknowledged, so the latest are read again and again. */
  async #poll() {
    const answer = await this.api.get("/sandbox/inspector", { after: 0, limit: MOST_SHOWN });
    if (answer.ok) {
      this.kept = { envelopes: answer.envelopes, calls: answer.calls, refusals: answer.refused };
      this.status.textContent = this.scene.strings.connections(answer.connections.length);
      this.#draw();
    }
    if (!this.node.hidden) this.timer = setTimeout(() => this.#poll(), POLL_MS);
  }

  async #forget() {
    await this.api.post("/sandbox/inspector", { clear: true });
    this.kept = { envelopes: [], calls: [], refusals: [] };
    this.#draw();
  }

  #draw() {
    if (this.tab === "faults") return;
    const records = [...this.kept[this.tab].values()].toSorted((one, other) => other.seq - one.seq).slice(0, MOST_SHOWN);
    const draw = { envelopes: drawEnvelope, calls: drawCall, refusals: drawRefusal }[this.tab];
    reconcile(this.list, records, {
      key: ({ seq }) => String(seq),
      signature: ({ seq, outcome }) => `${seq} ${outcome}`,
      draw: (record) => draw(record, this.scene),
    });
    this.list.classList.toggle("nothing", records.length === 0);
    this.list.dataset.nothing = this.scene.strings.nothingYet;
  }
}

function drawRecord({ at, seq }, scene, { title, verdict, isBad, details }) {
  const time = new Intl.DateTimeFormat(scene.locale, { timeZone: scene.clock.timeZone, timeStyle: "medium" }).format(new Date(at));
  return h(
    "li",
    { "data-seq": seq },
    h(
      "details",
      { class: "record" },
      h("summary", {}, h("time", { datetime: at }, time), h("code", {}, title), h("span", { class: isBad ? "verdict bad" : "verdict" }, verdict)),
      details.filter(([, content]) => content !== null && content !== undefined).map(([name, content]) => [
        h("h3", {}, name),
        h("pre", { tabindex: 0 }, typeof content === "string" ? content : JSON.stringify(content, null, 2)),
      ]),
    ),
  );
}

function drawEnvelope(envelope, scene) {
  const { strings } = scene;
  const { what, type, outcome, acked_ms: ackedMs, retry_attempt: attempt, payload, answer } = envelope;
  const isAcked = outcome === "acked";
  const unacked = { waiting: strings.waiting, timeout: strings.notAcknowledged };
  const ms = ackedMs === null || ackedMs === undefined ? "" : new Intl.NumberFormat(scene.locale, { maximumFractionDigits: 1 }).format(ackedMs);
  const verdict = isAcked ? strings.acknowledged(ms) : unacked[outcome] ?? outcome;
  return drawRecord(envelope, scene, {
    title: `${type} ${what ?? ""}`,
    verdict: attempt > 0 ? `${verdict}, ${strings.attempt(attempt + 1)}` : verdict,
    isBad: !isAcked && outcome !== "waiting",
    details: [[strings.payload, payload], [strings.answer, answer]],
  });
}

function drawCall(call, scene) {
  const { strings } = scene;
  const took = new Intl.NumberFormat(scene.locale, { maximumFractionDigits: 1 }).format(call.took_ms);
  return drawRecord(call, scene, {
    title: call.method,
    verdict: call.ok ? `ok, ${took}\u00a0ms` : call.error,
    isBad: !call.ok,
    details: [[strings.payload, call.arguments]],
  });
}

function drawRefusal(refusal, scene) {
  const { strings } = scene;
  return drawRecord(refusal, scene, {
    title: refusal.where,
    verdict: refusal.problems[0] ?? "",
    isBad: true,
    details: [[strings.problems, refusal.problems.join("\n")], [strings.payload, refusal.payload]],
  });
}
