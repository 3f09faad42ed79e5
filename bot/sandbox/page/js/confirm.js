/** Asks before something happens, in a dialog of its own above all else. */

import { freshId, h } from "./dom.js";
import { plainText, renderText } from "./mrkdwn.js";

/**
 * @param {{title?: object, text: object | string, confirm?: object, deny?: object, style?: string}} question
 *        Slack's confirm object, or the page's own
 * @returns {Promise<boolean>}
 */
export function confirm(question, scene) {
  const { strings } = scene;
  const titleId = freshId("confirm");
  const style = question.style === "danger" ? "danger" : "primary";
  const dialog = h(
    "dialog",
    { class: "confirm", "aria-labelledby": titleId, role: "alertdialog" },
    h(
      "form",
      { method: "dialog" },
      h("h2", { id: titleId }, plainText(question.title) || strings.title),
      h("div", { class: "text" }, renderText(question.text, scene)),
      h(
        "div",
        { class: "dialog-buttons" },
        h("button", { class: "button", value: "no" }, plainText(question.deny) || strings.cancel),
        h("button", { class: `button ${style}`, value: "yes", autofocus: true }, plainText(question.confirm) || strings.ok),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
