// The microphone beside the field: one button to speak; while it is open also a meter, a box for hands free and a button that
// stops the voice. And words for what goes wrong.
import { make } from "./view.js";
import { Denied, Voice } from "./voice.js";

export class Speech {
  // `host` is the chat: it gives `texts`, `conversation`, and takes `heard(text)`, `corrected(text)`, `spokenAnswer(answer)`, `say(text)`.
  constructor(host) {
    this.host = host;
    this.row = make("div", { class: "vv-speech" });
    this.dress();
  }

  get texts() {
    return this.host.texts;
  }

  // The words change with the language; what is going on does not.
  dress() {
    const t = this.texts;
    this.button = make("button", { type: "button", id: "vv-mic", class: "vv-mic", "aria-pressed": "false", onclick: () => this.#press() });
    this.free = make("input", { type: "checkbox", id: "vv-handsfree", checked: this.handsFree, onchange: () => this.#choose() });
    this.meter = make("meter", { min: "0", max: "1", low: "0.05", value: "0", "aria-label": t.level, id: "vv-level" });
    this.quiet = make("button", { type: "button", class: "vv-small", id: "vv-hush", onclick: () => this.voice?.hush() }, t.hush);
    this.#show();
  }

  // Below the field and, the button, beside it.
  put(form) {
    form.querySelector("#vv-send").after(this.button);
    form.append(this.row);
  }

  get open() {
    return Boolean(this.voice && !this.voice.closed);
  }

  #show() {
    const t = this.texts;
    const on = this.open && (this.handsFree || this.voice.talking);
    this.button.textContent = on ? (this.handsFree ? t.stopListening : t.stopTalking) : t.talk;
    this.button.setAttribute("aria-pressed", String(on));
    const label = make("label", { class: "vv-free", for: "vv-handsfree" }, this.free, ` ${t.handsFree}`);
    this.row.replaceChildren(...(this.open ? [this.meter, this.quiet, label] : []));
  }

  #choose() {
    this.handsFree = this.free.checked;
    this.voice?.close();
    this.#press();
  }

  async #press() {
    if (this.open && this.handsFree) this.voice.close();
    else if (this.open && this.voice.talking) this.voice.release();
    else if (await this.#ready()) this.handsFree || this.voice.press();
    this.#show();
  }

  async #ready() {
    if (this.open) return true;
    this.voice = new Voice(this.#events());
    try {
      await this.voice.open(this.host.conversation, this.handsFree);
      return true;
    } catch (error) {
      this.voice.close();
      this.host.complain(error instanceof Denied ? this.texts.noMicrophone : this.texts.noVoice);
      return false;
    }
  }

  #events() {
    const host = this.host;
    return {
      level: (level) => (this.meter.value = level),
      ready: () => host.status(this.handsFree ? this.texts.listening : ""),
      speech: () => host.status(this.texts.hears),
      partial: ({ text }) => host.status(`${this.texts.hears} ${text}`),
      final: ({ text, sent }) => (sent ? host.heard(text) : host.corrected(text)),
      confirm: ({ text }) => host.status(text),
      nothing: ({ text }) => host.status(text),
      answer: ({ shown }) => host.spokenAnswer(shown),
      problem: ({ text }) => host.complain(text),
      voiceless: () => host.status(this.texts.voiceless),
      end: () => this.#show(),
    };
  }
}
