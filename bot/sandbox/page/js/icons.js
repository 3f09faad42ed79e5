/** The page's few signs, drawn, as not every computer has the characters. */

import { s } from "./dom.js";

/** Strokes in a square of 20. */
const PATHS = {
  back: "M12.5 4 6.5 10l6 6",
  bolt: "M11.5 2.5 5 11h4.5l-1 6.5L15 9h-4.5Z",
  braces: "M8 3.5c-4 0 0 6-4 6.5 4 .5 0 6.5 4 6.5M12 3.5c4 0 0 6 4 6.5-4 .5 0 6.5-4 6.5",
  calendar: "M3.500 5.500h13v11h-13Zm0 4h13M7 3v4m6-4v4",
  close: "m5 5 10 10M15 5 5 15",
  forward: "m4 5 5.500 5L4 15m6-10 5.500 5-5.500 5M17 5v10",
  eye: "M2.5 10c3.5-6 11.5-6 15 0-3.5 6-11.5 6-15 0ZM10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4Z",
  mail: "M3 5.500h14v9.500H3Zm0 .500 7 5 7-5",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  next: "m7.5 4 6 6-6 6",
  plus: "M10 4v12M4 10h12",
  question: "M7 7.5a3 3 0 1 1 4.5 2.600C10.5 10.700 10 11.300 10 12.5M10 15.800h.01",
  reply: "M8 5 3.5 9.5 8 14M4 9.5h7.5a5 5 0 0 1 5 5V16",
  school: "M2.500 8 10 4l7.500 4L10 12Zm3 1.800v4.200c2.500 2 6.500 2 9 0V9.800M17.500 8v5",
  send: "M3.5 4 17 10 3.5 16l2-6Zm2 6H11",
  switch: "M6.5 3.5v12m0 0-3-3m3 3 3-3M13.5 16.5v-12m0 0-3 3m3-3 3 3",
  window: "M8 4.5H4.5v11h11V12M11.5 4.5h4v4m0-4-6.5 6.5",
};

export function icon(name) {
  return s("svg", { class: `icon icon-${name}`, viewBox: "0 0 20 20", "aria-hidden": "true" }, s("path", { d: PATHS[name] }));
}
