/** The stack of modals: the one on top in a dialog, its form, its errors, its way back. */

import { updateBlocks } from "./blocks/index.js";
import { freshId, h, iconButton } from "./dom.js";
import { Form } from "./form.js";
import { icon } from "./icons.js";
import { FOCUSABLE } from "./keyed.js";
import { plainText } from "./mrkdwn.js";

/** Where the person starts to type. */
const FIRST_FIELDS = "[autofocus], .modal-body input:not([type=file]), .modal-body textarea, .modal-body .combobox-field";

export class ModalStack {
  /** @param {{workspace: object, scene: object, api: object, announcer: object}} parts */
  constructor({ workspace, scene, api, announcer }) {
    Object.assign(this, { workspace, scene, api, announcer });
    this.forms = new Map();
    this.shownId = null;
    this.busy = false;
    this.#draw();
    workspace.on("views", () => this.update());
    workspace.on("all", () => this.update());
  }

  #draw() {
    const titleId = freshId("modal");
    this.title = h("h2", { id: titleId });
    this.notSlack = h("p", { class: "not-slack-strip" });
    this.back = iconButton(icon("back"), "", () => this.#close());
    this.closeAll = iconButton(icon("close"), "", () => this.#close({ all: true }));
    this.body = h("div", { class: "modal-body" });
    this.problem = h("p", { class: "modal-problem", role: "alert" });
    this.cancel = h("button", { type: "button", class: "button", onclick: () => this.#close() });
    this.submit = h("button", { type: "submit", class: "button primary" });
    this.footer = h("footer", {}, this.cancel, this.submit);
    this.formNode = h("form", { novalidate: true, onsubmit: (event) => this.#onSubmit(event), onkeydown: (event) => this.#onKey(event) },
      this.notSlack, h("header", {}, this.back, this.title, this.closeAll), this.body, this.problem, this.footer);
    const oncancel = (event) => {
      event.preventDefault();
      this.#close();
    };
    this.node = h("dialog", { class: "modal", "aria-labelledby": titleId, oncancel }, this.formNode);
  }

  /** Shows the view on top of the stack, or nothing. */
  update() {
    const { views } = this.workspace;
    this.#forgetGone(views);
    const view = views.at(-1);
    if (view) this.#show(view, views.length);
    else this.#hide();
  }

  #forgetGone(views) {
    const standing = new Set(views.map(({ id }) => id));
    for (const [id, form] of this.forms) {
      if (standing.has(id)) continue;
      form.close();
      this.forms.delete(id);
    }
  }

  #formOf(view) {
    const known = this.forms.get(view.id);
    if (known) {
      known.adopt(view);
      return known;
    }
    const form = new Form({
      target: { view_id: view.id },
      values: view.values,
      send: (request) => this.#send(request),
      upload: (file) => this.api.upload(file),
    });
    Object.entries(view.files ?? {}).forEach(([id, file]) => form.files.set(id, file));
    this.forms.set(view.id, form);
    return form;
  }

  #show(view, depth) {
    const { strings } = this.scene;
    const isNew = view.id !== this.shownId;
    const page = view.blocks.find((block) => block.type === "input")?.block_id;
    const turns = isNew || page !== this.page; // what comes first is read first, as a letter over its form
    const surface = { scene: this.scene, form: this.#formOf(view), kind: "modal" };
    this.#name(view, depth, strings);
    if (isNew) this.body.replaceChildren();
    updateBlocks(this.body, view.blocks, surface);
    this.#showErrors(view.errors ?? {});
    this.shownId = view.id;
    this.page = page;
    if (!this.node.open) this.#open();
    if (isNew) this.problem.textContent = "";
    if (turns) {
      this.body.scrollTop = 0;
      this.#focusFirst();
    } else if (!this.node.contains(document.activeElement)) this.#focusFirst();
  }

  #name(view, depth, strings) {
    this.title.textContent = plainText(view.title);
    this.notSlack.textContent = strings.notSlack;
    this.back.hidden = depth < 2;
    for (const [button, name] of [[this.back, strings.back], [this.closeAll, strings.close]]) {
      button.setAttribute("aria-label", name);
      button.title = name;
    }
    this.cancel.textContent = plainText(view.close) || (view.submit ? strings.cancel : strings.close);
    this.submit.hidden = !view.submit;
    this.submitText = plainText(view.submit);
    this.#setBusy(this.busy && this.node.open);
  }

  #open() {
    this.returnFocus = document.activeElement;
    this.node.showModal();
  }

