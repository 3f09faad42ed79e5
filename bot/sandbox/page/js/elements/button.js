/** Buttons: plain, primary, danger, with an address, with a question first. */

import { confirm } from "../confirm.js";
import { h } from "../dom.js";
import { link, plainText } from "../mrkdwn.js";

/** Icons of the AI-oriented `icon_button`. */
const ICONS = { trash: "🗑" };

export function drawButton(element, slot) {
  return pressable(element, slot, plainText(element.text), {
    class: `button ${element.style ?? ""}`.trim(),
    "aria-label": element.accessibility_label,
  });
}

export function drawIconButton(element, slot) {
  const name = element.accessibility_label ?? plainText(element.text);
  return pressable(element, slot, ICONS[element.icon] ?? plainText(element.text), { class: "icon-button", "aria-label": name, title: name });
}

export function drawFeedbackButtons(element, slot) {
  return [element.positive_button, element.negative_button].map((choice) =>
    pressable({ ...choice, action_id: element.action_id }, slot, plainText(choice.text), { class: "button" }));
}

/** A second press counts once the first one has been answered. */
function pressable(element, slot, content, attributes) {
  const { form, scene } = slot.surface;
  const press = async () => {
    if (button.getAttribute("aria-busy") === "true") return;
    if (element.confirm && !(await confirm(element.confirm, scene))) return;
    button.setAttribute("aria-busy", "true");
    await form.act(slot.blockId, element.action_id, element.value);
    button.removeAttribute("aria-busy");
  };
  const shared = { ...attributes, "data-focus-key": `${slot.blockId}/${element.action_id}`, onclick: press };
  const button = element.url ? linkButton(element.url, content, shared) : h("button", { type: "button", ...shared }, content);
  return button;
}

/** Slack opens the address and tells the app as well. */
function linkButton(address, content, { onclick, ...attributes }) {
  const node = link(address, content);
  if (!(node instanceof Element)) return h("button", { type: "button", ...attributes, onclick }, content);
  Object.entries(attributes).forEach(([name, value]) => value && node.setAttribute(name, value));
  node.addEventListener("click", onclick);
  return node;
}
