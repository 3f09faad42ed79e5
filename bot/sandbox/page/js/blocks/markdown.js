/** The markdown block: the part of CommonMark that messages use, drawn from Slack's own text elements. */

import { h } from "../dom.js";
import { withEmoji } from "../emoji.js";
import { link } from "../mrkdwn.js";

const INLINE = new RegExp(
  [
    "`(?<code>[^`]+)`",
    "\\*\\*(?<bold>[^*]+)\\*\\*",
    "\\*(?<italic>[^*\\s][^*]*)\\*",
    "(?<![\\p{L}\\p{N}])_(?<underlined>[^_]+)_(?![\\p{L}\\p{N}])",
    "~~(?<strike>[^~]+)~~",
    "\\[(?<label>[^\\]]+)\\]\\((?<address>[^)\\s]+)\\)",
  ].join("|"),
  "gu",
);

/** One kind of line a piece; each takes as many lines as it matches. */
const PIECES = [
  { starts: /^```/, draw: drawFence, ends: /^```/ },
  { starts: /^#{1,6} /, draw: drawHeading },
  { starts: /^(?:---|\*\*\*)\s*$/, draw: () => h("hr") },
  { starts: /^> ?/, draw: (lines) => h("blockquote", {}, parse(lines.map((line) => line.replace(/^> ?/, "")))), many: true },
  { starts: /^\s*[-*+] /, draw: (lines) => drawList("ul", lines), many: true },
  { starts: /^\s*\d+[.)] /, draw: (lines) => drawList("ol", lines), many: true },
  { starts: /^\|/, draw: drawPipes, many: true },
];

export function drawMarkdown(block) {
  return h("div", { class: "text markdown" }, parse(block.text.split("\n")));
}

function parse(lines) {
  const nodes = [];
  let rest = lines;
  while (rest.length > 0) {
    const length = pieceLength(rest);
    const piece = PIECES.find(({ starts }) => starts.test(rest[0]));
    const taken = rest.slice(0, length);
    if (piece) nodes.push(piece.draw(taken));
    else if (taken[0].trim()) nodes.push(h("p", {}, taken.flatMap((line, index) => [index > 0 && h("br"), inline(line)])));
    rest = rest.slice(length);
  }
  return nodes;
}

function pieceLength(lines) {
  const piece = PIECES.find(({ starts }) => starts.test(lines[0]));
  const isOther = (line) => !line.trim() || PIECES.some(({ starts }) => starts.test(line));
  const ends = piece?.ends
    ? lines.findIndex((line, index) => index > 0 && piece.ends.test(line)) + 1
    : lines.findIndex((line, index) => index > 0 && (piece ? !piece.many || !piece.starts.test(line) : isOther(line)));
  return ends > 0 ? ends : lines.length;
}

function drawFence(lines) {
  const closed = lines.length > 1 && lines.at(-1).startsWith("```");
  return h("pre", {}, h("code", {}, lines.slice(1, closed ? -1 : undefined).join("\n")));
}

function drawHeading([line]) {
  const [, signs, text] = /^(#+) (.*)$/.exec(line);
  return h(`h${Math.min(signs.length + 2, 6)}`, {}, inline(text));
}

function drawList(tag, lines) {
  return h(tag, {}, lines.map((line) => h("li", {}, inline(line.replace(/^\s*(?:[-*+]|\d+[.)]) /, "")))));
}

function drawPipes(lines) {
  const rows = lines.map((line) => line.replace(/^\||\|\s*$/g, "").split("|").map((cell) => cell.trim()));
  const [head, ...body] = rows.filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell)));
  const draw = (tag, row) => h("tr", {}, row.map((cell) => h(tag, {}, inline(cell))));
  return h("div", { class: "table-scroll" }, h("table", {}, h("thead", {}, draw("th", head)), h("tbody", {}, body.map((row) => draw("td", row)))));
}

function inline(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(withEmoji(text.slice(from, match.index)), drawMatch(match.groups));
    from = match.index + match[0].length;
  }
  nodes.push(withEmoji(text.slice(from)));
  return nodes;
}

function drawMatch({ code, bold, italic, underlined, strike, label, address }) {
  if (code !== undefined) return h("code", {}, code);
  if (bold !== undefined) return h("strong", {}, inline(bold));
  if (strike !== undefined) return h("s", {}, inline(strike));
  if (address !== undefined) return link(address, label);
  return h("em", {}, inline(italic ?? underlined));
}
