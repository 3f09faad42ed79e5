/** The app's Home tab. */

import { updateBlocks } from "./blocks/index.js";
import { h } from "./dom.js";
import { Form } from "./form.js";

export class HomeTab {
  constructor({ workspace, scene, api, actions }) {
    Object.assign(this, { workspace, scene, api, actions });
    this.blocks = h("div", { class: "blocks" });
    this.nothing = h("p", { class: "empty" });
    this.node = h("div", { class: "scroller home", role: "tabpanel", tabindex: 0 }, this.nothing, this.blocks);
    this.form = null;
    workspace.on("home", () => this.update());
  }

  update() {
    const view = this.workspace.home;
    const { strings } = this.scene;
    this.node.setAttribute("aria-label", strings.homeTab);
    this.nothing.textContent = view ? "" : strings.homeEmpty;
    this.nothing.hidden = Boolean(view);
    updateBlocks(this.blocks, view?.blocks ?? [], { scene: this.scene, form: this.#formOf(view), kind: "home" });
  }

  #formOf(view) {
    if (!view) return null;
    if (this.form?.target.view_id === view.id) this.form.adopt(view);
    else {
      this.form = new Form({
        target: { view_id: view.id }, values: view.values,
        send: (request) => this.actions.send(request), upload: (file) => this.api.upload(file),
      });
    }
    return this.form;
  }
}
