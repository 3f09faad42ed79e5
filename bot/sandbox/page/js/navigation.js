/** Where in the page a person is, kept in the address so that reload and Back work. */

/** @typedef {{channel: string | null, thread: string | null, tab: "home" | "messages" | null, mail: string | null}} Place */

export class Navigation {
  constructor() {
    this.listeners = [];
    addEventListener("popstate", () => this.#tell());
  }

  get as() {
    return new URLSearchParams(location.search).get("as");
  }

  /** @returns {Place} */
  get place() {
    const query = new URLSearchParams(location.search);
    return { channel: query.get("channel"), thread: query.get("thread"), tab: query.get("tab"), mail: query.get("mail") };
  }

  onchange(listener) {
    this.listeners.push(listener);
  }

  /** @param {Partial<Place>} place @param {{replace?: boolean}} [how] `replace` leaves no way back */
  go({ channel = null, thread = null, tab = null, mail = null }, { replace = false } = {}) {
    const query = new URLSearchParams({ as: this.as });
    Object.entries({ channel, thread, tab, mail }).forEach(([name, value]) => value && query.set(name, value));
    const address = `?${query}`;
    if (replace) history.replaceState(null, "", address);
    else if (address !== location.search) history.pushState(null, "", address);
    this.#tell();
  }

  #tell() {
    this.listeners.forEach((listener) => listener(this.place));
  }
}

/** The address of the page as somebody else. */
export function addressAs(id) {
  return `?${new URLSearchParams({ as: id })}`;
}

/** `/archives/C…/p…` as a place, `null` for any other address. */
export function placeOfPermalink(address) {
  const url = new URL(address, location.href);
  const [, channel, digits] = /^\/archives\/(\w+)\/p(\d{16})$/.exec(url.pathname) ?? [];
  if (!channel || url.origin !== location.origin) return null;
  const ts = `${digits.slice(0, 10)}.${digits.slice(10)}`;
  return { channel, ts, thread: url.searchParams.get("thread_ts") };
}
