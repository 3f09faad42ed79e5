/** The data_visualization block as inline SVG, with its figures in a table beside it. */

import { fragment, freshId, h, s } from "../dom.js";
import { drawPie } from "./pie.js";

const EDGES = { left: 44, right: 8, top: 12, bottom: 40 };
const WIDE = { width: 560, height: 260, ...EDGES };

/** Fewer units across, so that figures stay legible on a phone. */
const NARROW = { width: 320, height: 230, ...EDGES };
const isNarrow = matchMedia("(max-width: 759.98px)");
const TICKS = 4;

/** Kept of a category's slot between two groups of bars. */
const GAP = 0.3;

/** A bar alone in its chart is no wall. */
const WIDEST_BAR = 56;

export function drawChart(block, surface) {
  const { strings, clock } = surface.scene;
  const { chart } = block;
  const titleId = freshId("chart");
  const number = new Intl.NumberFormat(clock.locale);
  const figures = chart.type === "pie" ? pieFigures(chart, strings) : seriesFigures(chart, strings);
  const size = isNarrow.matches ? NARROW : WIDE;
  const drawing = chart.type === "pie" ? drawPie(chart.segments, number) : drawAxes(chart, { size, number });
  return h(
    "figure",
    { class: "chart", "aria-labelledby": titleId },
    h("figcaption", { id: titleId }, block.title),
    s("svg", {
      viewBox: chart.type === "pie" ? "0 0 220 220" : `0 0 ${size.width} ${size.height}`,
      class: `chart-${chart.type}`, role: "img", "aria-label": `${strings.chart[chart.type]}, ${block.title}`,
    }, drawing),
    legend(chart, number),
    h("details", {}, h("summary", {}, strings.figures), figureTable(figures, number)),
  );
}

/** Values by series name, in the order of the axis; a missing point is `null`. */
function pointsOf(series, categories) {
  const byLabel = new Map(series.data.map((point) => [point.label, point.value]));
  return categories.map((category) => byLabel.get(category) ?? null);
}

function drawAxes(chart, { size, number }) {
  const { categories, x_label: xLabel, y_label: yLabel } = chart.axis_config;
  const rows = chart.series.map((series) => ({ name: series.name, points: pointsOf(series, categories) }));
  const scale = verticalScale(rows.flatMap(({ points }) => points.filter((value) => value !== null)), size);
  const plot = { rows, categories, scale, size, step: (size.width - size.left - size.right) / categories.length };
  const marks = chart.type === "bar" ? drawBars(plot, number) : drawLines(plot, number, chart.type === "area");
  return fragment(drawGrid(plot, number), drawCategories(plot), marks, axisTitles(size, xLabel, yLabel));
}

/** From zero (or the lowest negative) to a round number above the highest value. */
function verticalScale(values, size) {
  const highest = Math.max(0, ...values);
  const lowest = Math.min(0, ...values);
  const smallest = values.every(Number.isInteger) ? 1 : 0; // half a case says nothing
  const step = Math.max(roundStep((highest - lowest || 1) / TICKS), smallest);
  const from = Math.floor(lowest / step) * step;
  const to = Math.max(Math.ceil(highest / step) * step, from + step);
  const height = size.height - size.top - size.bottom;
  return { from, to, step, y: (value) => size.top + height * (1 - (value - from) / (to - from)) };
}

/** The next of 1, 2, 5, 10, 20, 50… */
function roundStep(rough) {
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * magnitude).find((step) => step >= rough * 0.999);
}

function drawGrid({ scale: { from, to, step, y }, size }, number) {
  const count = Math.round((to - from) / step);
  return Array.from({ length: count + 1 }, (_, index) => from + index * step).map((value) => [
    s("line", { class: "grid", x1: size.left, x2: size.width - size.right, y1: y(value), y2: y(value) }),
    s("text", { class: "tick", x: size.left - 6, y: y(value) + 4, "text-anchor": "end" }, number.format(value)),
  ]);
}

