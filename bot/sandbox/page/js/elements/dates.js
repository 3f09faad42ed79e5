/** Date, time, and both: typed as the reader's language does, or picked; the day is written out beneath. */

import { fromWallClock, longDay, longMoment, toWallClock } from "../dates.js";
import { h, iconButton } from "../dom.js";
import { icon } from "../icons.js";
import { fromField, patternOf, toField } from "../typed_dates.js";
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
  const { strings } = bound;
  const { locale } = slot.surface.scene;
  const pattern = patternOf(attributes.type, strings.dateLetters, locale);
  const written = () => (bound.value === null ? "" : write(bound.value));
  const inWords = h("output", { class: "hint" });
  const say = (isWrong = false) => {
    control.setAttribute("aria-invalid", String(isWrong));
    inWords.textContent = isWrong ? strings.notADate(pattern) : words && bound.value !== null ? words(bound.value) : "";
  };
  const typed = () => fromField(control.value, attributes.type, locale);
  const oninput = () => {
    const native = typed();
    if (native !== null) bound.change(read(native));
    say();
  };
  const take = async (native) => {
    const isWrong = native === null && control.value.trim() !== "";
    if ((await bound.commit(native === null ? null : read(native))) && isWrong) say(true);
    else show();
  };
  const show = () => {
    control.value = toField(written(), locale);
    native.value = written();
    say();
  };
  const control = h("input", {
    ...bound.attributes, type: "text", class: "field picker", autocomplete: "off", placeholder: pattern, oninput,
    onchange: () => take(typed()),
  });
  const native = h("input", {
    ...attributes, class: "native-picker", tabindex: -1, "aria-hidden": "true", onchange: () => take(native.value || null),
  });
  const open = iconButton(icon("calendar"), strings.openPicker, () => native.showPicker());
  show();
  return h("div", { class: "picker-group" }, h("div", { class: "picker-row" }, control, open, native), inWords);
}
