/** A pie as SVG slices, clockwise from noon. */

import { s } from "../dom.js";

const CENTRE = 110;
const RADIUS = 100;

/** @param {{label: string, value: number}[]} segments */
export function drawPie(segments, number) {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  if (total <= 0) return s("circle", { class: "grid", cx: CENTRE, cy: CENTRE, r: RADIUS, fill: "none" });
  let turned = 0;
  return segments.map(({ label, value }, index) => {
    const from = turned;
    turned += value / total;
    const percent = Math.round((value / total) * 100);
    const title = s("title", {}, `${label} : ${number.format(value)} (${percent} %)`);
    return [slice(from, turned, index, title), percentLabel((from + turned) / 2, percent)];
  });
}

function slice(from, to, index, title) {
  const attributes = { class: `slice series-${index}` };
  if (to - from > 0.9999) return s("circle", { ...attributes, cx: CENTRE, cy: CENTRE, r: RADIUS }, title);
  const [[x1, y1], [x2, y2]] = [pointAt(from, RADIUS), pointAt(to, RADIUS)];
  const large = to - from > 0.5 ? 1 : 0;
  return s("path", { ...attributes, d: `M${CENTRE},${CENTRE}L${x1},${y1}A${RADIUS},${RADIUS} 0 ${large} 1 ${x2},${y2}Z` }, title);
}

/** A slice too thin for its figure has it in the legend only. */
function percentLabel(middle, percent) {
  if (percent < 6) return null;
  const [x, y] = pointAt(middle, RADIUS * 0.65);
  return s("text", { class: "slice-label", x, y: y + 4, "text-anchor": "middle" }, `${percent} %`);
}

/** A point at so much of a full turn. */
function pointAt(turn, radius) {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return [CENTRE + radius * Math.cos(angle), CENTRE + radius * Math.sin(angle)];
}
