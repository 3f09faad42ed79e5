/** The table block, and the cells it shares with the data table. */

import { h } from "../dom.js";
import { drawRichText } from "./rich_text.js";

export function drawTable(block, surface) {
  const [head, ...body] = block.rows;
  const settings = block.column_settings ?? [];
  const cell = (tag, content, column) =>
    h(tag, { class: cellClass(settings[column]), scope: tag === "th" ? "col" : null }, cellContent(content, surface));
  return h(
    "div",
    { class: "table-scroll", tabindex: 0, role: "group" },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, head.map((content, column) => cell("th", content, column)))),
      h("tbody", {}, body.map((row) => h("tr", {}, row.map((content, column) => cell("td", content, column))))),
    ),
  );
}

function cellClass(setting) {
  return `align-${setting?.align ?? "left"}${setting?.is_wrapped ? " wrapped" : ""}`;
}

export function cellContent(content, surface) {
  if (content.type === "rich_text") return drawRichText(content, surface);
  return cellText(content);
}

/** A cell's words, for sorting and filtering too. */
export function cellText(content) {
  if (content.type === "rich_text") return richTextWords(content);
  return content.text ?? String(content.value ?? "");
}

function richTextWords(part) {
  if (part.elements) return part.elements.map(richTextWords).join("");
  return part.text ?? part.name ?? "";
}
