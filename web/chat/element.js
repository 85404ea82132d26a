// <veiviser-chat>: the whole chat as one element. Attributes: municipality, language, role (all optional).
import { ApiProblem, Conversation, chooseLanguage, chosenLanguage, messageId, places } from "./client.js";
import { expect, form, head } from "./frame.js";
import { Speech } from "./speech.js";
import { SWITCH, TEXTS, preferredLanguage } from "./texts.js";
import { assistantBubble, make, personBubble } from "./view.js";
import { canSpeak } from "./voice.js";

const MAX_TEXT = 1000;
const RATED = new Set(["offer", "coordinator", "route", "next_of_kin", "definition", "contact", "rights", "referral"]);

class VeiviserChat extends HTMLElement {
  #working = Promise.resolve();

  connectedCallback() {
    const language = [chosenLanguage(), this.getAttribute("language")].find((one) => one in TEXTS) || preferredLanguage();
    this.chosen = { municipality: this.getAttribute("municipality") || "", role: this.getAttribute("role") || "citizen", language };
    this.places = [];
    this.log = make("div", { class: "vv-log", role: "log", "aria-live": "polite", tabindex: "0" });
    this.state = make("p", { class: "vv-state", role: "status" });
    this.alert = make("div", { class: "vv-alert", role: "alert" });
    this.replaceChildren(make("header"), this.log, this.state, this.alert, make("form"));
    this.#dress();
    this.#run(() => this.#open());
    canSpeak().then((can) => can && this.#giveSpeech());
  }

  #giveSpeech() {
    this.speech = new Speech({
      chat: this,
      get texts() { return this.chat.texts; },
      get conversation() { return this.chat.conversation; },
      status: (text) => (this.state.textContent = text),
      complain: (text) => this.#complain(text),
      heard: (text) => this.#heard(text),
      corrected: (text) => this.#correct(text),
      spokenAnswer: (answer) => this.#spokenAnswer(answer),
    });
    this.speech.put(this.lastElementChild);
  }

