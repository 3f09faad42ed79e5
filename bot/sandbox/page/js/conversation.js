/** The middle of the page: one conversation's messages, or the app's Home tab. */

import { Composer } from "./composer.js";
import { h, iconButton } from "./dom.js";
import { HomeTab } from "./home.js";
import { icon } from "./icons.js";
import { MessageList } from "./message_list.js";

export class ConversationView {
  constructor(parts) {
    Object.assign(this, parts);
    this.node = h("section", { class: "conversation", id: "conversation", tabindex: -1 });
    this.homeTab = new HomeTab(parts);
    this.shown = null;
    this.workspace.on("all", () => this.show(this.navigation.place, { anew: true }));
    this.workspace.on("messages", (channel) => channel === this.shown?.channel && this.update());
    this.workspace.on("clock", () => this.update());
    this.workspace.on("conversations", () => this.show(this.navigation.place));
    this.navigation.onchange((place) => this.show(place));
    addEventListener("visibilitychange", () => this.#markRead());
    addEventListener("focus", () => this.#markRead());
  }

  /** @param {import("./navigation.js").Place} place */
  show({ channel, thread, tab, mail }, { anew = false } = {}) {
    this.node.hidden = Boolean(mail && this.workspace.post);
    const conversation = this.scene.channel(channel);
    if (!conversation) {
      this.#empty();
      return;
    }
    const isHome = this.scene.isAppConversation(conversation) && tab !== "messages" && !thread;
    const { messages, ...facts } = conversation;
    const told = JSON.stringify([facts.name, facts.topic, facts.archived, isHome]);
    if (!anew && this.shown?.channel === channel && this.shown.told === told) {
      this.#markRead();
      return;
    }
    this.list?.close();
    this.list = null;
    this.shown = { channel, told, marker: markerOf(conversation, this.scene.viewer.id) };
    this.node.replaceChildren(this.#drawHeader(conversation, isHome), ...(isHome ? this.#drawHome() : this.#drawMessages(conversation)));
    this.#markRead();
  }

  #empty() {
    this.list?.close();
    this.list = null;
    this.shown = null;
    this.node.replaceChildren(h("p", { class: "empty" }, this.scene.strings.noConversation));
  }

  #drawHeader(conversation, isHome) {
    const { strings } = this.scene;
    const name = this.scene.conversationName(conversation);
    const { topic, archived } = conversation;
    return h(
      "header",
      { class: "conversation-head" },
      iconButton(icon("back"), strings.back, () => this.navigation.go({}), { class: "phone-only" }),
      h("h2", {}, name),
      archived && h("span", { class: "tag" }, strings.archived),
      topic && h("p", { class: "topic" }, topic),
      this.scene.isAppConversation(conversation) && this.#drawTabs(conversation.id, isHome),
    );
  }

  #drawTabs(channel, isHome) {
    const { strings } = this.scene;
    const tab = (name, value, selected) => h(
      "button",
      { type: "button", role: "tab", "aria-selected": String(selected), onclick: () => this.navigation.go({ channel, tab: value }) },
      name,
    );
    return h("div", { class: "tabs", role: "tablist", "aria-label": strings.apps },
      tab(strings.homeTab, "home", isHome), tab(strings.messagesTab, "messages", !isHome));
  }

  #drawHome() {
    this.api.act({ do: "open_home", tab: "home" });
    this.homeTab.update();
    return [this.homeTab.node];
  }

  #drawMessages(conversation) {
    const { scene, actions, workspace, api, announcer } = this;
    const { id, archived } = conversation;
    const label = scene.strings.messagesOf(scene.conversationName(conversation));
    if (scene.isAppConversation(conversation)) api.act({ do: "open_home", tab: "messages" });
    this.list = new MessageList({ scene, actions, inThread: false, label, loadOlder: () => this.#loadOlder() });
    this.update();
    if (archived) return [this.list.node, h("p", { class: "archived-notice" }, scene.strings.archivedNotice)];
    this.composer = new Composer({ workspace, scene, api, announcer, channel: id });
    return [this.list.node, this.composer.node];
  }

  update() {
    if (!this.list) return;
    const conversation = this.scene.channel(this.shown.channel);
    const messages = conversation.messages.filter((message) => !isReply(message));
    const lastReplies = new Map();
    for (const message of conversation.messages) if (isReply(message)) lastReplies.set(message.thread_ts, message);
    const name = this.scene.conversationName(conversation);
    this.list.update({
      messages, lastReplies, marker: this.shown.marker, hasMore: conversation.has_more,
      startText: messages.length > 0 ? this.scene.strings.startOf(name) : this.scene.strings.noMessages,
    });
    this.#markRead();
  }

  async #loadOlder() {
    const { channel } = this.shown;
    const [first] = this.scene.channel(channel).messages;
    const answer = await this.api.get("/sandbox/messages", { as: this.api.as, channel, before: first?.ts ?? "", limit: 200 });
    if (answer.ok) this.workspace.addOlder(channel, answer);
  }

  /** What is on a visible screen counts as read. */
  #markRead() {
    const conversation = this.scene.channel(this.shown?.channel);
    if (!conversation?.unread || !this.list || document.hidden) return;
    conversation.unread = 0;
    this.api.act({ do: "read", channel: conversation.id });
  }

  reveal(ts) {
    this.list?.reveal(ts);
  }
}

export function isReply({ thread_ts: thread, ts }) {
  return Boolean(thread) && thread !== ts;
}

/** The first of the unread messages, counted from the end among those of others. */
function markerOf({ unread, messages }, viewer) {
  if (!unread) return null;
  const others = messages.filter((message) => message.user !== viewer && !isReply(message));
  return others.at(-unread)?.ts ?? null;
}
