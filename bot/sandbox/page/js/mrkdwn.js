/** Slack's mrkdwn as DOM nodes: everything not understood stays the text it was. */

import { formatSlackDate } from "./dates.js";
import { emojiNamed, withEmoji } from "./emoji.js";
import { fragment, h } from "./dom.js";

const CODE_BLOCK = /```\n?([\s\S]+?)\n?```/g;
const QUOTED_LINE = /^(?:&gt;|>) ?/;

/**
 * One pass over a line. Emphasis must touch its text and stand clear of letters outside, and never
 * ends inside a reference or code.
 */
const INLINE = new RegExp(
  [
    "<(?<reference>[^<>\\n]+)>",
    "`(?<code>[^`\\n]+)`",
    "(?<![\\p{L}\\p{N}*])\\*(?=\\S)(?<bold>(?:<[^<>\\n]*>|`[^`\\n]*`|[^*`<\\n])+?)(?<=\\S)\\*(?![\\p{L}\\p{N}*])",
    "(?<![\\p{L}\\p{N}_])_(?=\\S)(?<italic>(?:<[^<>\\n]*>|`[^`\\n]*`|[^_`<\\n])+?)(?<=\\S)_(?![\\p{L}\\p{N}_])",
    "(?<![\\p{L}\\p{N}~])~(?=\\S)(?<strike>(?:<[^<>\\n]*>|`[^`\\n]*`|[^~`<\\n])+?)(?<=\\S)~(?![\\p{L}\\p{N}~])",
    ":(?<emoji>[a-z0-9_+-]+):",
    "(?<url>https?:\\/\\/[^\\s<>]*[^\\s<>.,;:!?)\\]'\"»])",
  ].join("|"),
  "gu",
);

const SAFE_LINK = /^(https?:|mailto:|tel:)/i;

/** The three characters Slack escapes, given back. */
export function unescape(text) {
  return text.replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: "<", gt: ">", amp: "&" })[name]);
}

/** A text object (`plain_text` or `mrkdwn`) or a bare string, which counts as mrkdwn. */
export function renderText(text, scene) {
  if (!text) return fragment();
  if (typeof text === "string") return renderMrkdwn(text, scene);
  if (text.type === "mrkdwn") return renderMrkdwn(text.text, scene);
  return document.createTextNode(plainText(text));
}

/** What a `plain_text` object shows. */
export function plainText(text) {
  if (!text) return "";
  if (typeof text === "string") return text;
  return text.emoji === false ? text.text : withEmoji(text.text);
}

export function renderMrkdwn(text, scene) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(CODE_BLOCK)) {
    parts.push(renderLines(text.slice(from, match.index).replace(/\n$/, ""), scene));
    parts.push(h("pre", {}, h("code", {}, unescape(match[1]))));
    from = match.index + match[0].length;
  }
  parts.push(renderLines(from ? text.slice(from).replace(/^\n/, "") : text, scene));
  return fragment(parts);
}

/** Lines in order; neighbouring quoted lines share one quote. */
function renderLines(text, scene) {
  if (text === "") return null;
  const groups = [];
  for (const line of text.split("\n")) {
    const quoted = QUOTED_LINE.test(line);
    const last = groups.at(-1);
    const group = last && last.quoted === quoted ? last : { quoted, lines: [] };
    if (group !== last) groups.push(group);
    group.lines.push(quoted ? line.replace(QUOTED_LINE, "") : line);
  }
  return groups.map(({ quoted, lines }) => {
    const content = lines.flatMap((line, index) => [index > 0 && h("br"), renderInline(line, scene)]);
    return quoted ? h("blockquote", {}, content) : content;
  });
}

function renderInline(text, scene) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(unescape(text.slice(from, match.index)));
    nodes.push(renderMatch(match, scene));
    from = match.index + match[0].length;
  }
  nodes.push(unescape(text.slice(from)));
  return nodes.filter((node) => node !== "");
}

function renderMatch({ 0: typed, groups }, scene) {
  if (groups.reference !== undefined) return renderReference(groups.reference, scene);
  if (groups.code !== undefined) return h("code", {}, unescape(groups.code));
  if (groups.bold !== undefined) return h("strong", {}, renderInline(groups.bold, scene));
  if (groups.italic !== undefined) return h("em", {}, renderInline(groups.italic, scene));
  if (groups.strike !== undefined) return h("s", {}, renderInline(groups.strike, scene));
  if (groups.url !== undefined) return link(unescape(groups.url), unescape(groups.url));
  return emojiNamed(groups.emoji) ?? typed;
}

/** What stands between `<` and `>`: a mention, a date, a link, or text that only looks like one. */
function renderReference(reference, scene) {
  const [target, ...rest] = reference.split("|");
  const label = rest.length > 0 ? unescape(rest.join("|")) : null;
  if (target.startsWith("@")) return personMention(target.slice(1), scene, label);
  if (target.startsWith("#")) return channelMention(target.slice(1), scene, label);
  if (target.startsWith("!date^")) return dateMention(target, label, scene);
  if (target.startsWith("!")) return broadcastMention(target.slice(1), label);
  if (SAFE_LINK.test(target)) return link(unescape(target), label ?? unescape(target).replace(/^mailto:/, ""));
  return unescape(`<${reference}>`);
}

/** A link out of the page; anything but the web, mail and telephone stays text. */
export function link(address, label) {
  if (!SAFE_LINK.test(address)) return label;
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label);
}

export function personMention(id, scene, label = null) {
  const mine = id === scene.viewer?.id;
  const name = scene.personName(id, label);
  return h("span", { class: mine ? "mention mine" : "mention" }, `@${name}`);
}

export function channelMention(id, scene, label = null) {
  const name = scene.channel(id)?.name ?? label;
  if (!name) return h("span", { class: "mention" }, scene.strings.privateChannel);
  return h("button", { type: "button", class: "mention", onclick: () => scene.openChannel?.(id) }, `#${name}`);
}

export function broadcastMention(target, label = null) {
  const [kind] = target.split("^");
  return h("span", { class: "mention mine" }, label ?? `@${kind}`);
}

function dateMention(target, label, scene) {
  const [, epoch, pattern, address] = target.split("^");
  if (!/^-?\d{1,11}$/.test(epoch ?? "") || !pattern) return label ?? "";
  const text = formatSlackDate(Number(epoch), unescape(pattern), scene.clock);
  const time = h("time", { datetime: new Date(Number(epoch) * 1000).toISOString(), title: label ?? "" }, text);
  return address ? link(unescape(address), time) : time;
}
