// The public contract, as the page uses it. Token and id live in sessionStorage: they go when the tab goes.
const BASE = new URL("../api/v1/", import.meta.url).pathname;
const KEY = "veiviser-conversation";
const LANGUAGE = "veiviser-language";

export class ApiProblem extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || String(status));
    this.status = status;
  }

  // The conversation was erased, here or elsewhere.
  get gone() {
    return this.status === 401 || this.status === 404;
  }
}

async function call(method, path, { token, body } = {}) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  const response = await fetch(BASE + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  if (response.status === 204) return null;
  const content = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiProblem(response.status, content);
  return content;
}

// A browser may refuse storage: then a reload starts anew, and everything else works.
function storage(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}

export class Conversation {
  constructor(id, token) {
    this.id = id;
    this.token = token;
  }

  static remembered() {
    const kept = storage((store) => JSON.parse(store.getItem(KEY)));
    return kept && new Conversation(kept.id, kept.token);
  }

  static async start(choices) {
    const started = await call("POST", "conversations", { body: choices });
    storage((store) => store.setItem(KEY, JSON.stringify({ id: started.conversation_id, token: started.token })));
    return [new Conversation(started.conversation_id, started.token), started.messages];
  }

  static forget() {
    storage((store) => store.removeItem(KEY));
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

  // The key is kept until the gate has erased: without it nobody could try again.
  async erase() {
    await call("DELETE", `conversations/${this.id}`, { token: this.token }).catch((error) => {
      if (!(error instanceof ApiProblem && error.gone)) throw error;
    });
    Conversation.forget();
  }
}

export const places = () => call("GET", "places");

// crypto.randomUUID is absent where the page is served without TLS.
export const messageId = () => crypto.randomUUID?.() ?? `m-${Date.now()}-${Math.random().toString(36).slice(2)}`;

// The language that a person chose for the page; an answer in another one does not change it.
export const chosenLanguage = () => storage((store) => store.getItem(LANGUAGE));
export const chooseLanguage = (language) => storage((store) => store.setItem(LANGUAGE, language));
