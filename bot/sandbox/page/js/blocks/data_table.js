/** The data_table block: rows that can be sorted, filtered and paged through. */

import { freshId, h, iconButton } from "../dom.js";
import { icon } from "../icons.js";
import { cellContent, cellText } from "./table.js";

const DEFAULT_PAGE = 5;

export function drawDataTable(block, surface) {
  const { strings } = surface.scene;
  const [head, ...rows] = block.rows;
  const shown = { column: null, descending: false, words: "", page: 0, size: block.page_size ?? DEFAULT_PAGE };
  const redraw = (change) => {
    Object.assign(shown, change);
    const found = arrange(rows, shown, surface.scene.clock.locale);
    shown.page = Math.min(shown.page, Math.max(Math.ceil(found.length / shown.size) - 1, 0));
    body.replaceChildren(...pageOf(found, shown).map((row) => drawRow(row, block, surface)));
    headers.forEach((header, column) => header.setAttribute("aria-sort", sortState(shown, column)));
    pager.update(found.length);
  };
  const headers = head.map((cell, column) => sortableHeader(cell, strings, {
    isNumber: rows[0]?.[column].type === "raw_number",
    onclick: () => redraw({ column, descending: shown.column === column && !shown.descending, page: 0 }),
  }));
  const body = h("tbody");
  const pager = drawPager(strings, shown, redraw);
  const captionId = freshId("caption");
  const table = h("table", { "aria-labelledby": captionId }, h("thead", {}, h("tr", {}, headers)), body);
  redraw({});
  return h(
    "figure",
    { class: "data-table", "aria-labelledby": captionId },
    h("figcaption", { id: captionId }, block.caption),
    rows.length > shown.size && filterField(strings, redraw),
    h("div", { class: "table-scroll" }, table),
    rows.length > shown.size && pager.node,
  );
}

function arrange(rows, { column, descending, words }, locale) {
  const wanted = words.toLocaleLowerCase(locale);
  const found = rows.filter((row) => row.some((cell) => cellText(cell).toLocaleLowerCase(locale).includes(wanted)));
  if (column === null) return found;
  const direction = descending ? -1 : 1;
  return found.toSorted((one, other) => direction * compare(one[column], other[column], locale));
}

function compare(one, other, locale) {
  if (one.type === "raw_number" && other.type === "raw_number") return one.value - other.value;
  return cellText(one).localeCompare(cellText(other), locale, { numeric: true });
}

function pageOf(rows, { page, size }) {
  return rows.slice(page * size, (page + 1) * size);
}

function drawRow(row, { row_header_column_index: headerColumn = 0 }, surface) {
  return h("tr", {}, row.map((cell, column) => {
    const attributes = { class: cell.type === "raw_number" ? "align-right" : "align-left" };
    if (column === headerColumn) return h("th", { ...attributes, scope: "row" }, cellContent(cell, surface));
    return h("td", attributes, cellContent(cell, surface));
  }));
}

function sortState({ column, descending }, wanted) {
  if (column !== wanted) return "none";
  return descending ? "descending" : "ascending";
}

function sortableHeader(cell, strings, { isNumber, onclick }) {
  const name = cellText(cell);
  return h(
    "th",
    { scope: "col", "aria-sort": "none", class: isNumber ? "align-right" : null },
    h("button", { type: "button", class: "sort", title: strings.sortBy(name), onclick }, name),
  );
}

function filterField(strings, redraw) {
  return h("input", {
    type: "search", class: "filter", placeholder: strings.filterRows, "aria-label": strings.filterRows,
    oninput: (event) => redraw({ words: event.target.value, page: 0 }),
  });
}

function drawPager(strings, shown, redraw) {
  const turn = (by) => () => redraw({ page: shown.page + by });
  const previous = iconButton(icon("back"), strings.previousPage, turn(-1));
  const next = iconButton(icon("next"), strings.nextPage, turn(1));
  const range = h("span", { "aria-live": "polite" });
  const update = (total) => {
    const first = shown.page * shown.size;
    range.textContent = strings.rows(total ? first + 1 : 0, Math.min(first + shown.size, total), total);
    previous.disabled = shown.page === 0;
    next.disabled = first + shown.size >= total;
  };
  return { node: h("div", { class: "pager" }, previous, range, next), update };
}
