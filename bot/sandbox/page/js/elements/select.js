/** The ten select menus: fixed or external options, people, conversations; one or several. */

import { plainText } from "../mrkdwn.js";
import { bind } from "./binding.js";
import { Combobox } from "./combobox.js";

/** Slack asks the app only from so many characters on, unless the element says otherwise. */
const EXTERNAL_MINIMUM = 3;

export function drawSelect(element, slot) {
  const bound = bind(element, slot);
  const source = sourceOf(element, slot);
  const multiple = element.type.startsWith("multi_");
  const values = [bound.value ?? []].flat();
  const combobox = new Combobox({
    ...source,
    chosen: values.map((value) => source.named(value)),
    multiple,
    max: element.max_selected_items,
    clearable: slot.isInput && !slot.required,
    placeholder: plainText(element.placeholder) || bound.strings.choose,
    attributes: bound.attributes,
    name: slot.name || bound.strings.choose,
    strings: bound.strings,
    onchange: (chosen) => bound.commit(multiple ? chosen.map(({ value }) => value) : chosen[0]?.value ?? null),
  });
  return combobox.node;
}

/** Where options come from: how to find them and how to name a value. */
function sourceOf(element, slot) {
  const kind = element.type.replace(/^multi_/, "");
  if (kind === "static_select") return staticSource(element);
  if (kind === "external_select") return externalSource(element, slot);
  const { scene } = slot.surface;
  const everyone = kind === "users_select" ? people(scene) : conversations(scene, kind, element.filter);
  return listSource([{ label: null, choices: everyone }]);
}

const choiceOf = (option) => ({
  value: option.value, label: plainText(option.text), description: plainText(option.description),
});

function groupsOf({ options, option_groups: groups }) {
  if (groups) return groups.map((group) => ({ label: plainText(group.label), choices: group.options.map(choiceOf) }));
  return [{ label: null, choices: (options ?? []).map(choiceOf) }];
}

function staticSource(element) {
  return listSource(groupsOf(element));
}

function listSource(groups) {
  const all = groups.flatMap(({ choices }) => choices);
  return {
    size: all.length,
    find: async (typed) => filter(groups, typed),
    named: (value) => all.find((choice) => choice.value === value) ?? { value, label: value },
  };
}

/** Upper case and accents do not count: « ecole » finds « École ». */
const folded = (text) => (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function filter(groups, typed) {
  const words = folded(typed).split(/\s+/);
  const matches = ({ label, description }) => words.every((word) => folded(`${label} ${description ?? ""}`).includes(word));
  return groups.map(({ label, choices }) => ({ label, choices: choices.filter(matches) })).filter(({ choices }) => choices.length > 0);
}

function externalSource(element, slot) {
  const { form } = slot.surface;
  const initial = [element.initial_option ?? [], element.initial_options ?? []].flat().map(choiceOf);
  initial.forEach((choice) => form.options.set(choice.value, choice));
  const find = async (typed) => {
    const groups = groupsOf(await form.suggest(slot.blockId, element.action_id, typed));
    groups.forEach(({ choices }) => choices.forEach((choice) => form.options.set(choice.value, choice)));
    return groups.filter(({ choices }) => choices.length > 0);
  };
  return {
    size: Infinity,
    minimum: element.min_query_length ?? EXTERNAL_MINIMUM,
    find,
    named: (value) => form.options.get(value) ?? { value, label: value },
  };
}

function people(scene) {
  return scene.people().filter((person) => !person.deleted && !person.is_bot)
    .map(({ id, name, real_name: realName, title }) => ({ value: id, label: realName || name, description: title }));
}

/** What each kind of conversation is called in an element's filter. */
const FILTER_NAMES = { channel: "public", private: "private", dm: "im" };

function conversations(scene, kind, filter) {
  const include = kind === "channels_select" ? ["public"] : filter?.include;
  const isWanted = ({ kind: own, archived, has_app: hasApp }) =>
    !archived && (!include || include.includes(FILTER_NAMES[own])) && !(filter?.exclude_bot_users && own === "dm" && hasApp);
  return scene.conversations().filter(isWanted).map((one) => ({ value: one.id, label: scene.conversationName(one) }));
}
