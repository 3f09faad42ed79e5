/** Draws Slack's block elements, each by its own module. */

import { h } from "../dom.js";
import { picture } from "../picture.js";
import { drawButton, drawFeedbackButtons, drawIconButton } from "./button.js";
import { drawCheckboxes, drawRadioButtons } from "./choices.js";
import { drawDatePicker, drawDateTimePicker, drawTimePicker } from "./dates.js";
import { drawFileInput } from "./file_input.js";
import { drawOverflow } from "./overflow.js";
import { drawSelect } from "./select.js";
import { drawTextInput } from "./text_input.js";

const SELECTS = ["static", "external", "users", "conversations", "channels"].flatMap((kind) => [
  [`${kind}_select`, drawSelect],
  [`multi_${kind}_select`, drawSelect],
]);

/** @type {Record<string, (element: object, slot: import("./binding.js").Slot) => Node>} */
const DRAW = {
  ...Object.fromEntries(SELECTS),
  button: drawButton,
  workflow_button: drawButton,
  icon_button: drawIconButton,
  feedback_buttons: drawFeedbackButtons,
  checkboxes: drawCheckboxes,
  datepicker: drawDatePicker,
  datetimepicker: drawDateTimePicker,
  email_text_input: drawTextInput,
  file_input: drawFileInput,
  image: (element, { surface }) => picture(element, surface.scene, "accessory-picture"),
  number_input: drawTextInput,
  overflow: drawOverflow,
  plain_text_input: drawTextInput,
  radio_buttons: drawRadioButtons,
  rich_text_input: drawTextInput,
  timepicker: drawTimePicker,
  url_text_input: drawTextInput,
};

export function drawElement(element, slot) {
  const draw = DRAW[element.type];
  if (draw) return draw(element, slot);
  return h("span", { class: "unknown-block" }, slot.surface.scene.strings.unknownBlock(element.type));
}
