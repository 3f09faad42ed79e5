/** Draws Slack's blocks, whatever surface they stand on. */

import { fragment, h } from "../dom.js";
import { reconcile } from "../keyed.js";
import { drawCard, drawCarousel, drawContainer } from "./card.js";
import { drawChart } from "./charts.js";
import { drawDataTable } from "./data_table.js";
import { drawInput } from "./input.js";
import { drawMarkdown } from "./markdown.js";
import { drawRichText } from "./rich_text.js";
import { drawTable } from "./table.js";
import {
  drawActions, drawAlert, drawContext, drawDivider, drawHeader, drawImage, drawSection,
} from "./text.js";

/**
 * What a block needs to know of where it stands.
 * @typedef {object} Surface
 * @property {import("../scene.js").Scene} scene
 * @property {import("../form.js").Form} form values typed so far, and the way to the app
 * @property {"message" | "modal" | "home"} kind
 */

/** @type {Record<string, (block: object, surface: Surface) => Node>} */
const DRAW = {
  actions: drawActions,
  alert: drawAlert,
  card: (block, surface) => drawCard(block, surface),
  carousel: (block, surface) => drawCarousel(block, surface),
  container: (block, surface) => drawContainer(block, surface, drawBlock),
  context: drawContext,
  context_actions: drawActions,
  data_table: drawDataTable,
  data_visualization: drawChart,
  divider: drawDivider,
  header: drawHeader,
  image: drawImage,
  input: drawInput,
  markdown: drawMarkdown,
  rich_text: drawRichText,
  section: drawSection,
  table: drawTable,
};

export function drawBlock(block, surface) {
  const draw = DRAW[block.type];
  const content = draw
    ? draw(block, surface)
    : h("p", { class: "unknown-block" }, surface.scene.strings.unknownBlock(block.type));
  const attributes = { class: `block block-${block.type}`, "data-block-id": block.block_id };
  return h("div", attributes, content);
}

export function drawBlocks(blocks, surface) {
  return fragment(blocks.map((block) => drawBlock(block, surface)));
}

/** Redraws only the blocks that changed, so that focus and typed text stay where they are. */
export function updateBlocks(container, blocks, surface) {
  reconcile(container, blocks, {
    key: (block) => block.block_id,
    signature: (block) => JSON.stringify(block),
    draw: (block) => drawBlock(block, surface),
  });
}
