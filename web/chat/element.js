// <veiviser-chat>: the whole chat as one element. Attributes: municipality, language, role (all optional).
import { ApiProblem, Conversation, places } from "./client.js";
import { LANGUAGES, SWITCH, TEXTS } from "./texts.js";
import { assistantBubble, make, personBubble } from "./view.js";

const MAX_TEXT = 1000;
const RATED = new Set(["offer", "coordinator", "route", "next_of_kin", "definition", "contact", "rights", "referral"]);
const KEYBOARD = { tel: "tel", email: "email", text: "text", choice: "text" };
const COMPLETE = { phone: "tel", email: "email", name: "name", birth_year: "bday-year" };

class VeiviserChat extends HTMLElement {
  async connectedCallback() {
    this.language = this.getAttribute("language") || this.#preferred();
    this.chosen = { municipality: this.getAttribute("municipality") || "", role: this.getAttribute("role") || "citizen" };
    this.places = await places().catch(() => []);
    this.#build();
    await this.#resume();
  }

  get texts() {
    return TEXTS[this.language];
  }

  #preferred() {
    const wanted = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]);
    const known = wanted.map((tag) => (tag === "no" ? "nb" : tag)).find((tag) => tag in TEXTS);
    return known || "nb";
  }

  #build() {
    const t = this.texts;
    this.lang = this.language;
    this.log = make("div", { class: "vv-log", role: "log", "aria-live": "polite", "aria-label": t.log, tabindex: "0" });
    this.state = make("p", { class: "vv-state", role: "status" });
    this.alert = make("div", { class: "vv-alert", role: "alert" });
    this.input = make("textarea", { id: "vv-input", rows: "2", maxlength: String(MAX_TEXT + 200), autocomplete: "off",
      "aria-describedby": "vv-hint", onkeydown: (event) => this.#onKey(event) });
    this.sender = make("button", { type: "submit", class: "vv-send" }, t.send);
    const form = make("form", { class: "vv-form", onsubmit: (event) => this.#onSubmit(event) },
      make("label", { for: "vv-input" }, t.input), make("span", { id: "vv-hint", class: "vv-hint" }, t.hint),
      make("div", { class: "vv-row" }, this.input, this.sender));
    this.replaceChildren(this.#head(), this.log, this.state, this.alert, form);
  }

  #head() {
    const t = this.texts;
    const title = make("div", {}, make("h1", {}, t.title), make("p", {}, t.subtitle));
    const towns = [["", t.choose], ...this.places.map((place) => [place.slug, place.name])];
    const roles = ["citizen", "relative", "staff"].map((role) => [role, t[role]]);
    return make("header", { class: "vv-head" }, title, make("div", { class: "vv-settings" },
      this.#select("vv-municipality", t.municipality, towns, this.chosen.municipality, (v) => this.#onPlace(v)),
      this.#select("vv-role", t.role, roles, this.chosen.role, (v) => this.#onRole(v)),
      this.#select("vv-language", t.language, Object.entries(LANGUAGES), this.language, (v) => this.#onLanguage(v)),
      make("button", { type: "button", class: "vv-small", onclick: () => this.#erase() }, t.erase)));
  }

  #select(id, label, options, value, change) {
    const items = options.map(([key, title]) => make("option", { value: key, selected: key === value }, title));
    const select = make("select", { id, onchange: (event) => change(event.target.value) }, ...items);
    return make("div", { class: "vv-field" }, make("label", { for: id }, label), select);
  }

  async #resume() {
    this.conversation = Conversation.remembered();
    if (!this.conversation) return this.#start();
    try {
      const kept = await this.conversation.read();
      Object.assign(this.chosen, { municipality: kept.municipality || "", role: kept.role });
      if (kept.language in TEXTS) this.language = kept.language;
      this.#build();
      for (const line of kept.messages) {
        if (line.sender === "person") this.#show(personBubble(line.text, this.texts));
        else this.#answer(line.message, line.index);
      }
      this.said = kept.messages.some((line) => line.sender === "person");
      this.index = kept.messages.length;
    } catch {
      await this.#start();
    }
  }

  async #start() {
    this.log.replaceChildren();
    this.index = 0;
    this.said = false;
    const { municipality, role } = this.chosen;
    const wanted = { language: this.language, role, ...(municipality ? { municipality } : {}) };
    await this.#guarded(async () => {
      const [conversation, messages] = await Conversation.start(wanted);
      this.conversation = conversation;
      this.#answers(messages);
    }, () => this.#start());
  }

  #answers(messages) {
    for (const message of messages) this.#answer(message, this.index++);
    this.#expect(messages.at(-1)?.asks);
  }

  #answer(message, index) {
    const judge = RATED.has(message.kind) ? (helpful) => this.conversation.judge(index, helpful) : null;
    this.#show(assistantBubble(message, this.texts, { press: (button) => this.#say({ button: button.id }, button.title), judge }));
  }

  #show(bubble) {
    this.log.append(bubble);
    bubble.scrollIntoView({ block: "nearest" });
  }

  // The answer says which single thing it waits for: keyboard and autofill follow.
  #expect(asks) {
    this.input.inputMode = KEYBOARD[asks?.input] || "text";
    this.input.autocomplete = COMPLETE[asks?.slot] || "off";
  }

  #onKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#onSubmit(event);
  }

  #onSubmit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text || this.busy) return;
    if ([...text].length > MAX_TEXT) return this.#complain(this.texts.tooLong);
    this.input.value = "";
    this.#say({ text }, text);
  }

  #say(said, shown) {
    if (this.busy || !this.conversation) return;
    const id = crypto.randomUUID?.() ?? `m-${Date.now()}-${Math.random().toString(36).slice(2)}`;
    this.#show(personBubble(shown, this.texts));
    this.index++;
    this.said = true;
    const send = () => this.#guarded(async () => {
      const answer = await this.conversation.say(said, id);
      this.#answers(answer.messages);
      this.input.focus();
    }, send);
    return send();
  }

  // Runs something that talks to the gate: shows that it works, and what went wrong with a way to try again.
  async #guarded(action, again) {
    this.busy = true;
    this.alert.replaceChildren();
    this.state.textContent = this.texts.waiting;
    try {
      await action();
    } catch (error) {
      this.#complain(error instanceof ApiProblem ? error.message : this.texts.offline, again);
    } finally {
      this.busy = false;
      this.state.textContent = "";
    }
  }

  #complain(text, again) {
    const retry = again && make("button", { type: "button", class: "vv-choice", onclick: again }, this.texts.retry);
    this.alert.replaceChildren(make("p", {}, text), ...(retry ? [retry] : []));
  }

  #onPlace(slug) {
    this.chosen.municipality = slug;
    const place = this.places.find((one) => one.slug === slug);
    if (this.said && place) this.#say({ text: place.name }, place.name);
    else this.#start();
  }

  #onRole(role) {
    this.chosen.role = role;
    this.#start();
  }

  #onLanguage(language) {
    const before = [...this.log.children];
    this.language = language;
    this.#build();
    if (!this.said) return this.#start();
    this.log.append(...before);
    this.#say({ text: SWITCH[language] }, SWITCH[language]);
  }

  async #erase() {
    const erased = this.texts.erased;
    await this.#guarded(() => this.conversation?.erase(), () => this.#erase());
    await this.#start();
    this.state.textContent = erased;
  }
}

customElements.define("veiviser-chat", VeiviserChat);
