/** The list of conversations: channels, direct messages, the app. */

import { drawAvatar } from "./avatar.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { reconcile } from "./keyed.js";
import { drawPersonSwitch } from "./people.js";
import { ALL_MAILS } from "./post.js";

export class Sidebar {
  constructor({ workspace, scene, navigation }) {
    Object.assign(this, { workspace, scene, navigation });
    this.head = h("div", { class: "sidebar-head" });
    this.sections = h("nav", { class: "conversations" });
    this.node = h("div", { class: "sidebar" }, this.head, this.sections);
    workspace.on("all", () => this.update());
    workspace.on("people", () => this.update());
    workspace.on("conversations", () => this.#updateSections());
    navigation.onchange(() => this.#updateSections());
  }

  update() {
    this.head.replaceChildren(drawPersonSwitch(this.scene));
    this.#updateSections();
  }

  #updateSections() {
    const { scene } = this;
    this.sections.setAttribute("aria-label", scene.strings.navigation);
    const all = scene.conversations().toSorted((one, other) => one.name.localeCompare(other.name, scene.locale));
    const isApp = (one) => scene.isAppConversation(one);
    const sections = [
      { name: scene.strings.apps, entries: all.filter(isApp) },
      { name: scene.strings.channels, entries: all.filter(({ kind, archived }) => kind !== "dm" && !archived)
        .concat(all.filter(({ kind, archived }) => kind !== "dm" && archived)) },
      { name: scene.strings.directMessages, entries: all.filter((one) => one.kind === "dm" && !isApp(one)) },
    ].filter(({ entries }) => entries.length > 0);
    const { channel: current, mail } = this.navigation.place;
    if (this.workspace.post) sections.push({ name: scene.strings.outsideSlack, entries: [], isPost: true });
    reconcile(this.sections, sections, {
      key: ({ name }) => name,
      signature: ({ isPost, entries }) => (isPost ? String(Boolean(mail)) : "") + JSON.stringify(entries.map(({ messages, ...entry }) => [entry, entry.id === current])),
      draw: (section) => (section.isPost ? this.#drawPost(section, mail) : this.#drawSection(section, current)),
    });
  }

  #drawSection({ name, entries }, current) {
    return h("section", {}, h("h2", {}, name), h("ul", {}, entries.map((entry) => this.#drawEntry(entry, entry.id === current))));
  }

  #drawPost({ name }, mail) {
    const { title } = this.scene.strings.post;
    return h("section", {}, h("h2", {}, name), h("ul", {}, h("li", {}, h(
      "button",
      { type: "button", class: "conversation-link", "data-focus-key": "post", "aria-current": mail ? "page" : null,
        onclick: () => this.navigation.go({ mail: ALL_MAILS }) },
      h("span", { class: "mail-sign" }, icon("mail")),
      h("span", { class: "conversation-name" }, title),
    ))));
  }

  #drawEntry(conversation, isCurrent) {
    const { strings } = this.scene;
    const { id, name, unread, archived } = conversation;
    return h("li", {}, h(
      "button",
      {
        type: "button", class: `conversation-link${unread ? " unread" : ""}`, "data-focus-key": id, "data-channel": id,
        "aria-label": [name, archived && strings.archived, unread > 0 && strings.unread(unread)].filter(Boolean).join(", "),
        "aria-current": isCurrent ? "page" : null, onclick: () => this.navigation.go({ channel: id, tab: this.#tabOf(conversation) }),
      },
      this.#sign(conversation),
      h("span", { class: "conversation-name" }, name),
      archived && h("span", { class: "tag" }, strings.archived),
      unread > 0 && h("span", { class: "badge" }, unread > 99 ? "99+" : unread),
    ));
  }

  /** The app opens on its Home tab, unless it has written. */
  #tabOf(conversation) {
    if (!this.scene.isAppConversation(conversation)) return null;
    return this.scene.channel(conversation.id).unread > 0 ? "messages" : "home";
  }

  #sign({ kind, members }) {
    if (kind === "dm") {
      const other = members.find((id) => id !== this.scene.viewer.id) ?? members[0];
      return drawAvatar(this.scene.person(other), "small");
    }
    const isPrivate = kind === "private";
    return h("span", { class: isPrivate ? "channel-sign private" : "channel-sign", "aria-hidden": "true" }, isPrivate ? lock() : "#");
  }
}

/** Drawn, as not every computer has the character. */
function lock() {
  return h("span", { class: "lock" });
}
