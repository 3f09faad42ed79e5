/** Images, whether they come by address or are files of the sandbox. */

import { h } from "./dom.js";

/** An image by address or by file; pressing a large one opens it. */
export function picture(image, scene, className) {
  const address = image.image_url ?? image.slack_file?.url ?? scene.fileAddress(image.slack_file?.id);
  const node = h("img", { class: className, src: address, alt: image.alt_text ?? "", loading: "lazy" });
  if (className !== "block-image") return node;
  const file = { name: image.alt_text ?? "", mimetype: "image/*", url: address };
  return h("button", { type: "button", class: "picture", onclick: () => scene.openFile(file) }, node);
}
