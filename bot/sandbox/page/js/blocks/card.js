/** The blocks that group others: card, carousel, container. */

import { h } from "../dom.js";
import { drawElement } from "../elements/index.js";
import { plainText, renderText } from "../mrkdwn.js";
import { picture } from "../picture.js";
import { drawRichText } from "./rich_text.js";

export function drawCard(block, surface) {
  const { scene } = surface;
  const slot = { surface, blockId: block.block_id, name: plainText(block.title) };
  return h(
    "div",
    { class: "card" },
    block.hero_image && picture(block.hero_image, scene, "card-hero"),
    block.icon && picture(block.icon, scene, "card-icon"),
    block.title && h("div", { class: "card-title text" }, renderText(block.title, scene)),
    block.subtitle && h("div", { class: "card-subtitle text" }, renderText(block.subtitle, scene)),
    block.body && h("div", { class: "text" }, renderText(block.body, scene)),
    block.actions && h("div", { class: "actions" }, block.actions.map((element) => drawElement(element, slot))),
  );
}

export function drawCarousel(block, surface) {
  const cards = block.elements ?? block.cards ?? [];
  return h("div", { class: "carousel", tabindex: 0, role: "group" }, cards.map((card) => drawCard(card, surface)));
}

/** @param {(block: object, surface: object) => Node} drawBlock passed in, as children are blocks again */
export function drawContainer(block, surface, drawBlock) {
  const { scene } = surface;
  const title = block.rich_text_title
    ? drawRichText(block.rich_text_title, surface)
    : block.title && h("span", { class: "card-title" }, plainText(block.title));
  const subtitle = block.subtitle && h("span", { class: "card-subtitle text" }, renderText(block.subtitle, scene));
  const children = (block.child_blocks ?? []).map((child) => drawBlock(child, surface));
  if (!block.is_collapsible) return h("div", { class: "card" }, title, subtitle, children);
  return h("details", { class: "card", open: !block.default_collapsed }, h("summary", {}, title, subtitle), children);
}