const centre = ({ step, size }, index) => size.left + step * (index + 0.5);

/** Every label where there is room, every second or third where there is not. */
function drawCategories(plot) {
  const longest = Math.max(...plot.categories.map((category) => category.length));
  const every = Math.ceil((longest * 7 + 6) / plot.step);
  return plot.categories.map((category, index) => index % every === 0 && s(
    "text",
    { class: "tick", x: centre(plot, index), y: plot.size.height - plot.size.bottom + 16, "text-anchor": "middle" },
    category,
  ));
}

function axisTitles({ width, height }, xLabel, yLabel) {
  return [
    xLabel && s("text", { class: "axis-title", x: width / 2, y: height - 6, "text-anchor": "middle" }, xLabel),
    yLabel && s("text", { class: "axis-title", x: 10, y: height / 2, "text-anchor": "middle",
      transform: `rotate(-90 10 ${height / 2})` }, yLabel),
  ];
}

function drawBars({ rows, categories, scale, size, step }, number) {
  const width = Math.min((step * (1 - GAP)) / rows.length, WIDEST_BAR);
  const margin = (step - width * rows.length) / 2;
  return rows.map(({ name, points }, series) => points.map((value, index) => {
    if (value === null) return null;
    const [top, bottom] = [scale.y(Math.max(value, 0)), scale.y(Math.min(value, 0))];
    const x = size.left + step * index + margin + width * series;
    const attributes = { class: `series-${series}`, x, y: top, width: Math.max(width - 1, 1), height: bottom - top };
    return s("rect", attributes, s("title", {}, `${name}, ${categories[index]} : ${number.format(value)}`));
  }));
}

function drawLines(plot, number, filled) {
  return plot.rows.map(({ name, points }, series) => {
    const dots = points.flatMap((value, index) =>
      value === null ? [] : [{ value, x: centre(plot, index), y: plot.scale.y(value), category: plot.categories[index] }]);
    if (dots.length === 0) return null;
    const path = dots.map(({ x, y }, index) => `${index ? "L" : "M"}${x},${y}`).join("");
    const base = plot.scale.y(Math.max(plot.scale.from, 0));
    return [
      filled && s("path", { class: `area series-${series}`, d: `${path}L${dots.at(-1).x},${base}L${dots[0].x},${base}Z` }),
      s("path", { class: `line series-${series}`, d: path }),
      dots.map(({ x, y, value, category }) => s("circle", { class: `dot series-${series}`, cx: x, cy: y, r: 3.5 },
        s("title", {}, `${name}, ${category} : ${number.format(value)}`))),
    ];
  });
}

function legend(chart, number) {
  const names = chart.type === "pie"
    ? chart.segments.map(({ label, value }) => `${label} (${number.format(value)})`)
    : chart.series.map(({ name }) => name);
  return h("ul", { class: "legend" }, names.map((name, index) =>
    h("li", {}, h("span", { class: `swatch series-${index}`, "aria-hidden": "true" }), name)));
}

function pieFigures({ segments }, strings) {
  return { head: [strings.category, strings.value], rows: segments.map(({ label, value }) => [label, value]) };
}

function seriesFigures({ series, axis_config: { categories, x_label: xLabel } }, strings) {
  const columns = series.map((one) => pointsOf(one, categories));
  const rows = categories.map((category, index) => [category, ...columns.map((column) => column[index])]);
  return { head: [xLabel ?? strings.category, ...series.map(({ name }) => name)], rows };
}

function figureTable({ head, rows }, number) {
  const cell = (value) => h("td", { class: "align-right" }, value === null ? "–" : number.format(value));
  return h("div", { class: "table-scroll" }, h(
    "table",
    {},
    h("thead", {}, h("tr", {}, head.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, rows.map(([name, ...values]) => h("tr", {}, h("th", { scope: "row" }, name), values.map(cell)))),
  ));
}
