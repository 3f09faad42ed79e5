/** Starts the page: who is looking, what they see, and each part in its place. */

import { Announcer } from "./announce.js";
import { Api } from "./api.js";
import { ClockStrip } from "./clock.js";
import { ConversationView } from "./conversation.js";
import { fragment, h } from "./dom.js";
import { openFile } from "./files.js";
import { icon } from "./icons.js";
import { Inspector } from "./inspector.js";
import { listen } from "./live.js";
import { MessageActions } from "./message_actions.js";
import { ModalStack } from "./modal.js";
import { renderMrkdwn } from "./mrkdwn.js";
import { Navigation, placeOfPermalink } from "./navigation.js";
import { firstPlayer } from "./people.js";
import { PostView } from "./post.js";
import { keepPresses } from "./presses.js";
import { Scene } from "./scene.js";
import { SchoolMenu } from "./school.js";
import { Sidebar } from "./sidebar.js";
import { stringsFor } from "./strings.js";
import { ThreadPanel } from "./thread.js";
import { Tour } from "./tour.js";
import { Workspace } from "./workspace.js";

/** Wide enough for the list and a conversation side by side. */
const DESKTOP = matchMedia("(min-width: 760px)");

async function start() {
  const navigation = new Navigation();
  if (!navigation.as && !(await chooseSomebody())) return;
  const workspace = new Workspace();
  const scene = new Scene(workspace, {
    openChannel: (channel) => navigation.go({ channel }),
    openFile: (file) => openFile(file, scene),
  });
  const api = new Api(navigation.as, () => scene.strings);
  const announcer = new Announcer();
  const parts = { workspace, scene, api, navigation, announcer };
  assemble({ ...parts, actions: new MessageActions(parts) });
  follow(parts);
}

/** Writes the first player into the address; answers false when there is nobody. */
async function chooseSomebody() {
  const answer = await new Api("", () => stringsFor(navigator.language)).get("/sandbox/people");
  const player = answer.ok && firstPlayer(answer.people);
  if (!player) {
    document.body.replaceChildren(h("p", { class: "empty", role: "alert" }, answer.notice));
    return false;
  }
  history.replaceState(null, "", `?as=${player.id}`);
  return true;
}

function assemble(parts) {
  const { workspace, scene, navigation, announcer } = parts;
  const conversation = new ConversationView(parts);
  const post = new PostView(parts);
  const modals = new ModalStack(parts);
  const inspector = new Inspector(parts);
  const tour = new Tour(parts);
  const skip = h("a", { href: "#conversation", class: "skip" });
  const banner = drawBanner(parts, { inspector, tour });
  const columns = h("main", { class: "columns" }, new Sidebar(parts).node, conversation.node, post.node, new ThreadPanel(parts).node, inspector.node);
  document.body.replaceChildren(fragment(skip, banner.node, columns, tour.node, announcer.node, modals.node));
  const leadSkip = () => skip.setAttribute("href", post.node.hidden ? "#conversation" : "#post");
  workspace.on("all", () => {
    const { strings } = scene;
    document.documentElement.lang = strings.language;
    skip.textContent = strings.skipToMessages;
    leadSkip();
    banner.update();
  });
  for (const change of ["all", "conversations"]) workspace.on(change, () => nameWindow(scene));
  navigation.onchange(markPlace);
  navigation.onchange(leadSkip);
  document.addEventListener("click", (event) => followPermalink(event, navigation, conversation));
  keepPresses(document);
}

/** Two people's windows side by side are told apart, and show what waits in them. */
function nameWindow(scene) {
  const unread = scene.conversations().reduce((sum, conversation) => sum + conversation.unread, 0);
  document.title = `${unread > 0 ? `(${unread}) ` : ""}${scene.viewer.real_name} · ${scene.strings.title}`;
}

