/** One line or several of text, an email or web address, a number. */

import { h } from "../dom.js";
import { plainText } from "../mrkdwn.js";
import { bind } from "./binding.js";

const KINDS = {
  email_text_input: { type: "email", inputmode: "email", autocomplete: "off" },
  url_text_input: { type: "url", inputmode: "url" },
  plain_text_input: { type: "text" },
};

/** Shown once so few are left. */
const COUNT_FROM = 200;

/** Slack's own ceiling for a plain_text_input. */
const LONGEST = 3000;

export function drawTextInput(element, slot) {
  const bound = bind(element, slot);
  const counter = h("p", { class: "hint counter", "aria-live": "polite" });
  const oninput = (event) => {
    bound.change(event.target.value || null);
    count(element, counter, event.target.value, bound.strings);
    if (dispatchesOn(element, slot, "on_character_entered")) bound.commit(bound.value);
  };
  const onkeydown = (event) => {
    if (event.key !== "Enter" || event.isComposing || isMultiline(element)) return;
    event.preventDefault();
    if (dispatchesOn(element, slot, "on_enter_pressed")) bound.commit(bound.value);
    else if (slot.surface.kind === "modal") control.closest("form")?.requestSubmit();
  };
  const control = draw(element, {
    ...bound.attributes,
    class: "field",
    placeholder: plainText(element.placeholder) || null,
    oninput,
    onkeydown,
    value: textOf(bound.value),
  });
  count(element, counter, control.value, bound.strings);
  return element.type === "plain_text_input" ? [control, counter] : control;
}

/** The page's own checks speak its words; the browser's must not stop a submission before them. */
function draw(element, attributes) {
  if (isMultiline(element)) return h("textarea", { rows: 4, ...attributes });
  if (element.type === "number_input") {
    return h("input", { type: "text", inputmode: element.is_decimal_allowed ? "decimal" : "numeric", ...attributes });
  }
  return h("input", { ...KINDS[element.type], ...attributes });
}

const isMultiline = (element) => element.multiline === true || element.type === "rich_text_input";

function textOf(value) {
  if (value && typeof value === "object") return JSON.stringify(value);
  return value ?? "";
}

function dispatchesOn(element, slot, event) {
  if (slot.isInput && !slot.dispatches) return false;
  const wanted = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  return wanted.includes(event);
}

/** Characters as Slack counts them: code points, not the halves of an emoji. */
function count(element, counter, text, strings) {
  const left = (element.max_length ?? LONGEST) - [...text].length;
  counter.textContent = left <= COUNT_FROM && text ? strings.charactersLeft(left) : "";
}
