/** The blocks that mostly hold text: section, header, context, alert, image, actions. */

import { h } from "../dom.js";
import { drawElement } from "../elements/index.js";
import { plainText, renderText } from "../mrkdwn.js";
import { picture } from "../picture.js";

/** Slack folds longer sections behind « Voir plus » unless told to expand. */
const FOLD_FROM = { characters: 700, lines: 9 };

export function drawSection(block, surface) {
  const { scene } = surface;
  const text = block.text && h("div", { class: "text" }, renderText(block.text, scene));
  const fields = block.fields?.length && h(
    "div",
    { class: "fields" },
    block.fields.map((field) => h("div", { class: "text" }, renderText(field, scene))),
  );
  const folded = text && isLong(block) && surface.kind === "message";
  const accessory = block.accessory && h(
    "div",
    { class: `accessory accessory-${block.accessory.type}` },
    drawElement(block.accessory, { surface, blockId: block.block_id, name: plainText(block.text) }),
  );
  return h("div", { class: "section" }, h("div", { class: "section-text" }, folded ? fold(text, scene) : text, fields), accessory);
}

function isLong(block) {
  if (block.expand) return false;
  const { text } = block.text;
  return text.length > FOLD_FROM.characters || text.split("\n").length > FOLD_FROM.lines;
}

function fold(text, { strings }) {
  text.classList.add("folded");
  const toggle = () => {
    const folded = text.classList.toggle("folded");
    button.textContent = folded ? strings.seeMore : strings.seeLess;
    button.setAttribute("aria-expanded", String(!folded));
  };
  const button = h(
    "button", { type: "button", class: "link-button", "aria-expanded": "false", onclick: toggle }, strings.seeMore,
  );
  return h("div", {}, text, button);
}

/** In a modal the title is the first level, in a message the author is: hence level 3 at most. */
export function drawHeader(block) {
  const level = Math.min(Math.max(block.level ?? 1, 1) + 2, 6);
  return h(`h${level}`, { class: "header-text" }, plainText(block.text));
}

export function drawContext(block, surface) {
  const parts = block.elements.map((element) =>
    element.type === "image"
      ? picture(element, surface.scene, "context-image")
      : h("span", { class: "text" }, renderText(element, surface.scene)),
  );
  return h("div", { class: "context" }, parts);
}

export function drawActions(block, surface) {
  const slot = { surface, blockId: block.block_id, name: "" };
  return h("div", { class: "actions" }, block.elements.map((element) => drawElement(element, slot)));
}

export function drawDivider() {
  return h("hr");
}

const ALERT_SIGNS = { default: "", info: "ℹ", warning: "⚠", error: "✕", success: "✓" };

export function drawAlert(block, { scene }) {
  const level = Object.hasOwn(ALERT_SIGNS, block.level) ? block.level : "default";
  return h(
    "div",
    { class: `alert alert-${level}`, role: level === "error" ? "alert" : "note" },
    h("span", { class: "alert-sign", "aria-hidden": "true" }, ALERT_SIGNS[level]),
    h("div", { class: "text" }, renderText(block.text, scene)),
  );
}

export function drawImage(block, { scene }) {
  return h(
    "figure",
    { class: "image" },
    block.title && h("figcaption", {}, plainText(block.title)),
    picture(block, scene, "block-image"),
  );
}
