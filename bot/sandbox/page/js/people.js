/** Who you are, and the way to be somebody else, here or in another window. */

import { drawAvatar } from "./avatar.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { addressAs } from "./navigation.js";

/** @param {import("./scene.js").Scene} scene */
export function drawPersonSwitch(scene) {
  const { strings, viewer } = scene;
  const others = scene.people().filter((person) => !person.is_bot && !person.deleted);
  const switcher = h(
    "details",
    { class: "person-switch", onkeydown: closeOnEscape },
    h(
      "summary",
      { "aria-label": `${strings.youAre} ${viewer.real_name}, ${viewer.title}. ${strings.changePerson}` },
      drawAvatar(viewer),
      h("span", { class: "person-text" },
        h("strong", {}, viewer.real_name),
        h("span", { class: "person-title" }, viewer.title)),
      h("span", { class: "switch-sign" }, icon("switch")),
    ),
    h("ul", { "aria-label": strings.changePerson }, others.map((person) => drawPerson(person, scene))),
  );
  return switcher;
}

function drawPerson(person, { strings, viewer }) {
  const isMe = person.id === viewer.id;
  return h(
    "li",
    {},
    h(
      "a",
      { href: addressAs(person.id), class: "person", "aria-current": isMe ? "true" : null },
      drawAvatar(person),
      h("span", { class: "person-text" },
        h("strong", {}, person.real_name),
        h("span", { class: "person-title" }, person.title)),
    ),
    h(
      "a",
      { href: addressAs(person.id), target: "_blank", class: "icon-button", title: strings.openAside,
        "aria-label": `${strings.openAside} : ${person.real_name}` },
      icon("window"),
    ),
  );
}

function closeOnEscape(event) {
  if (event.key !== "Escape" || !event.currentTarget.open) return;
  event.currentTarget.open = false;
  event.currentTarget.querySelector("summary").focus();
}

/** Whom to play when the address names nobody: a trainer, as most people who report are. */
export function firstPlayer(people) {
  const playable = people.filter((person) => !person.is_bot && !person.deleted);
  return playable.find(({ role }) => role === "trainer") ?? playable[0];
}
