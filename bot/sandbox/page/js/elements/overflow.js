/** The « … » menu of an element. */

import { confirm } from "../confirm.js";
import { iconButton } from "../dom.js";
import { icon } from "../icons.js";
import { openMenu } from "../menu.js";
import { link, plainText } from "../mrkdwn.js";

export function drawOverflow(element, slot) {
  const { form, scene } = slot.surface;
  const choose = async (option) => {
    if (element.confirm && !(await confirm(element.confirm, scene))) return;
    if (option.url) link(option.url, "").click?.();
    await form.act(slot.blockId, element.action_id, option.value);
  };
  const open = () => openMenu(button, element.options.map((option) => ({
    label: plainText(option.text),
    description: plainText(option.description),
    onselect: () => choose(option),
  })));
  const button = iconButton(icon("more"), scene.strings.more, open, {
    class: "overflow", "aria-haspopup": "menu", "data-focus-key": `${slot.blockId}/${element.action_id}`,
  });
  return button;
}
