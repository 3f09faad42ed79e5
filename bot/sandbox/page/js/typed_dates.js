/** Dates and times as people type them in their language, and as the browser's pickers hold them. */

const SAMPLE = new Date("2026-11-22T12:00:00Z");
const DAY = /^(\d{4})-(\d{2})-(\d{2})/;
const TIME = /\d{2}:\d{2}$/;

/** What a field holds: the browser's kind of picker by its type. */
export const KINDS = {
  date: { hasDay: true, hasTime: false },
  time: { hasDay: false, hasTime: true },
  "datetime-local": { hasDay: true, hasTime: true },
};

/** « 22/11/2026 11:00 », of `2026-11-22T11:00`. */
export function toField(native, locale) {
  const [, year, month, day] = DAY.exec(native) ?? [];
  const time = TIME.exec(native)?.[0];
  return [year && inOrder({ year, month, day }, locale), time].filter(Boolean).join(" ");
}

/** « jj/mm/aaaa hh:mm », where `letters` are a language's for the parts of a date. */
export function patternOf(kind, letters, locale) {
  const { hasDay, hasTime } = KINDS[kind];
  return [hasDay && inOrder(letters, locale), hasTime && letters.time].filter(Boolean).join(" ");
}

/** The picker's own text of what was typed; `null` where it is no date or no time. */
export function fromField(typed, kind, locale) {
  const { hasDay, hasTime } = KINDS[kind];
  const numbers = typed.match(/\d+/g) ?? [];
  const day = hasDay ? dayOf(numbers.splice(0, 3), locale) : "";
  const time = hasTime ? timeOf(numbers.splice(0, 2), typed) : "";
  if (day === null || time === null || numbers.length > 0) return null;
  return [day, time].filter(Boolean).join("T");
}

/** The year first is ISO's order, whoever types it. */
function dayOf(numbers, locale) {
  if (numbers.length < 3) return null;
  const order = numbers[0].length === 4 ? ["year", "month", "day"] : orderOf(locale);
  const { year, month, day } = Object.fromEntries(order.map((part, at) => [part, numbers[at]]));
  const date = [year.length === 2 ? `20${year}` : year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
  const isReal = /^\d{4}-/.test(date) && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
  return isReal ? date : null;
}

function timeOf([hour, minute = "00"], typed) {
  if (hour === undefined) return null;
  const isAfternoon = /p\.?m/i.test(typed) && Number(hour) < 12;
  const [hours, minutes] = [Number(hour) + (isAfternoon ? 12 : 0), Number(minute)];
  if (hours > 23 || minutes > 59) return null;
  return [hours, minutes].map((part) => String(part).padStart(2, "0")).join(":");
}

function inOrder(parts, locale) {
  return orderOf(locale).map((part) => parts[part]).join("/");
}

/** Day, month and year as the language puts them. */
function orderOf(locale) {
  const format = new Intl.DateTimeFormat(locale, { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" });
  return format.formatToParts(SAMPLE).map(({ type }) => type).filter((type) => type !== "literal");
}
