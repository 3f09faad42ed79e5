/** Files in messages, and the large view of one that was opened. */

import { freshId, h, iconButton } from "./dom.js";
import { icon } from "./icons.js";

const UNITS = { fr: ["o", "ko", "Mo"], en: ["B", "KB", "MB"] };

/** « 81 ko » */
export function readableSize(bytes, language) {
  const step = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: step === 2 ? 1 : 0 });
  return `${number.format(bytes / 1024 ** step)}\u00a0${UNITS[language][step]}`;
}

const isImage = (file) => file.mimetype?.startsWith("image/");

export function drawFiles(files, scene) {
  return h("ul", { class: "attachments" }, files.map((file) => h("li", {}, drawFile(file, scene))));
}

function drawFile(file, scene) {
  const name = file.title || file.name;
  const onclick = () => scene.openFile(file);
  if (isImage(file)) {
    const image = h("img", { src: file.url, alt: name, class: "attached-image", loading: "lazy" });
    return h("button", { type: "button", class: "picture", "aria-label": scene.strings.openFile(name), onclick }, image);
  }
  return h(
    "button",
    { type: "button", class: "file-card", "aria-label": scene.strings.openFile(name), onclick },
    h("span", { class: "file-kind", "aria-hidden": "true" }, (file.filetype ?? "").slice(0, 4).toUpperCase()),
    h("span", { class: "file-text" },
      h("span", { class: "file-name" }, name),
      h("span", { class: "hint" }, readableSize(file.size ?? 0, scene.strings.language))),
  );
}

/** Shown in the page when the browser can draw it safely, else offered for saving. */
export function openFile(file, { strings }) {
  const titleId = freshId("file");
  const close = () => dialog.close();
  const dialog = h(
    "dialog",
    { class: "viewer", "aria-labelledby": titleId, onclose: () => dialog.remove() },
    h("p", { class: "not-slack-strip" }, strings.notSlack),
    h("header", {},
      h("h2", { id: titleId }, file.title || file.name),
      h("a", { class: "button", href: file.url, download: file.name || "" }, strings.download),
      iconButton(icon("close"), strings.close, close)),
    h("div", { class: "viewer-content" }, content(file)),
  );
  document.body.append(dialog);
  dialog.showModal();
}

function content(file) {
  if (isImage(file)) return h("img", { src: file.url, alt: file.title || file.name });
  if (file.mimetype === "application/pdf") return h("iframe", { src: file.url, title: file.name });
  if (file.mimetype?.startsWith("text/")) return h("iframe", { src: file.url, title: file.name, sandbox: "" });
  return h("p", { class: "file-kind" }, (file.filetype ?? "?").toUpperCase());
}
