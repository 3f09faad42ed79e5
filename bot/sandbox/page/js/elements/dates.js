/** Date, time, and both: the browser's own pickers, with the day written out beneath. */

import { fromWallClock, longDay, longMoment, toWallClock } from "../dates.js";
import { h } from "../dom.js";
import { bind } from "./binding.js";

/** A date has no zone: noon in UTC is the same day for everyone near. */
const NOWHERE = "UTC";

export function drawDatePicker(element, slot) {
  const { clock } = slot.surface.scene;
  const words = (date) => longDay(new Date(`${date}T12:00:00Z`), { ...clock, timeZone: NOWHERE });
  return drawPicker(element, slot, { type: "date", max: "9999-12-31" }, { read: (text) => text, write: (date) => date, words });
}

export function drawTimePicker(element, slot) {
  return drawPicker(element, slot, { type: "time" }, { read: (text) => text, write: (time) => time });
}

export function drawDateTimePicker(element, slot) {
  const { clock } = slot.surface.scene;
  return drawPicker(element, slot, { type: "datetime-local", max: "9999-12-31T23:59" }, {
    read: (text) => Math.floor(fromWallClock(text.slice(0, 16), clock) / 1000),
    write: (epoch) => toWallClock(new Date(epoch * 1000), clock),
    words: (epoch) => longMoment(new Date(epoch * 1000), clock),
  });
}

/** @param {{read: (text: string) => unknown, write: (value: unknown) => string, words?: (value: unknown) => string}} as */
function drawPicker(element, slot, attributes, { read, write, words }) {
  const bound = bind(element, slot);
  const inWords = h("output", { class: "hint" });
  const show = () => {
    inWords.textContent = words && bound.value !== null ? words(bound.value) : "";
  };
  const onchange = async () => {
    const before = bound.value;
    if (!(await bound.commit(control.value ? read(control.value) : null))) control.value = before === null ? "" : write(before);
    show();
  };
  const control = h("input", {
    ...attributes, ...bound.attributes, class: "field picker", onchange,
    value: bound.value === null ? "" : write(bound.value),
  });
  show();
  return h("div", { class: "picker-group" }, control, inWords);
}
