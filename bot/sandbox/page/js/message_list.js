/** A scrolling list of messages that stays smooth with thousands of them. */

import { dayKey, longDay, relativeDay } from "./dates.js";
import { h } from "./dom.js";
import { reconcile } from "./keyed.js";
import { drawMessage } from "./message.js";

/** Messages drawn at first and at each step up or down. */
const CHUNK = 60;

/** Never more than these at once, so that the thousandth is drawn as fast as the first. */
const MOST = 240;

/** Messages by one author closer than this share one name. */
const GROUP_SECONDS = 300;

/** Nearer than this to the end, the list follows what arrives. */
const NEAR_END = 80;

export class MessageList {
  /**
   * @param {object} of
   * @param {object} of.scene @param {object} of.actions @param {boolean} of.inThread
   * @param {string} of.label what a screen reader calls the list
   * @param {(() => Promise<void>) | null} of.loadOlder asks for messages before the first known one
   */
  constructor({ scene, actions, inThread, label, loadOlder = null }) {
    Object.assign(this, { scene, actions, inThread, loadOlder });
    this.messages = [];
    this.lastReplies = new Map();
    this.size = CHUNK;
    this.below = 0;
    this.isFollowing = true;
    this.lastTop = 0;
    this.list = h("ol", { class: "messages", "aria-label": label });
    this.start = h("p", { class: "list-start" });
    this.latest = h("button", { type: "button", class: "to-latest", hidden: true, onclick: () => this.scrollToEnd() }, scene.strings.toLatest);
    this.scroller = h("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": label,
      onscroll: () => this.#onScroll(), onkeydown: (event) => this.#onKey(event) }, this.start, this.list);
    this.node = h("div", { class: "message-list" }, this.scroller, this.latest);
    this.growth = new ResizeObserver(() => this.isFollowing && this.#jumpToEnd());
    this.growth.observe(this.list);
    this.growth.observe(this.scroller);
  }

  /**
   * @param {{messages: object[], lastReplies?: Map<string, object>, marker?: string | null,
   *          hasMore?: boolean, startText?: string}} shown
   */
  update({ messages, lastReplies = this.lastReplies, marker = null, hasMore = false, startText = "" }) {
    if (!this.isFollowing) this.below += arrivedSince(this.messages, messages);
    Object.assign(this, { messages, lastReplies, marker, hasMore, startText });
    this.#draw();
    this.#extend();
  }

  /** The window of messages that are drawn: `size` of them, with `below` left out at the end. */
  get #window() {
    const end = this.messages.length - this.below;
    return this.messages.slice(Math.max(end - this.size, 0), end);
  }

  get #leftAbove() {
    return Math.max(this.messages.length - this.below - this.size, 0);
  }

  #draw() {
    const rows = rowsOf(this.#window, this.scene.clock, this.marker);
    const replies = this.lastReplies;
    const today = dayKey(this.scene.clock.now(), this.scene.clock);
    reconcile(this.list, rows, {
      key: ({ key }) => key,
      signature: ({ message, compact }) => JSON.stringify([today, message?.stamp, compact, replies.get(message?.ts)?.ts]),
      draw: (row) => this.#drawRow(row, replies),
    });
    const isWhole = !this.hasMore && this.#leftAbove === 0;
    this.start.textContent = isWhole ? this.startText : this.scene.strings.loading;
    if (this.isFollowing) this.#jumpToEnd();
  }