/** What is always visible: that this is not Slack; the clock; the developer's drawer. */
function drawBanner(parts, { inspector, tour }) {
  const { scene, workspace } = parts;
  const clock = new ClockStrip(parts);
  const school = new SchoolMenu(parts);
  const words = h("p", { class: "not-slack" });
  const name = h("h1", {}, "");
  const away = h("p", { class: "app-away", role: "status" });
  const tourButton = h("button", { type: "button", class: "button small", onclick: () => tour.toggle() });
  const inspectorButton = h("button", {
    type: "button", class: "button small", "aria-expanded": "false", "aria-controls": "inspector", onclick: toggle,
  });
  function toggle() {
    inspectorButton.setAttribute("aria-expanded", String(inspector.toggle()));
    if (inspector.node.hidden) inspectorButton.focus();
  }
  function showConnection() {
    const { connected } = workspace.app;
    away.textContent = connected === 0 ? scene.strings.connections(0) : "";
  }
  inspector.onclose = toggle;
  workspace.on("connection", showConnection);
  const update = () => {
    const { strings } = scene;
    words.textContent = strings.notSlack;
    words.title = strings.notSlackLong;
    name.textContent = strings.title;
    showConnection();
    school.update();
    tourButton.replaceChildren(icon("question"), h("span", { class: "tool-name" }, strings.tour));
    inspectorButton.replaceChildren(icon("braces"), h("span", { class: "tool-name" }, strings.inspector));
  };
  const node = h("header", { class: "banner" }, name, words, away, clock.node, h("div", { class: "banner-tools" }, school.node, tourButton, inspectorButton));
  return { node, update };
}

/** On a phone one column at a time: the list, a conversation, a thread. */
function markPlace({ channel, thread, mail }) {
  document.body.dataset.place = thread ? "thread" : channel || mail ? "conversation" : "list";
}

function followPermalink(event, navigation, conversation) {
  const address = event.target.closest?.("a[href]")?.href;
  const place = address && !event.ctrlKey && !event.metaKey && placeOfPermalink(address);
  if (!place) return;
  event.preventDefault();
  navigation.go({ channel: place.channel, thread: place.thread, tab: "messages" });
  conversation.reveal(place.ts);
}

/** Reads the state each time the live connection stands, so that nothing is missed. */
function follow({ workspace, scene, api, navigation, announcer }) {
  let wasLost = false;
  const read = async () => {
    const state = await api.state();
    if (!state.ok) {
      announcer.show(state.notice, { strings: scene.strings });
      return;
    }
    workspace.load(state);
    markPlace(navigation.place);
    const { channel, mail } = navigation.place;
    if (!channel && !mail && DESKTOP.matches) navigation.go({ channel: firstChannel(scene) }, { replace: true });
  };
  const onstate = (connected) => {
    if (document.body.classList.contains("beginning")) return;
    document.body.classList.toggle("offline", !connected);
    if (!connected && !wasLost) announcer.show(scene.strings.reconnecting, { strings: scene.strings });
    if (connected && wasLost) announcer.show(scene.strings.reconnected, { level: "info", strings: scene.strings });
    wasLost = !connected;
  };
  const onframe = (frame) => {
    if (frame.type === "ready") read();
    else workspace.apply(frame);
  };
  workspace.on("notice", ({ level, text }) => announcer.show(text, { level, strings: scene.strings }));
  workspace.on("arrived", (message) => sayMessage(message, { scene, announcer, navigation }));
  listen(api.as, { onframe, onstate });
}

/** The first public channel, by name: what a newcomer in Slack sees first. */
function firstChannel(scene) {
  const open = scene.conversations().filter(({ kind, archived }) => kind === "channel" && !archived);
  return (open.toSorted((one, other) => one.name.localeCompare(other.name))[0] ?? scene.conversations()[0])?.id ?? null;
}

/** New messages of the open conversation are read out; others only show as unread. */
function sayMessage(message, { scene, announcer, navigation }) {
  if (message.channel !== navigation.place.channel || message.user === scene.viewer.id) return;
  announcer.say(`${scene.personName(message.user)} : ${renderMrkdwn(message.text ?? "", scene).textContent}`);
}

start();
