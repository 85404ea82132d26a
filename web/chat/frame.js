// What stands around the conversation: title and choices above, the field to write in below.
import { LANGUAGES } from "./texts.js";
import { make } from "./view.js";

const ROLES = ["citizen", "relative", "staff"];
const KEYBOARD = { tel: "tel", email: "email", text: "text", choice: "text" };
const COMPLETE = {
  phone: "tel", email: "email", name: "name", birth_year: "bday-year", organisation: "organization", profession: "organization-title",
};

// With the arrow keys a closed list changes at every step, and a change starts something: so what the keys choose counts when the
// list is left or Enter is pressed. A choice with the pointer counts at once.
function select(id, label, options, value, change) {
  const items = options.map(([key, title]) => make("option", { value: key, selected: key === value }, title));
  let counted = value;
  let byKeys = false;
  const count = () => {
    if (chooser.value === counted) return;
    counted = chooser.value;
    change(counted);
  };
  const chooser = make("select", {
    id,
    onpointerdown: () => (byKeys = false),
    onkeydown: (event) => (event.key === "Enter" ? count() : (byKeys = true)),
    onchange: () => byKeys || count(),
    onblur: () => setTimeout(count), // when the next one has the focus: the change may rebuild both
  }, ...items);
  return make("div", { class: "vv-field" }, make("label", { for: id }, label), chooser);
}

// `chosen` is {municipality, role, language}; `on` has a function for each of them, and `erase`.
export function head(t, places, chosen, on) {
  const title = make("div", {}, make("h1", {}, t.title), make("p", {}, t.subtitle));
  const pages = make("nav", { class: "vv-pages", "aria-label": t.pages },
    make("a", { href: `melding?sprak=${chosen.language}` }, t.apply), make("a", { href: `melding/sak?sprak=${chosen.language}` }, t.follow));
  const towns = [["", t.choose], ...places.map((place) => [place.slug, place.name])];
  return make("header", { class: "vv-head" }, title, pages, make("div", { class: "vv-settings" },
    select("vv-municipality", t.municipality, towns, chosen.municipality, on.municipality),
    select("vv-role", t.role, ROLES.map((role) => [role, t[role]]), chosen.role, on.role),
    select("vv-language", t.language, Object.entries(LANGUAGES), chosen.language, on.language),
    make("button", { type: "button", id: "vv-erase", class: "vv-small", onclick: on.erase }, t.erase)));
}

// `submit` is called without arguments, also for Enter; Shift+Enter makes a new line.
export function form(t, submit) {
  const send = (event) => {
    event.preventDefault();
    submit();
  };
  const onkeydown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  };
  const input = make("textarea", { id: "vv-input", rows: "2", autocomplete: "off", "aria-describedby": "vv-hint", onkeydown });
  return make("form", { class: "vv-form", onsubmit: send },
    make("label", { for: "vv-input", id: "vv-label" }, t.input), make("span", { id: "vv-hint", class: "vv-hint" }, t.hint),
    make("div", { class: "vv-row" }, input, make("button", { type: "submit", id: "vv-send", class: "vv-send" }, t.send)));
}

// The answer says which single thing it waits for: keyboard, autofill, label and hint follow. A form asks for names; a question does not.
export function expect(form, asks, t) {
  const input = form.querySelector("#vv-input");
  input.inputMode = KEYBOARD[asks?.input] || "text";
  input.autocomplete = COMPLETE[asks?.slot] || "off";
  form.querySelector("#vv-label").textContent = asks ? t.answer : t.input;
  form.querySelector("#vv-hint").textContent = asks ? t.answerHint : t.hint;
}
