/** What everything drawn needs to know: who looks, in which language, who and what has which name. */

import { stringsFor } from "./strings.js";

export class Scene {
  /**
   * @param {import("./workspace.js").Workspace} workspace
   * @param {{openChannel: (id: string) => void, openFile: (file: object) => void}} ways
   */
  constructor(workspace, { openChannel, openFile }) {
    this.workspace = workspace;
    this.openChannel = openChannel;
    this.openFile = openFile;
  }

  get viewer() {
    return this.workspace.me;
  }

  /** French for whoever has no locale: so is the school. */
  get locale() {
    return this.viewer?.locale ?? "fr-FR";
  }

  get strings() {
    return stringsFor(this.locale);
  }

  /** @returns {import("./dates.js").Clock} */
  get clock() {
    return { locale: this.locale, timeZone: this.viewer?.tz ?? "Europe/Paris", now: () => this.workspace.now() };
  }

  person(id) {
    return this.workspace.people.get(id);
  }

  personName(id, otherwise = null) {
    const person = this.person(id);
    return person?.real_name || person?.name || otherwise || id;
  }

  people() {
    return [...this.workspace.people.values()];
  }

  channel(id) {
    return this.workspace.conversations.get(id);
  }

  conversations() {
    return [...this.workspace.conversations.values()];
  }

  /** « #qualite », or the other end of a direct message. */
  conversationName({ kind, name }) {
    return kind === "dm" ? name : `#${name}`;
  }

  /** The direct message with the app, which also holds the Home tab. */
  isAppConversation({ kind, members }) {
    return kind === "dm" && members.includes(this.workspace.app.user);
  }

  fileAddress(id) {
    return id ? `/sandbox/files/${id}?as=${this.viewer.id}` : "";
  }
}
