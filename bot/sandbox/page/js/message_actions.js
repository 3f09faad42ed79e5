/** What can be done with a message: reply, edit, delete, copy its link, the app's shortcuts. */

import { confirm } from "./confirm.js";
import { h } from "./dom.js";
import { toSent, toTyped } from "./mentions.js";
import { openMenu } from "./menu.js";
import { unescape } from "./mrkdwn.js";

export class MessageActions {
  constructor({ workspace, scene, api, navigation, announcer }) {
    Object.assign(this, { workspace, scene, api, navigation, announcer });
  }

  /** Sends, and says what went wrong. */
  async send(request) {
    const answer = await this.api.act(request);
    if (!answer.ok) this.announcer.show(answer.notice, { strings: this.scene.strings });
    return answer;
  }

  openThread(message) {
    this.navigation.go({ channel: message.channel, thread: message.thread_ts ?? message.ts });
  }

  dismiss({ channel, ts }) {
    return this.send({ do: "dismiss", channel, ts });
  }

  openMenu(button, message, { inThread }) {
    const { strings, viewer } = this.scene;
    const { channel, ts } = message;
    const isMine = message.user === viewer.id;
    const shortcuts = this.workspace.shortcuts.filter(({ type }) => type === "message");
    openMenu(button, [
      !inThread && { label: strings.replyInThread, onselect: () => this.openThread(message) },
      { label: strings.copyLink, onselect: () => this.#copyLink(message) },
      isMine && { label: strings.editMessage, onselect: () => this.#edit(message) },
      (isMine || viewer.is_admin) && { label: strings.deleteMessage, danger: true, onselect: () => this.#delete(message) },
      shortcuts.length > 0 && { heading: this.workspace.app.name },
      ...shortcuts.map(({ name, callback_id: callbackId, description }) => ({
        label: name, description, onselect: () => this.send({ do: "message_shortcut", callback_id: callbackId, channel, ts }),
      })),
    ].filter(Boolean));
  }

  #copyLink({ permalink }) {
    return navigator.clipboard?.writeText(new URL(permalink, location.href).href);
  }

  async #delete({ channel, ts }) {
    const { strings } = this.scene;
    const question = { text: { type: "plain_text", text: strings.deleteQuestion }, style: "danger",
      title: { type: "plain_text", text: strings.deleteMessage } };
    if (await confirm(question, this.scene)) await this.send({ do: "delete_message", channel, ts });
  }

  /** The message's text gives way to a field; Escape gives it back. */
  #edit({ channel, ts, text }) {
    const { strings } = this.scene;
    const body = document.querySelector(`[data-ts="${ts}"] .text`);
    if (!body) return;
    const leave = () => editor.replaceWith(body);
    const save = async (event) => {
      event.preventDefault();
      const answer = await this.send({ do: "edit_message", channel, ts, text: toSent(field.value, this.scene) });
      if (answer.ok) leave();
    };
    const onkeydown = (event) => {
      if (event.key === "Escape") leave();
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) save(event);
    };
    const field = h("textarea", { class: "field", rows: 3, "aria-label": strings.editMessage, value: unescape(toTyped(text, this.scene)), onkeydown });
    const editor = h("form", { class: "editor", onsubmit: save }, field, h("div", { class: "dialog-buttons" },
      h("button", { type: "button", class: "button", onclick: leave }, strings.cancel),
      h("button", { type: "submit", class: "button primary" }, strings.save)));
    body.replaceWith(editor);
    field.focus();
  }
}
