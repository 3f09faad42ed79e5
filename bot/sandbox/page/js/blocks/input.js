/** The input block: label, element, hint, and room for an error. */

import { freshId, h } from "../dom.js";
import { drawElement } from "../elements/index.js";
import { plainText } from "../mrkdwn.js";

/** Elements made of several controls are named as a group; the others by a `label`. */
const GROUPS = new Set(["checkboxes", "radio_buttons", "file_input"]);

export function drawInput(block, surface) {
  const { strings } = surface.scene;
  const ids = { control: freshId("input"), label: freshId("label"), hint: freshId("hint"), error: freshId("error") };
  const isGroup = GROUPS.has(block.element.type);
  const label = [
    plainText(block.label),
    block.optional && h("span", { class: "optional" }, ` ${strings.optional}`),
  ];
  const element = drawElement(block.element, {
    surface,
    blockId: block.block_id,
    name: plainText(block.label),
    controlId: ids.control,
    labelledBy: ids.label,
    describedBy: [block.hint && ids.hint, ids.error].filter(Boolean).join(" "),
    required: !block.optional,
    isInput: true,
    dispatches: block.dispatch_action === true,
  });
  const parts = [
    isGroup
      ? h("legend", { id: ids.label, class: "input-label" }, label)
      : h("label", { id: ids.label, for: ids.control, class: "input-label" }, label),
    element,
    block.hint && h("p", { id: ids.hint, class: "hint" }, plainText(block.hint)),
    h("p", { id: ids.error, class: "field-error", role: "alert" }),
  ];
  return isGroup ? h("fieldset", { class: "input" }, parts) : h("div", { class: "input" }, parts);
}
