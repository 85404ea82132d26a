// Builds the elements of the page. Text only ever enters through textContent: nothing that anybody wrote becomes markup.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

// 113, 116 117 and eight-digit numbers become links that a telephone can call.
const NUMBERS = /(?<![\d/.–-])(1(?:10|12|13)|116 ?\d{3}|\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} \d{3}|[2-9]\d{7})(?![\d/–-])/g;

function withNumbers(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(NUMBERS)) {
    parts.push(text.slice(end, match.index), make("a", { href: `tel:${match[0].replaceAll(" ", "")}` }, match[0]));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

// Reference and secret of a receipt: `V-7KQ3-M9TD`, five groups of four. Each in a line of its own, with a button that copies it.
const CODE = /^(.+: )(V-[0-9A-Z]{4}-[0-9A-Z]{4}|[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4})$/;

function codes(block, texts) {
  const found = block.split("\n").map((line) => line.match(CODE));
  if (!found.every(Boolean)) return null;
  const lines = found.map(([, label, code]) => {
    const said = make("span", { role: "status", class: "vv-hint" });
    const copy = async () => {
      const done = await navigator.clipboard?.writeText(code).then(() => true, () => false);
      said.textContent = done ? texts.copied : texts.copyYourself;
    };
    const button = make("button", { type: "button", class: "vv-small", "aria-label": `${texts.copy} ${label}${code}`, onclick: copy }, texts.copy);
    return make("p", { class: "vv-code" }, label, make("code", {}, code), " ", button, said);
  });
  return make("div", { class: "vv-codes" }, ...lines);
}

function paragraphs(text, texts) {
  return text.split(/\n{2,}/).map((block) => {
    const receipt = codes(block, texts);
    if (receipt) return receipt;
    const lines = block.split("\n").flatMap((line, i) => [...(i ? [make("br")] : []), ...withNumbers(line)]);
    return make("p", {}, ...lines);
  });
}

function sourceList(message, texts) {
  const entries = message.entries.map((entry) => {
    const date = entry.as_of ? `${texts.asOf} ${entry.as_of}` : texts.unknownDate;
    return make("li", {}, `${entry.name} (${entry.owner}; ${texts.status[entry.status]}; ${date})`);
  });
  const sources = message.sources.map((source) => {
    const [first, last] = source.lines;
    const lines = first === last ? first : `${first}–${last}`;
    const date = source.as_of ? `, ${texts.asOf} ${source.as_of}` : "";
    return make("li", {}, `${source.document}, ${texts.lines} ${lines}${date}`);
  });
  if (!entries.length && !sources.length) return null;
  const list = make("ul", {}, ...entries, ...sources);
  return make("details", { class: "vv-sources" }, make("summary", {}, texts.sources), list);
}

function feedback(texts, judge) {
  const box = make("div", { class: "vv-feedback", role: "group", "aria-label": texts.helpful });
  const thank = () => {
    const thanks = make("span", { role: "status", tabindex: "-1" }, texts.thanks);
    box.replaceChildren(thanks);
    thanks.focus(); // the button that had it is gone
  };
  const button = (title, helpful) =>
    make("button", { type: "button", class: "vv-small", onclick: () => judge(helpful, thank) }, title);
  box.append(make("span", {}, texts.helpful), button(texts.yes, true), button(texts.no, false));
  return box;
}

export function personBubble(text, texts) {
  const sender = make("h2", { class: "vv-hidden" }, texts.you);
  return make("article", { class: "vv-message vv-person" }, sender, make("p", {}, text));
}

// `press(button)` is called for a choice, `judge(helpful, thank)` for feedback (absent: none is asked for).
export function assistantBubble(message, texts, { press, judge }) {
  const kind = message.kind === "safety" ? "vv-message vv-assistant vv-safety" : "vv-message vv-assistant";
  const sender = make("h2", { class: "vv-hidden" }, texts.assistant);
  const bubble = make("article", { class: kind, lang: message.language }, sender, ...paragraphs(message.text, texts));
  bubble.append(...[sourceList(message, texts), judge ? feedback(texts, judge) : null].filter(Boolean));
  if (message.buttons.length) {
    const buttons = message.buttons.map((button) =>
      make("button", { type: "button", class: "vv-choice", onclick: () => press(button) }, button.title));
    bubble.append(make("div", { class: "vv-choices", role: "group", "aria-label": texts.choices }, ...buttons));
  }
  return bubble;
}
