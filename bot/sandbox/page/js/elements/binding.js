/** Ties a control to its place: its name for screen readers, its value, its way to the app. */

import { confirm } from "../confirm.js";

/**
 * Where an element stands.
 * @typedef {object} Slot
 * @property {import("../blocks/index.js").Surface} surface
 * @property {string} blockId
 * @property {string} name what the block around it says, a name for want of a label
 * @property {string} [controlId] @property {string} [labelledBy] @property {string} [describedBy]
 * @property {boolean} [required] @property {boolean} [isInput] in an input block
 * @property {boolean} [dispatches] an input block that tells the app of each change
 */

/** @param {object} element @param {Slot} slot */
export function bind(element, slot) {
  const { form, scene } = slot.surface;
  const place = [slot.blockId, element.action_id];
  let value = form.value(slot.blockId, element);
  const change = (next) => {
    value = next;
    form.change(...place, next);
  };
  /** Records a finished choice and tells the app; answers false when the person took it back. */
  const commit = async (next) => {
    if (element.confirm && !(await confirm(element.confirm, scene))) return false;
    change(next);
    if (!slot.isInput || slot.dispatches) form.act(...place, next);
    return true;
  };
  return { strings: scene.strings, get value() { return value; }, change, commit, attributes: naming(element, slot, scene) };
}

/** Attributes by which a control is found, named and described. */
export function naming(element, slot, { strings }) {
  const label = element.placeholder?.text || slot.name || strings.choose;
  return {
    id: slot.controlId,
    "aria-label": slot.labelledBy ? null : label,
    "aria-describedby": slot.describedBy,
    "aria-required": slot.required ? "true" : null,
    "data-focus-key": `${slot.blockId}/${element.action_id}`,
    autofocus: element.focus_on_load === true,
  };
}
