/** Requests to the sandbox, in one person's name. */

/** Answers never throw: what went wrong is in `ok`, `error` and `notice`. */
export class Api {
  /** @param {string} as the person's id @param {() => object} strings for what the page itself must say */
  constructor(as, strings) {
    this.as = as;
    this.strings = strings;
  }

  get(path, query = {}) {
    return this.#request(`${path}?${new URLSearchParams(query)}`, {});
  }

  post(path, body) {
    return this.#request(path, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
  }

  state() {
    return this.get("/sandbox/state", { as: this.as });
  }

  act(request) {
    return this.post("/sandbox/act", { as: this.as, ...request });
  }

  upload(file) {
    const body = new FormData();
    body.append("as", this.as);
    body.append("do", "upload");
    body.append("file", file);
    return this.#request("/sandbox/act", { method: "POST", body });
  }

  async #request(path, options) {
    try {
      const response = await fetch(path, options);
      const answer = await response.json();
      return answer.ok ? answer : { ...answer, notice: answer.notice ?? this.#sentence(answer) };
    } catch {
      return { ok: false, error: "unreachable", notice: this.strings().unreachable };
    }
  }

  #sentence({ error, detail }) {
    return this.strings().actionFailed(detail ?? error);
  }
}