  // What was heard counts already.
  #heard(text) {
    this.said = true;
    this.alert.replaceChildren();
    this.#show(personBubble(text, this.texts));
    this.state.textContent = this.texts.waiting;
  }

  // What was heard waits in the field to be corrected and sent.
  #correct(text) {
    this.input.value = text;
    this.state.textContent = this.texts.correct;
    this.input.focus();
  }

  #spokenAnswer(answer) {
    this.index++;
    this.state.textContent = "";
    this.#answers(answer.messages);
  }

  get texts() {
    return TEXTS[this.chosen.language];
  }

  get input() {
    return this.querySelector("#vv-input");
  }

  // Puts the words of the chosen language around the conversation. What was written and who had the focus stay.
  #dress() {
    const t = this.texts;
    const focused = this.contains(document.activeElement) ? document.activeElement.id : "";
    const draft = this.input?.value ?? "";
    this.firstElementChild.replaceWith(head(t, this.places, this.chosen, {
      municipality: (slug) => this.#onPlace(slug),
      role: (role) => this.#onRole(role),
      language: (language) => this.#onLanguage(language),
      erase: () => this.#run(() => this.#begin().then(() => this.texts.erased)),
    }));
    this.lastElementChild.replaceWith(form(t, () => this.#submit()));
    if (this.speech) {
      this.speech.dress();
      this.speech.put(this.lastElementChild);
    }
    expect(this.lastElementChild, this.asks, t);
    this.input.value = draft;
    this.log.setAttribute("aria-label", t.log);
    if (focused) this.querySelector(`#${focused}`)?.focus();
    this.lang = this.chosen.language;
    const detail = { language: this.lang, title: `${t.title}: ${t.subtitle.toLowerCase()}` };
    this.dispatchEvent(new CustomEvent("veiviser-language", { bubbles: true, detail }));
  }

  // One thing at a time, with a word that it works and, when it fails, why and a way to try again. So an action must bear to be
  // run twice. What it returns is said when it is done.
  #run(action) {
    this.#working = this.#working.then(() => this.#attempt(action));
    return this.#working;
  }

  async #attempt(action) {
    this.busy = true;
    this.alert.replaceChildren();
    this.state.textContent = this.texts.waiting;
    let done = "";
    try {
      done = (await action()) || "";
    } catch (error) {
      if (error.gone) this.#forget();
      this.#complain(error instanceof ApiProblem ? error.message : this.texts.offline, () => this.#run(action));
    }
    this.busy = false;
    this.state.textContent = done;
  }

  #complain(text, again) {
    const retry = again && make("button", { type: "button", class: "vv-choice", onclick: again }, this.texts.retry);
    this.alert.replaceChildren(make("p", {}, text), ...(retry ? [retry] : []));
  }

  async #open() {
    this.places = await places().catch(() => []);
    this.conversation = Conversation.remembered();
    const kept = await this.conversation?.read().catch((error) => {
      if (!error.gone) throw error;
    });
    if (kept) return this.#resume(kept);
    this.#forget();
    this.#dress();
    return this.#begin();
  }

  #resume(kept) {
    Object.assign(this.chosen, { municipality: kept.municipality || "", role: kept.role });
    this.#dress();
    this.log.replaceChildren();
    for (const line of kept.messages) {
      if (line.from === "person") this.#show(personBubble(line.text, this.texts));
      else this.#answer(line.message, line.index);
    }
    this.said = kept.messages.some((line) => line.from === "person");
    this.index = kept.messages.length;
    this.#expect(kept.messages.at(-1)?.message?.asks);
  }

  // A conversation that is left is erased: afterwards nobody would hold its key.
  async #begin() {
    await this.conversation?.erase();
    this.#forget();
    const { municipality, role, language } = this.chosen;
    const [conversation, messages] = await Conversation.start({ language, role, ...(municipality ? { municipality } : {}) });
    this.conversation = conversation;
    this.log.replaceChildren();
    this.index = 0;
    this.said = false;
    this.#answers(messages);
  }

  #forget() {
    Conversation.forget();
    this.conversation = null;
  }

  #answers(messages) {
    for (const message of messages) this.#answer(message, this.index++);
    this.#expect(messages.at(-1)?.asks);
  }

  // What the last answer waits for. The words of the field follow it, also when the language changes.
  #expect(asks) {
    this.asks = asks ?? null;
    expect(this.lastElementChild, this.asks, this.texts);
  }

  // An answer is dressed in its own language, so that a bubble has one `lang`.
  #answer(message, index) {
    const press = (button) => this.busy || this.#say({ button: button.id }, button.title);
    const judge = (helpful, thank) => this.#run(() => this.conversation.judge(index, helpful).then(thank));
    const texts = TEXTS[message.language] ?? this.texts;
    this.#show(assistantBubble(message, texts, { press, judge: RATED.has(message.kind) ? judge : null }));
  }

  #show(bubble) {
    this.log.append(bubble);
    bubble.scrollIntoView({ block: "nearest" });
  }

  #submit() {
    const text = this.input.value.trim();
    if (!text) return undefined;
    if ([...text].length > MAX_TEXT) return this.#complain(this.texts.tooLong);
    this.input.value = "";
    if (this.speech?.open) {
      this.#heard(text);
      return this.speech.voice.say(text);
    }
    return this.#say({ text }, text);
  }

  #say(said, shown) {
    const id = messageId();
    const bubble = personBubble(shown, this.texts);
    this.#show(bubble);
    return this.#run(async () => {
      this.#show(bubble); // again, below what came while it waited
      if (!this.conversation) {
        await this.#open();
        this.#show(bubble);
      }
      this.said = true;
      const answer = await this.conversation.say(said, id);
      this.index++;
      this.#answers(answer.messages);
      await this.#followPlace(shown);
      if (!this.log.contains(document.activeElement) && !this.firstElementChild.contains(document.activeElement)) this.input.focus();
    });
  }

  // A place that was named may be the one that the conversation is about from now on: the choice above shows it.
  async #followPlace(shown) {
    if (!this.places.some((place) => shown.toLowerCase().includes(place.name.toLowerCase()))) return;
    const now = await this.conversation.read().catch(() => null); // the answer is there already: no reason to complain
    this.chosen.municipality = now?.municipality || this.chosen.municipality;
    this.querySelector("#vv-municipality").value = this.chosen.municipality;
  }

  #onPlace(slug) {
    const place = this.places.find((one) => one.slug === slug);
    if (this.said && !place) return this.#dress(); // a place once named cannot be unsaid
    this.chosen.municipality = slug;
    return this.said ? this.#say({ text: place.name }, place.name) : this.#run(() => this.#begin());
  }

  #onRole(role) {
    this.chosen.role = role;
    const notice = this.said ? this.texts.restarted : "";
    this.#run(() => this.#begin().then(() => notice));
  }

  #onLanguage(language) {
    this.chosen.language = language;
    chooseLanguage(language);
    this.#dress();
    if (this.said) this.#say({ text: SWITCH[language] }, SWITCH[language]);
    else this.#run(() => this.#begin());
  }
}

customElements.define("veiviser-chat", VeiviserChat);
