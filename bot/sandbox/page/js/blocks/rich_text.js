/** The rich_text block: sections, lists, quotes and preformatted text. */

import { formatSlackDate } from "../dates.js";
import { h } from "../dom.js";
import { emojiNamed } from "../emoji.js";
import { broadcastMention, channelMention, link, personMention } from "../mrkdwn.js";

export function drawRichText(block, { scene }) {
  return h("div", { class: "text rich-text" }, block.elements.map((part) => drawPart(part, scene)));
}

function drawPart(part, scene) {
  switch (part.type) {
    case "rich_text_list":
      return drawList(part, scene);
    case "rich_text_quote":
      return h("blockquote", {}, inline(part, scene));
    case "rich_text_preformatted":
      return h("pre", {}, h("code", {}, inline(part, scene)));
    default:
      return h("p", {}, inline(part, scene));
  }
}

function drawList(list, scene) {
  const ordered = list.style === "ordered";
  const attributes = {
    class: `indent-${Math.min(list.indent ?? 0, 8)}`,
    start: ordered && list.offset ? list.offset + 1 : null,
  };
  return h(ordered ? "ol" : "ul", attributes, list.elements.map((item) => h("li", {}, inline(item, scene))));
}

function inline(part, scene) {
  return part.elements.map((piece) => styled(drawPiece(piece, scene), piece.style));
}

function drawPiece(piece, scene) {
  switch (piece.type) {
    case "text":
      return lines(piece.text);
    case "link":
      return link(piece.url, piece.text || piece.url);
    case "user":
      return personMention(piece.user_id, scene);
    case "channel":
      return channelMention(piece.channel_id, scene);
    case "usergroup":
      return h("span", { class: "mention" }, `@${piece.usergroup_id}`);
    case "broadcast":
      return broadcastMention(piece.range);
    case "emoji":
      return emojiNamed(piece.name) ?? `:${piece.name}:`;
    case "date":
      return formatSlackDate(piece.timestamp, piece.format, scene.clock);
    case "color":
      return h("code", {}, piece.value);
    default:
      return piece.text ?? "";
  }
}

function lines(text) {
  return text.split("\n").flatMap((line, index) => (index > 0 ? [h("br"), line] : [line]));
}

const STYLE_TAGS = { code: "code", strike: "s", italic: "em", bold: "strong", underline: "u" };

function styled(content, style = {}) {
  return Object.entries(STYLE_TAGS).reduce((node, [name, tag]) => (style[name] ? h(tag, {}, node) : node), content);
}
