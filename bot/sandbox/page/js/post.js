/** The post office: letters of the school, and what the people whom it writes to do with them. */

import { longMoment, relativeDay, timeOfDay } from "./dates.js";
import { freshId, h, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { reconcile } from "./keyed.js";

/** What can befall the next letter, in the order in which it is offered. */
const MOODS = ["take", "refuse", "busy", "drop", "lose", "slow"];

/** Places of this column besides the mails, which go by their ids. */
export const ALL_MAILS = "all";
const NEW_MAIL = "new";

export class PostView {
  constructor(parts) {
    Object.assign(this, parts);
    this.node = h("section", { class: "conversation post", id: "post", tabindex: -1, hidden: true });
    this.shown = null;
    this.refresh = () => {};
    this.workspace.on("all", () => this.show(this.navigation.place, { anew: true }));
    this.workspace.on("post", () => this.refresh());
    this.navigation.onchange((place) => this.show(place));
  }

  get strings() {
    return this.scene.strings.post;
  }

  /** @param {import("./navigation.js").Place} place */
  async show({ mail }, { anew = false } = {}) {
    this.node.hidden = !mail || !this.workspace.post;
    const isHere = mail === this.shown;
    if (this.node.hidden || (isHere && (!anew || mail !== ALL_MAILS))) {
      this.shown = this.node.hidden ? null : mail;
      return;
    }
    const came = this.shown;
    this.shown = mail;
    this.refresh = () => {};
    if (mail === ALL_MAILS) this.#draw(this.strings.title, this.#drawList(), { focus: came && `[data-focus-key="${came}"]` });
    else if (mail === NEW_MAIL) this.#draw(this.strings.write, this.#drawNew(), { focus: "input", isInside: true });
    else await this.#read(mail);
  }

  async #read(id) {
    const answer = await this.api.get(`/sandbox/mails/${encodeURIComponent(id)}`);
    if (this.shown !== id) return;
    if (answer.ok) this.#draw(answer.mail.subject || this.strings.noSubject, this.#drawMail(answer.mail), { focus: "h2", isInside: true });
    else this.navigation.go({ mail: ALL_MAILS }, { replace: true });
  }

  #draw(title, content, { focus, isInside = false }) {
    const back = () => this.navigation.go(isInside ? { mail: ALL_MAILS } : {});
    this.node.replaceChildren(
      h("header", { class: "conversation-head" },
        iconButton(icon("back"), this.scene.strings.back, back, { class: isInside ? "" : "phone-only" }),
        h("h2", { tabindex: -1 }, title),
        !isInside && h("p", { class: "topic" }, this.strings.topic(this.workspace.post.school))),
      h("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": title }, content),
    );
    if (focus) this.node.querySelector(focus)?.focus();
  }

  #drawList() {
    const nothing = h("p", { class: "hint" }, this.strings.nothing);
    const list = h("ol", { class: "mails" });
    const mood = this.#drawMoods();
    this.refresh = () => {
      const { mails, mood: present } = this.workspace.post;
      nothing.hidden = mails.length > 0;
      mood.value = present;
      reconcile(list, mails, {
        key: ({ id }) => id, signature: ({ id }) => `${id} ${this.scene.locale}`, draw: (mail) => this.#drawLine(mail),
      });
    };
    this.refresh();
    return h("div", { class: "post-body" },
      h("div", { class: "post-tools" },
        h("button", { type: "button", class: "button primary", "data-focus-key": NEW_MAIL, onclick: () => this.navigation.go({ mail: NEW_MAIL }) }, this.strings.write),
        h("div", { class: "post-mood" }, h("label", { for: mood.id }, this.strings.nextLetter), mood)),
      nothing, list);
  }

  #drawMoods() {
    const options = MOODS.map((mood) => h("option", { value: mood }, this.strings.moods[mood]));
    return h("select", { class: "field", id: freshId("mood"), onchange: (event) => this.#do({ do: "mood", mood: event.target.value }) }, options);
  }

  #drawLine({ id, way, other, subject, at }) {
    const { clock } = this.scene;
    const when = new Date(at);
    const day = relativeDay(when, clock);
    return h("li", {}, h("button", { type: "button", class: "mail-line", "data-focus-key": id, onclick: () => this.navigation.go({ mail: id }) },
      h("span", { class: "tag" }, this.strings.ways[way]),
      h("span", { class: "mail-subject" }, subject || this.strings.noSubject),
      h("span", { class: "hint" }, other || this.strings.server),
      h("time", { class: "hint", datetime: at }, this.scene.strings.dayAtTime(day, timeOfDay(when, clock)))));
  }

  #drawMail(mail) {
    const { strings } = this;
    const facts = [[strings.from, mail.from], [strings.to, mail.to], [strings.date, longMoment(new Date(mail.at), this.scene.clock)],
      [strings.messageId, mail.message_id], mail.files.length > 0 && [strings.files, mail.files.join(", ")]].filter(Boolean);
    return h("div", { class: "post-body" },
      h("dl", { class: "mail-facts" }, facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
      h("div", { class: "mail-text" }, mail.text.trim()),
      mail.way === "sent" && this.#drawAnswers(mail));
  }

  /** What who got this letter can do with it. */
  #drawAnswers({ id, other }) {
    const { strings } = this;
    const text = h("textarea", { class: "field", id: freshId("answer"), rows: 5, required: true });
    const away = h("button", { type: "button", class: "button", onclick: () => this.#do({ do: "holiday", address: other, on: away.ariaPressed !== "true" }) }, strings.holiday);
    const bounce = h("button", { type: "button", class: "button", onclick: () => this.#do({ do: "bounce", mail: id }, strings.bounced) }, strings.bounce);
    const answer = async (event) => {
      event.preventDefault();
      if (await this.#do({ do: "answer", mail: id, text: text.value }, strings.gone)) text.value = "";
    };
    this.refresh = () => away.setAttribute("aria-pressed", String(this.workspace.post.on_holiday.includes(other)));
    this.refresh();
    return h("section", { class: "post-answers", "aria-label": strings.as(other) },
      h("h3", {}, strings.as(other)),
      h("form", { class: "post-form", onsubmit: answer },
        h("label", { for: text.id }, strings.answer), text,
        h("div", { class: "actions" }, h("button", { type: "submit", class: "button primary" }, strings.send), bounce, away)));
  }

  #drawNew() {
    const { strings } = this;
    const sender = h("input", { type: "email", class: "field", id: freshId("from"), required: true, autocomplete: "off", value: "claire.martin@example.org" });
    const subject = h("input", { type: "text", class: "field", id: freshId("subject"), autocomplete: "off" });
    const text = h("textarea", { class: "field", id: freshId("text"), rows: 8, required: true });
    const send = async (event) => {
      event.preventDefault();
      const isGone = await this.#do({ do: "write", from: sender.value, subject: subject.value, text: text.value }, strings.gone);
      if (isGone && this.shown === NEW_MAIL) this.navigation.go({ mail: ALL_MAILS }); // else they went elsewhere meanwhile
    };
    const labelled = (name, control) => [h("label", { for: control.id }, name), control];
    return h("div", { class: "post-body" },
      h("p", { class: "hint" }, strings.writeTo(this.workspace.post.school)),
      h("form", { class: "post-form", onsubmit: send },
        labelled(strings.from, sender), labelled(strings.subject, subject), labelled(strings.text, text),
        h("div", { class: "actions" }, h("button", { type: "submit", class: "button primary" }, strings.send))));
  }

  async #do(deed, said = null) {
    const { strings } = this.scene;
    const answer = await this.api.post("/sandbox/mail", deed);
    if (!answer.ok) this.announcer.show(answer.notice, { strings });
    else if (said) this.announcer.show(said, { level: "info", strings });
    return answer.ok;
  }
}