  #hide() {
    this.shownId = null;
    this.#setBusy(false);
    if (!this.node.open) return;
    this.announcer.rescue();
    this.node.close();
    this.body.replaceChildren();
    if (this.returnFocus?.isConnected) this.returnFocus.focus();
  }

  #focusFirst() {
    const field = this.node.querySelector(FIRST_FIELDS) ?? this.submitOrCancel();
    field.focus({ preventScroll: true });
    if (field.matches("textarea, input[type=text]") && !field.readOnly && field.setSelectionRange) {
      const end = field.value.includes("\n") ? 0 : field.value.length; // a draft is read from its beginning
      field.setSelectionRange(end, end);
    }
  }

  submitOrCancel() {
    return this.submit.hidden ? this.cancel : this.submit;
  }

  /** Ctrl or Command with Enter sends from any field, as in Slack. */
  #onKey(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || this.submit.hidden) return;
    event.preventDefault();
    this.formNode.requestSubmit();
  }

  async #onSubmit(event) {
    event.preventDefault();
    const form = this.forms.get(this.shownId);
    if (this.busy || !form) return;
    if (form.uploads > 0) {
      this.problem.textContent = this.scene.strings.stillUploading;
      return;
    }
    const sentFrom = this.shownId;
    this.#setBusy(true);
    this.problem.textContent = "";
    const answer = await form.submit();
    this.#setBusy(false);
    if (answer.ok && answer.views) this.workspace.setViews(answer.views);
    else if (answer.error === "invalid_fields" && this.shownId === sentFrom) this.#showErrors(answer.errors, { focus: true });
  }

  #setBusy(busy) {
    this.busy = busy;
    this.submit.disabled = busy;
    this.submit.textContent = busy ? this.scene.strings.submitting : this.submitText ?? "";
    this.formNode.setAttribute("aria-busy", String(busy));
  }

  /** Each sentence at its field; one for a block that is not there goes to the foot. */
  #showErrors(errors, { focus = false } = {}) {
    const strays = new Set(Object.values(errors));
    for (const block of this.body.querySelectorAll(".block-input")) {
      const error = errors[block.dataset.blockId];
      const place = block.querySelector(":scope > .input > .field-error");
      if (place.textContent !== (error ?? "")) place.textContent = error ?? "";
      block.classList.toggle("invalid", Boolean(error));
      block.querySelectorAll("input, textarea").forEach((field) => field.setAttribute("aria-invalid", String(Boolean(error))));
      strays.delete(error);
    }
    if (strays.size > 0) this.problem.textContent = [...strays].join(" ");
    if (focus) this.body.querySelector(".invalid")?.querySelector(FOCUSABLE)?.focus();
  }

  /** Sends for a form of this stack; what goes wrong is said in the modal itself. */
  async #send(request) {
    const answer = await this.api.act(request);
    if (!answer.ok && answer.error !== "invalid_fields" && request.do !== "fill") {
      this.problem.textContent = answer.notice ?? "";
    }
    return answer;
  }

  async #close({ all = false } = {}) {
    const answer = await this.api.act(all ? { do: "close_view", all } : { do: "close_view", view_id: this.shownId });
    if (answer.views) this.workspace.setViews(answer.views);
    else this.problem.textContent = answer.notice;
  }
}
