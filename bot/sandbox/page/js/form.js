/** What a person has chosen and typed on one surface, and its way to the app. */

import { initialValue } from "./elements/initial.js";

/** Typing is remembered by the sandbox once the person pauses, so that a reload loses nothing. */
const PAUSE_MS = 400;

/** `{block_id: {action_id: value}}`, values as the sandbox's API wants them. */
/** @typedef {Record<string, Record<string, unknown>>} Values */

export class Form {
  /**
   * @param {object} of
   * @param {{view_id: string} | {channel: string, ts: string}} of.target
   * @param {(request: object) => Promise<object>} of.send a request to the sandbox
   * @param {(file: File) => Promise<object>} of.upload
   * @param {Values} [of.values] what the sandbox knows of the inputs
   */
  constructor({ target, send, upload, values = {} }) {
    this.target = target;
    this.known = values;
    this.uploads = 0;
    this.options = new Map();
    this.files = new Map();
    this.upload = upload;
    this.send = send;
    this.typed = new Map();
    this.shown = new Map();
    this.timer = null;
  }

  /** The value an element shows: what was typed, what the sandbox knows, or what the app gave. */
  value(blockId, element) {
    const key = keyOf(blockId, element.action_id);
    const known = this.known[blockId]?.[element.action_id];
    const value = this.typed.has(key) ? this.typed.get(key) : known ?? initialValue(element);
    this.shown.set(key, value);
    return value;
  }

  change(blockId, actionId, value) {
    const key = keyOf(blockId, actionId);
    this.typed.set(key, value);
    this.shown.set(key, value);
    if (this.target.view_id) this.#rememberSoon();
  }

  act(blockId, actionId, value) {
    clearTimeout(this.timer);
    const action = { block_id: blockId, action_id: actionId, values: this.values() };
    return this.send({ do: "block_action", ...this.target, ...action, value });
  }

  suggest(blockId, actionId, typed) {
    return this.send({ do: "suggest", ...this.target, block_id: blockId, action_id: actionId, value: typed });
  }

  submit() {
    clearTimeout(this.timer);
    return this.send({ do: "submit", ...this.target, values: this.values() });
  }

  /** @returns {Values} */
  values() {
    const values = {};
    for (const [key, value] of this.shown) {
      const [blockId, actionId] = JSON.parse(key);
      values[blockId] = { ...values[blockId], [actionId]: value };
    }
    return values;
  }

  /** The surface changed: what was typed stays where its input still stands. */
  adopt({ blocks, values = {}, files = {} }) {
    this.known = values;
    Object.entries(files).forEach(([id, file]) => this.files.set(id, file));
    const standing = new Set(blocks.flatMap((block) => elementsOf(block).map(({ action_id: id }) => keyOf(block.block_id, id))));
    for (const key of [...this.typed.keys()]) if (!standing.has(key)) this.typed.delete(key);
    for (const key of [...this.shown.keys()]) if (!standing.has(key)) this.shown.delete(key);
  }

  #rememberSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send({ do: "fill", ...this.target, values: this.values() }), PAUSE_MS);
  }

  /** The surface is gone. */
  close() {
    clearTimeout(this.timer);
  }
}

function keyOf(blockId, actionId) {
  return JSON.stringify([blockId, actionId]);
}

/** The elements of a block that may hold a value. */
export function elementsOf(block) {
  return [block.element, block.accessory, ...(block.type === "actions" ? block.elements : [])].filter(Boolean);
}
