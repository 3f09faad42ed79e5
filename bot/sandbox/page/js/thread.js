/** The panel with one thread: its first message, the replies, a composer. */

import { Composer } from "./composer.js";
import { h, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { MessageList } from "./message_list.js";

export class ThreadPanel {
  constructor(parts) {
    Object.assign(this, parts);
    this.node = h("aside", { class: "thread", hidden: true });
    this.shown = null;
    this.workspace.on("all", () => this.show(this.navigation.place, { anew: true }));
    this.workspace.on("messages", (channel) => channel === this.shown?.channel && this.update());
    this.workspace.on("clock", () => this.shown && this.update());
    this.navigation.onchange((place) => this.show(place));
  }

  show({ channel, thread }, { anew = false } = {}) {
    const conversation = thread && this.scene.channel(channel);
    if (!anew && this.shown?.channel === channel && this.shown?.thread === thread) return;
    this.list?.close();
    this.node.hidden = !conversation;
    this.shown = conversation ? { channel, thread } : null;
    if (conversation) this.#draw(conversation);
  }

  #draw(conversation) {
    const { scene, actions, workspace, api, announcer, navigation } = this;
    const { strings } = scene;
    const { channel, thread } = this.shown;
    const close = () => navigation.go({ channel, tab: scene.isAppConversation(conversation) ? "messages" : null });
    this.list = new MessageList({ scene, actions, inThread: true, label: strings.thread });
    const composer = new Composer({ workspace, scene, api, announcer, channel, thread });
    this.node.setAttribute("aria-label", strings.thread);
    this.node.replaceChildren(
      h("header", { class: "conversation-head" },
        iconButton(icon("back"), strings.back, close, { class: "phone-only" }),
        h("h2", {}, strings.thread),
        h("p", { class: "topic" }, scene.conversationName(conversation)),
        iconButton(icon("close"), strings.close, close, { class: "desktop-only" })),
      this.list.node,
      conversation.archived ? h("p", { class: "archived-notice" }, strings.archivedNotice) : composer.node,
    );
    this.update();
    composer.focus();
  }

  update() {
    const { channel, thread } = this.shown;
    const { messages } = this.scene.channel(channel);
    this.list.update({ messages: messages.filter((message) => message.ts === thread || message.thread_ts === thread) });
  }
}
