// The public contract, as the page uses it. Token and id live in sessionStorage: they go when the tab goes.
const BASE = new URL("../api/v1/", import.meta.url).pathname;
const KEY = "veiviser-conversation";

export class ApiProblem extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || String(status));
    this.status = status;
    this.retryAfter = problem.retryAfter;
  }
}

async function call(method, path, { token, body } = {}) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  const response = await fetch(BASE + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  if (response.status === 204) return null;
  const content = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiProblem(response.status, { ...content, retryAfter: response.headers.get("Retry-After") });
  return content;
}

export class Conversation {
  constructor(id, token) {
    this.id = id;
    this.token = token;
  }

  static remembered() {
    const kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
    return kept && new Conversation(kept.id, kept.token);
  }

  static async start(choices) {
    const started = await call("POST", "conversations", { body: choices });
    sessionStorage.setItem(KEY, JSON.stringify({ id: started.conversation_id, token: started.token }));
    return [new Conversation(started.conversation_id, started.token), started.messages];
  }

  // `said` is {text} or {button}; the same messageId again does nothing twice.
  say(said, messageId) {
    return call("POST", `conversations/${this.id}/messages`, { token: this.token, body: { ...said, message_id: messageId } });
  }

  read() {
    return call("GET", `conversations/${this.id}`, { token: this.token });
  }

  judge(messageIndex, helpful) {
    const body = { message_index: messageIndex, helpful };
    return call("POST", `conversations/${this.id}/feedback`, { token: this.token, body });
  }

  async erase() {
    sessionStorage.removeItem(KEY);
    await call("DELETE", `conversations/${this.id}`, { token: this.token });
  }

  static forget() {
    sessionStorage.removeItem(KEY);
  }
}

export const places = () => call("GET", "places");
