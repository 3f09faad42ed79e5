/** What one person sees, kept up to date by the sandbox's frames. */

/** Grows with each message stored, so that a changed message is told by one number. */
let stamps = 0;

export class Workspace {
  constructor() {
    this.people = new Map();
    this.conversations = new Map();
    this.listeners = new Map();
    this.views = [];
    this.home = null;
    this.jumps = [];
    this.stories = [];
    this.post = null;
    this.me = null;
    this.clock = { at: Date.now(), since: performance.now() };
  }

  /** @param {string} change one of `all conversations messages views home people clock notice connection post` */
  on(change, listener) {
    this.listeners.set(change, [...(this.listeners.get(change) ?? []), listener]);
  }

  #tell(change, detail) {
    for (const listener of this.listeners.get(change) ?? []) listener(detail);
  }

  /** The whole state; what was loaded of older messages is loaded again when asked for. */
  load(state) {
    Object.assign(this, { app: state.app, team: state.team, me: state.me, commands: state.commands,
      shortcuts: state.shortcuts, views: state.views, home: state.home, jumps: state.jumps ?? [],
      stories: state.stories ?? [], post: state.post ?? null });
    this.#setClock(state.now);
    this.#setPeople(state.people);
    this.conversations = new Map(state.conversations.map((one) => [one.id, { ...one, messages: one.messages.map(stamped) }]));
    this.#tell("all");
  }

  apply(frame) {
    const change = CHANGES[frame.type];
    if (change) change(this, frame, (...told) => this.#tell(...told));
  }

  setViews(views) {
    this.views = views;
    this.#tell("views");
  }

  #setPeople(people) {
    this.people = new Map(people.map((person) => [person.id, person]));
  }

  #setClock(now) {
    this.clock = { at: Date.parse(now), since: performance.now() };
  }

  setPeople(people) {
    this.#setPeople(people);
    this.#tell("people");
  }

  setClock(now) {
    this.#setClock(now);
    this.#tell("clock");
  }

  /** The sandbox's time, which runs at the usual pace between two moves. */
  now() {
    return new Date(this.clock.at + performance.now() - this.clock.since);
  }

  addOlder(channel, { messages, has_more: hasMore }) {
    const conversation = this.conversations.get(channel);
    const known = new Set(conversation.messages.map(({ ts }) => ts));
    conversation.messages.unshift(...messages.filter(({ ts }) => !known.has(ts)).map(stamped));
    conversation.has_more = hasMore;
    this.#tell("messages", channel);
  }
}

/** @type {Record<string, (workspace: Workspace, frame: object, tell: Function) => void>} */
const CHANGES = {
  message: (workspace, { channel, message }, tell) => {
    putMessage(workspace.conversations.get(channel), message);
    tell("messages", channel);
    tell("arrived", message);
  },
  message_changed: (workspace, { channel, message }, tell) => {
    putMessage(workspace.conversations.get(channel), message);
    tell("messages", channel);
  },
  message_deleted: (workspace, { channel, ts }, tell) => {
    const conversation = workspace.conversations.get(channel);
    if (conversation) conversation.messages = conversation.messages.filter((message) => message.ts !== ts);
    tell("messages", channel);
  },
  conversation: (workspace, { conversation }, tell) => {
    const known = workspace.conversations.get(conversation.id);
    workspace.conversations.set(conversation.id, { messages: [], has_more: false, ...known, ...conversation });
    tell("conversations");
  },
  conversation_removed: (workspace, { channel }, tell) => {
    workspace.conversations.delete(channel);
    tell("conversations");
  },
  view_stack: (workspace, { views }) => workspace.setViews(views),
  home: (workspace, { view }, tell) => {
    workspace.home = view;
    tell("home");
  },
  people: (workspace, { people }) => workspace.setPeople(people),
  notice: (workspace, frame, tell) => tell("notice", frame),
  connection: (workspace, { connected }, tell) => {
    workspace.app = { ...workspace.app, connected };
    tell("connection");
  },
  post: (workspace, { post }, tell) => {
    workspace.post = post;
    tell("post");
  },
  clock: (workspace, { now }) => workspace.setClock(now),
};

function stamped(message) {
  stamps += 1;
  return { ...message, stamp: stamps };
}

/** In its place by `ts`: nearly always the end. */
function putMessage(conversation, message) {
  if (!conversation) return;
  const { messages } = conversation;
  let index = messages.length;
  while (index > 0 && messages[index - 1].ts > message.ts) index -= 1;
  const isKnown = index > 0 && messages[index - 1].ts === message.ts;
  messages.splice(isKnown ? index - 1 : index, isKnown ? 1 : 0, stamped(message));
}
