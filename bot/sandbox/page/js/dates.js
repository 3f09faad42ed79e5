/** Instants in a person's language and time zone, and wall-clock fields back to instants. */

const DAY_MS = 86_400_000;

/** Formatters are slow to build and many messages share them. */
const formatters = new Map();

function format(instant, clock, options) {
  const key = `${clock.locale}|${clock.timeZone}|${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(clock.locale, { timeZone: clock.timeZone, ...options });
    formatters.set(key, formatter);
  }
  return formatter.formatToParts(instant).map((part, at, parts) => written(part, clock, parts)).join("");
}

/** French says « 1er janvier », of the first day alone and where the month is a word. */
function written({ type, value }, { locale }, parts) {
  const isInWords = parts.some((part) => part.type === "month" && !/\d/.test(part.value));
  return type === "day" && value === "1" && isInWords && locale.startsWith("fr") ? "1er" : value;
}

/**
 * Where and in which language a time is read.
 * @typedef {{locale: string, timeZone: string, now: () => Date}} Clock
 */

/** « 10:42 » */
export function timeOfDay(instant, clock) {
  return format(instant, clock, { hour: "2-digit", minute: "2-digit" });
}

/** « mardi 17 novembre 2026 » */
export function longDay(instant, clock) {
  return format(instant, clock, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

/** « mardi 17 novembre 2026 à 10:42 » */
export function longMoment(instant, clock) {
  return format(instant, clock, {
    weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit",
  });
}

/** « mar. 17 nov. 10:42 », for the clock of the sandbox. */
export function shortMoment(instant, clock) {
  return `${format(instant, clock, { weekday: "short", day: "numeric", month: "short" })} ${timeOfDay(instant, clock)}`;
}

/** The day as `YYYY-MM-DD` on the reader's wall calendar: equal for two instants of one day. */
export function dayKey(instant, clock) {
  return format(instant, { ...clock, locale: "sv-SE" }, { year: "numeric", month: "2-digit", day: "2-digit" });
}

/** Days from now: -1 yesterday, 0 today, 1 tomorrow. */
export function daysFromNow(instant, clock) {
  return Math.round((Date.parse(dayKey(instant, clock)) - Date.parse(dayKey(clock.now(), clock))) / DAY_MS);
}

/** « aujourd'hui », « hier », or the long day. */
export function relativeDay(instant, clock) {
  const days = daysFromNow(instant, clock);
  if (Math.abs(days) > 1) return longDay(instant, clock);
  return new Intl.RelativeTimeFormat(clock.locale, { numeric: "auto" }).format(days, "day");
}

/** `YYYY-MM-DDTHH:MM` on the reader's wall clock, as date inputs want it. */
export function toWallClock(instant, clock) {
  const time = format(instant, { ...clock, locale: "sv-SE" }, { hour: "2-digit", minute: "2-digit" });
  return `${dayKey(instant, clock)}T${time}`;
}

/**
 * The instant of a wall-clock reading. In the hour that summer time repeats, the first of the two;
 * in the hour it skips, as if the clock had not yet moved.
 */
export function fromWallClock(wall, clock) {
  const asUtc = Date.parse(`${wall}:00Z`);
  const guesses = [-DAY_MS, DAY_MS].map((around) => asUtc - offsetAt(asUtc + around, clock));
  const exact = guesses.filter((guess) => toWallClock(new Date(guess), clock) === wall);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...guesses));
}

function offsetAt(milliseconds, clock) {
  const minute = Math.floor(milliseconds / 60_000) * 60_000;
  return Date.parse(`${toWallClock(new Date(minute), clock)}:00Z`) - minute;
}

/** Slack's date tokens, written as the reader's language does. */
const TOKENS = {
  date_num: (instant, clock) => dayKey(instant, clock),
  date_slash: (instant, clock) => format(instant, clock, { day: "2-digit", month: "2-digit", year: "numeric" }),
  date: (instant, clock) => format(instant, clock, { day: "numeric", month: "long", ...yearIfFar(instant, clock) }),
  date_short: (instant, clock) => format(instant, clock, { day: "numeric", month: "short", ...yearIfFar(instant, clock) }),
  date_long: (instant, clock) =>
    format(instant, clock, { weekday: "long", day: "numeric", month: "long", ...yearIfFar(instant, clock) }),
  time: timeOfDay,
  time_secs: (instant, clock) => format(instant, clock, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  ago: (instant, clock) => ago(instant, clock),
};

/** Slack leaves the year out within about six months. */
function yearIfFar(instant, clock) {
  return Math.abs(instant - clock.now()) > 182 * DAY_MS ? { year: "numeric" } : {};
}

const UNITS = [["day", DAY_MS], ["hour", 3_600_000], ["minute", 60_000]];

function ago(instant, clock) {
  const elapsed = instant - clock.now();
  const [unit, size] = UNITS.find(([, length]) => Math.abs(elapsed) >= length) ?? ["second", 1000];
  return new Intl.RelativeTimeFormat(clock.locale, { numeric: "auto" }).format(Math.round(elapsed / size), unit);
}

/** The text of `<!date^…>`: each `{token}` written out, an unknown one left as it is. */
export function formatSlackDate(epochSeconds, pattern, clock) {
  const instant = new Date(epochSeconds * 1000);
  return pattern.replace(/\{(\w+)\}/g, (typed, token) => {
    if (token.endsWith("_pretty")) return prettyDate(token, instant, clock) ?? typed;
    return Object.hasOwn(TOKENS, token) ? TOKENS[token](instant, clock) : typed;
  });
}

function prettyDate(token, instant, clock) {
  if (Math.abs(daysFromNow(instant, clock)) <= 1) return relativeDay(instant, clock);
  return TOKENS[token.replace("_pretty", "")]?.(instant, clock);
}