  #drawRow({ message, day, compact }, replies) {
    const { scene } = this;
    if (day) return h("li", { class: "day" }, h("span", {}, dayName(day, scene.clock)));
    if (!message) return h("li", { class: "marker" }, h("span", {}, scene.strings.newMessages));
    const { actions, inThread } = this;
    return drawMessage(message, { scene, actions, compact, inThread, lastReply: replies.get(message.ts) ?? null });
  }

  #onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const isNearEnd = this.below === 0 && scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (isNearEnd || scrollTop < this.lastTop) this.isFollowing = isNearEnd;
    this.lastTop = scrollTop;
    this.latest.hidden = this.isFollowing;
    this.#extend();
  }

  /** Draws on before an end of what is drawn comes into view. */
  #extend() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    if (scrollTop < clientHeight) this.#extendUp();
    else if (this.below > 0 && scrollHeight - scrollTop < 2 * clientHeight) this.#extendDown();
  }

  async #extendUp() {
    if (this.isLoading || (this.#leftAbove === 0 && !this.hasMore)) return;
    if (this.#leftAbove === 0) {
      this.isLoading = true;
      await this.loadOlder?.();
      this.isLoading = false;
    }
    this.#keepingPlace(() => {
      this.size = Math.min(this.size + CHUNK, this.messages.length - this.below);
      const tooMany = Math.max(this.size - MOST, 0);
      this.size -= tooMany;
      if (!this.isFollowing) this.below += tooMany;
    });
  }

  #extendDown() {
    this.#keepingPlace(() => {
      const step = Math.min(CHUNK, this.below);
      this.below -= step;
      this.size = Math.min(this.size + step, MOST);
    });
  }

  /** Redraws, and scrolls so that the message on top of the view stays where it is. */
  #keepingPlace(change) {
    const ceiling = this.scroller.getBoundingClientRect().top;
    const anchor = [...this.list.querySelectorAll(".message")].find((row) => row.getBoundingClientRect().bottom > ceiling);
    const before = anchor?.getBoundingClientRect().top;
    change();
    this.#draw();
    const after = anchor && this.#rowOf(anchor.dataset.ts);
    if (!after || this.isFollowing) return;
    this.scroller.scrollTop += after.getBoundingClientRect().top - before;
    this.lastTop = this.scroller.scrollTop;
  }

  /** Asked anew after a redraw, which may have replaced the node. */
  #rowOf(ts) {
    return this.list.querySelector(`[data-ts="${ts}"]`);
  }

  #jumpToEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  scrollToEnd() {
    this.isFollowing = true;
    this.below = 0;
    this.size = CHUNK;
    this.#draw();
  }

  /** Brings one message into view, if it is among those known. */
  reveal(ts) {
    const index = this.messages.findIndex((message) => message.ts === ts);
    if (index < 0) return;
    this.isFollowing = false;
    this.below = Math.max(this.messages.length - index - CHUNK, 0);
    this.size = 2 * CHUNK;
    this.#draw();
    const article = this.#rowOf(ts)?.querySelector("article");
    article?.scrollIntoView({ block: "center" });
    article?.focus({ preventScroll: true });
  }

  /** Up and down from message to message; Tab goes into one. */
  #onKey(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const from = document.activeElement;
    if (!step || !(from === this.scroller || from.matches("article"))) return;
    const articles = [...this.list.querySelectorAll("article")];
    const index = from === this.scroller ? articles.length : articles.indexOf(from);
    const target = articles[Math.min(Math.max(index + step, 0), articles.length - 1)];
    event.preventDefault();
    target?.focus();
  }

  close() {
    this.growth.disconnect();
  }
}

/** Messages with the lines between days and above what is new. */
function rowsOf(messages, clock, marker) {
  const rows = [];
  let previous = null;
  let previousDay = null;
  for (const message of messages) {
    const at = new Date(Number(message.ts) * 1000);
    const day = dayKey(at, clock);
    const isNewDay = day !== previousDay;
    if (isNewDay) rows.push({ key: `day ${day}`, day: at });
    if (message.ts === marker) rows.push({ key: "marker" });
    const compact = !isNewDay && message.ts !== marker && follows(previous, message);
    rows.push({ key: message.ts, message, compact });
    [previous, previousDay] = [message, day];
  }
  return rows;
}

/** How many have come after the last one known. */
function arrivedSince(before, now) {
  const last = before.at(-1)?.ts ?? "";
  return now.length - 1 - now.findLastIndex(({ ts }) => ts <= last);
}

function follows(previous, message) {
  return previous.user === message.user && !previous.ephemeral && !message.ephemeral
    && Number(message.ts) - Number(previous.ts) < GROUP_SECONDS;
}

function dayName(instant, clock) {
  const name = relativeDay(instant, clock);
  const long = longDay(instant, clock);
  return name === long ? long : `${name}, ${long}`;
}
