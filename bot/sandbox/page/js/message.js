/** One message: who, when, what, files, thread, and what can be done with it. */

import { drawAvatar } from "./avatar.js";
import { drawBlocks } from "./blocks/index.js";
import { longMoment, relativeDay, timeOfDay } from "./dates.js";
import { h, iconButton } from "./dom.js";
import { drawFiles } from "./files.js";
import { Form } from "./form.js";
import { icon } from "./icons.js";
import { renderMrkdwn } from "./mrkdwn.js";

/**
 * @param {object} message
 * @param {{scene: object, actions: import("./message_actions.js").MessageActions, compact: boolean,
 *          inThread: boolean, lastReply: object | null}} of
 */
export function drawMessage(message, { scene, actions, compact, inThread, lastReply }) {
  const { strings, clock } = scene;
  const author = scene.person(message.user);
  const at = new Date(Number(message.ts) * 1000);
  const classes = ["message", compact && "compact", message.ephemeral && "ephemeral"].filter(Boolean).join(" ");
  const time = h("time", { datetime: at.toISOString(), title: longMoment(at, clock) }, timeOfDay(at, clock));
  return h(
    "li",
    { class: classes, "data-ts": message.ts },
    h(
      "article",
      { tabindex: -1, "aria-label": `${scene.personName(message.user)}, ${strings.dayAtTime(relativeDay(at, clock), timeOfDay(at, clock))}` },
      compact ? h("span", { class: "gutter" }, time) : drawAvatar(author),
      h(
        "div",
        { class: "message-main" },
        message.ephemeral && h("p", { class: "only-you" }, icon("eye"), strings.onlyYou),
        !compact && drawByline(message, author, scene, time),
        drawBody(message, scene, actions),
        message.files?.length > 0 && drawFiles(message.files, scene),
        message.ephemeral && drawDismiss(message, actions, strings),
        !inThread && message.reply_count > 0 && drawThreadLink(message, { scene, actions, lastReply }),
      ),
      !message.ephemeral && drawToolbar(message, { strings, actions, inThread }),
    ),
  );
}

function drawByline(message, author, scene, time) {
  const { strings } = scene;
  return h(
    "p",
    { class: "byline" },
    h("strong", { class: "author" }, scene.personName(message.user)),
    message.bot && h("span", { class: "tag" }, strings.isApp),
    author?.deleted && h("span", { class: "tag" }, strings.deactivated),
    time,
  );
}

/** Blocks when there are any; else the text, as Slack does. */
function drawBody(message, scene, actions) {
  const { strings } = scene;
  const edited = message.edited && h("span", { class: "hint edited" }, ` ${strings.edited}`);
  if (!message.blocks?.length) {
    return message.text ? h("div", { class: "text" }, renderMrkdwn(message.text, scene), edited) : edited;
  }
  const form = new Form({
    target: { channel: message.channel, ts: message.ts },
    send: (request) => actions.send(request),
    upload: () => Promise.resolve({ ok: false }),
  });
  return h("div", { class: "blocks" }, drawBlocks(message.blocks, { scene, form, kind: "message" }), edited);
}

function drawDismiss(message, actions, strings) {
  return h("button", { type: "button", class: "link-button", onclick: () => actions.dismiss(message) }, strings.dismiss);
}

function drawThreadLink(message, { scene, actions, lastReply }) {
  const { strings, clock } = scene;
  const at = lastReply && new Date(Number(lastReply.ts) * 1000);
  return h(
    "button",
    { type: "button", class: "thread-link", onclick: () => actions.openThread(message), "data-focus-key": `thread/${message.ts}` },
    h("span", { class: "link" }, strings.replies(message.reply_count)),
    at && h("span", { class: "hint" }, strings.lastReply(strings.dayAtTime(relativeDay(at, clock), timeOfDay(at, clock)))),
  );
}

function drawToolbar(message, { strings, actions, inThread }) {
  const more = iconButton(icon("more"), strings.messageActions, () => actions.openMenu(more, message, { inThread }), {
    "aria-haspopup": "menu", "data-focus-key": `menu/${message.ts}`,
  });
  const reply = !inThread && iconButton(icon("reply"), strings.replyInThread, () => actions.openThread(message), {
    "data-focus-key": `reply/${message.ts}`, class: "reply",
  });
  return h("div", { class: "toolbar" }, reply, more);
}
