/** Files for a form: dropped, picked, or taken with a phone's camera. */

import { freshId, h, iconButton } from "../dom.js";
import { readableSize } from "../files.js";
import { icon } from "../icons.js";
import { bind } from "./binding.js";

/** Slack's limits for one file and for an input that names none. */
const LARGEST = 10 * 1024 * 1024;
const MOST_FILES = 10;

const IMAGES = new Set(["jpg", "jpeg", "png", "gif", "heic", "webp"]);

export function drawFileInput(element, slot) {
  const bound = bind(element, slot);
  const { form, scene } = slot.surface;
  const { strings } = scene;
  const most = element.max_files ?? MOST_FILES;
  const list = h("ul", { class: "file-list" });
  const problem = h("p", { class: "field-error", role: "alert" });
  const say = (text) => { problem.textContent = text; };

  const add = async (files) => {
    say("");
    const allowed = [...files].filter((file) => accept(file, element, say, strings));
    const room = most - bound.value.length - list.querySelectorAll(".uploading").length;
    if (allowed.length > room) say(strings.tooManyFiles(most));
    await Promise.all(allowed.slice(0, Math.max(room, 0)).map(uploadOne));
  };
  const uploadOne = async (file) => {
    const row = h("li", { class: "uploading" }, strings.uploading(file.name));
    list.append(row);
    form.uploads += 1;
    const answer = await form.upload(file);
    form.uploads -= 1;
    row.remove();
    if (!answer.ok) return say(answer.notice ?? strings.uploadFailed(file.name));
    form.files.set(answer.file.id, answer.file);
    bound.change([...bound.value, answer.file.id]);
    return show();
  };
  const remove = (id) => {
    bound.change(bound.value.filter((other) => other !== id));
    show();
    control.focus();
  };
  const show = () => {
    const rows = bound.value.map((id) => drawFile(form.files.get(id) ?? { id, name: id }, strings, () => remove(id)));
    list.replaceChildren(...rows, ...list.querySelectorAll(".uploading"));
  };

  const control = drawControl(element, slot, { most, strings, add, attributes: bound.attributes });
  show();
  return h("div", { class: "file-input" }, dropZone(control, { most, strings, add }), list, problem);
}

/** The browser's own file field, invisible over its label, keeps keyboard and camera. */
function drawControl(element, slot, { most, add, attributes }) {
  const kinds = element.filetypes ?? [];
  return h("input", {
    type: "file", class: "file-field", multiple: most > 1, "aria-labelledby": slot.labelledBy,
    "aria-describedby": slot.describedBy, "data-focus-key": attributes["data-focus-key"], id: freshId("file"),
    accept: kinds.length > 0 ? acceptList(kinds) : null,
    onchange: (event) => {
      add(event.target.files);
      event.target.value = "";
    },
  });
}

/** With `image/*` in the list a phone offers its camera. */
function acceptList(kinds) {
  const extensions = kinds.map((kind) => `.${kind}`);
  return (kinds.some((kind) => IMAGES.has(kind)) ? ["image/*", ...extensions] : extensions).join(",");
}

function dropZone(control, { most, strings, add }) {
  const mark = (event, over) => {
    event.preventDefault();
    zone.classList.toggle("over", over);
  };
  const zone = h(
    "label",
    {
      class: "drop-zone", for: control.id,
      ondragover: (event) => mark(event, true),
      ondragleave: (event) => mark(event, false),
      ondrop: (event) => {
        mark(event, false);
        add(event.dataTransfer.files);
      },
    },
    control,
    h("span", {}, strings.dropFiles, " ", h("span", { class: "link" }, strings.browse)),
    h("span", { class: "hint" }, strings.fileLimits(most)),
  );
  return zone;
}

function accept(file, { filetypes: kinds }, say, strings) {
  const extension = file.name.split(".").at(-1).toLowerCase();
  const isOfKind = !kinds?.length || kinds.includes(extension) || (extension === "jpeg" && kinds.includes("jpg"));
  if (!isOfKind) say(strings.fileKind(file.name, kinds.join(", ")));
  else if (file.size > LARGEST) say(strings.fileTooBig(file.name));
  else return true;
  return false;
}

function drawFile(file, strings, onremove) {
  return h(
    "li",
    {},
    h("span", { class: "file-name" }, file.name),
    file.size !== undefined && h("span", { class: "hint" }, readableSize(file.size, strings.language)),
    iconButton(icon("close"), strings.removeFile(file.name), onremove),
  );
}
