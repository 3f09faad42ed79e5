/** Checkboxes and radio buttons. */

import { freshId, h } from "../dom.js";
import { renderText } from "../mrkdwn.js";
import { bind } from "./binding.js";

export function drawCheckboxes(element, slot) {
  const bound = bind(element, slot);
  const choose = async () => {
    const before = bound.value;
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    if (!(await bound.commit(chosen))) boxes.forEach((box) => { box.checked = before.includes(box.value); });
  };
  const { group, boxes } = drawGroup(element, slot, { type: "checkbox", bound, isChosen: (value) => bound.value.includes(value), choose });
  return group;
}

export function drawRadioButtons(element, slot) {
  const bound = bind(element, slot);
  const choose = async (event) => {
    const before = bound.value;
    if (!(await bound.commit(event.target.value))) boxes.forEach((box) => { box.checked = box.value === before; });
  };
  const { group, boxes } = drawGroup(element, slot, { type: "radio", bound, isChosen: (value) => bound.value === value, choose });
  return group;
}

function drawGroup(element, slot, { type, bound, isChosen, choose }) {
  const { scene } = slot.surface;
  const name = freshId("choice");
  const { "data-focus-key": focusKey, autofocus, "aria-label": label, ...naming } = bound.attributes;
  const boxes = element.options.map((option, index) => h("input", {
    type, name, value: option.value, checked: isChosen(option.value), onchange: choose,
    "data-focus-key": `${focusKey}/${index}`, autofocus: autofocus && index === 0,
    "aria-describedby": slot.describedBy,
  }));
  const rows = element.options.map((option, index) => h(
    "label",
    { class: "choice" },
    boxes[index],
    h("span", { class: "choice-text" },
      h("span", { class: "text" }, renderText(option.text, scene)),
      option.description && h("span", { class: "text hint" }, renderText(option.description, scene))),
  ));
  const role = type === "radio" ? "radiogroup" : "group";
  const group = h(
    "div",
    { id: naming.id, class: "choices", role, "aria-label": label, "aria-labelledby": slot.labelledBy,
      "aria-required": type === "radio" ? naming["aria-required"] : null },
    rows,
  );
  return { group, boxes };
}
