/** Where one writes: messages, commands with their completion, files, shortcuts. */

import { Completion } from "./completion.js";
import { h, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { toSent } from "./mentions.js";
import { openMenu } from "./menu.js";

/** Unsent text by conversation and thread. */
const drafts = new Map();

export class Composer {
  /** @param {{workspace, scene, api, announcer, channel: string, thread?: string | null}} of */
  constructor({ workspace, scene, api, announcer, channel, thread = null }) {
    Object.assign(this, { workspace, scene, api, announcer, channel, thread });
    this.draftKey = `${scene.viewer.id}/${channel}/${thread ?? ""}`;
    this.files = [];
    this.#draw();
  }

  #draw() {
    const { scene } = this;
    const { strings } = scene;
    const name = this.thread ? strings.writeReply : strings.writeTo(scene.conversationName(scene.channel(this.channel)));
    this.field = h("textarea", {
      rows: 1, class: "composer-field", placeholder: name, "aria-label": name, value: drafts.get(this.draftKey) ?? "",
      oninput: () => this.#onInput(), onkeydown: (event) => this.#onKey(event), onblur: () => this.completion.close(),
      onpaste: (event) => this.#attachAll(event.clipboardData.files),
    });
    this.completion = new Completion(this.field, (before) => this.#propose(before), {
      name: strings.commands, describe: strings.suggestions,
    });
    this.fileField = h("input", { type: "file", multiple: true, hidden: true, "aria-hidden": "true", tabindex: -1,
      onchange: (event) => {
        this.#attachAll(event.target.files);
        event.target.value = "";
      } });
    this.fileList = h("ul", { class: "file-list" });
    this.usage = h("p", { class: "usage-hint", "aria-live": "polite" });
    const attach = iconButton(icon("plus"), strings.attach, () => this.fileField.click());
    const shortcuts = iconButton(icon("bolt"), strings.shortcuts, () => this.#openShortcuts(shortcuts), { "aria-haspopup": "menu" });
    const send = h("button", { type: "submit", class: "send", "aria-label": strings.send, title: strings.send }, icon("send"));
    this.node = h(
      "form",
      { class: "composer", onsubmit: (event) => this.#send(event), ondragover: (event) => event.preventDefault(),
        ondrop: (event) => {
          event.preventDefault();
          this.#attachAll(event.dataTransfer.files);
        } },
      this.completion.node, this.fileList,
      h("div", { class: "composer-row" }, attach, shortcuts, this.field, this.fileField, send), this.usage,
    );
  }

  focus() {
    this.field.focus();
  }

  #onInput() {
    drafts.set(this.draftKey, this.field.value);
    this.completion.update();
    const [word, rest] = splitCommand(this.field.value);
    const command = rest === null ? null : this.workspace.commands.find(({ command: name }) => name === word);
    this.usage.textContent = command && !rest ? `${command.command} ${command.usage_hint ?? ""}` : "";
  }

  #onKey(event) {
    if (this.completion.takes(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#send(event);
  }

  #propose(before) {
    if (/^\/\S*$/.test(before)) {
      const proposals = this.workspace.commands.filter(({ command }) => command.startsWith(before)).map(
        ({ command, usage_hint: hint, description }) => ({ insert: command, label: command, hint, description }));
      return { from: 0, proposals };
    }
    const [, typed] = /(?:^|\s)@([\p{L}\p{N}.\- ]{0,30})$/u.exec(before) ?? [];
    if (typed === undefined) return null;
    const starts = (name) => name.toLocaleLowerCase().split(/[ .]/).some((part) => part.startsWith(typed.toLocaleLowerCase()));
    const proposals = this.scene.people().filter((person) => !person.deleted && person.real_name && starts(person.real_name))
      .map((person) => ({ insert: `@${person.real_name}`, label: person.real_name, description: person.title }));
    return { from: before.length - typed.length - 1, proposals };
  }

  #openShortcuts(button) {
    const shortcuts = this.workspace.shortcuts.filter(({ type }) => type === "global");
    const { strings } = this.scene;
    openMenu(button, [
      { heading: strings.shortcuts },
      ...shortcuts.map(({ name, description, callback_id: callbackId }) => ({
        label: name, description, onselect: () => this.#act({ do: "global_shortcut", callback_id: callbackId }),
      })),
      { heading: strings.commands },
      ...this.workspace.commands.map(({ command, description }) => ({
        label: command, description, onselect: () => this.#write(`${command} `),
      })),
    ]);
  }

  #write(text) {
    this.field.value = text;
    this.field.focus();
    this.#onInput();
  }

  async #attachAll(files) {
    await Promise.all([...files].map((file) => this.#attach(file)));
  }

  async #attach(file) {
    const { strings } = this.scene;
    const row = h("li", { class: "uploading" }, strings.uploading(file.name));
    this.fileList.append(row);
    const answer = await this.api.upload(file);
    if (!answer.ok) {
      row.remove();
      this.announcer.show(answer.notice, { strings });
      return;
    }
    this.files.push(answer.file);
    row.replaceWith(this.#drawFile(answer.file));
  }

  #drawFile(file) {
    const remove = () => {
      this.files = this.files.filter((other) => other !== file);
      row.remove();
    };
    const row = h("li", {}, h("span", { class: "file-name" }, file.name),
      iconButton(icon("close"), this.scene.strings.removeFile(file.name), remove));
    return row;
  }

  /** The field empties at once; what could not be sent comes back. */
  async #send(event) {
    event.preventDefault();
    const text = this.field.value.trimEnd();
    const { files } = this;
    if ((!text.trim() && files.length === 0) || this.fileList.querySelector(".uploading")) return;
    this.#clear();
    const answer = await this.#act(this.#requestFor(text, files));
    if (answer.ok || this.field.value) return;
    this.#write(text);
    this.files = files;
    this.fileList.replaceChildren(...files.map((file) => this.#drawFile(file)));
  }

  #clear() {
    this.field.value = "";
    this.files = [];
    this.fileList.replaceChildren();
    this.#onInput();
  }

  #requestFor(text, files) {
    const place = { channel: this.channel, ...(this.thread && { thread_ts: this.thread }) };
    const [command, rest] = splitCommand(text);
    if (command) return { do: "command", command, text: rest ?? "", ...place };
    return { do: "message", text: toSent(text.trim(), this.scene), files: files.map(({ id }) => id), ...place };
  }

  async #act(request) {
    const answer = await this.api.act(request);
    if (!answer.ok) this.announcer.show(answer.notice, { strings: this.scene.strings });
    return answer;
  }
}

/** `/incident le projecteur` as command and rest; nothing for a message, rest `null` before a space. */
function splitCommand(text) {
  const [, command, rest] = /^(\/[^\s/]+)(?:\s([\s\S]*))?$/.exec(text) ?? [];
  return command ? [command, rest === undefined ? null : rest.trim()] : ["", null];
}
