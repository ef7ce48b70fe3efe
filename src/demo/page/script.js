"use strict";
const words = JSON.parse(document.getElementById("words").textContent);
const say = (key) => words[key] ?? key;
const $ = (id) => document.getElementById(id);
const language = document.documentElement.lang;

/** An element; text only ever goes in as text. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child != null && child !== false));
  return made;
}
function icon(name, kind) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", "#i-" + name);
  svg.setAttribute("aria-hidden", "true");
  if (kind) svg.setAttribute("class", kind);
  svg.append(use);
  return svg;
}

// ── State ────────────────────────────────────────────────────────────────────
let view = null;
let chosen = Number(sessionStorage.getItem("chosen")) || null;
let step = null;          // the step looked at, by its time and place; null follows the last one
let replying = null;      // the message in the group a manager answers
let editing = null;       // the customer's message being edited
let skew = 0;             // the play's clock minus this machine's
const seen = { group: 0, why: 0 };

async function ask(path, body = {}) {
  try {
    const answer = await fetch("/demo/" + path, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    const result = await answer.json();
    if (!result.ok) toast(result.error);
    return result;
  } catch {
    toast(say("offline"));
    return { ok: false };
  }
}
let looking = false, again = false;
async function look() {
  if (looking) { again = true; return; }
  looking = true;
  try {
    do {
      again = false;
      const wanted = chosen;
      const answer = await fetch("/demo/page/view" + (wanted ? "?chat=" + wanted : ""));
      const next = answer.ok && await answer.json();
      // Somebody else may have been chosen meanwhile.
      if (wanted !== chosen) again = true;
      else if (next) show(next);
    } while (again);
  } catch { /* the stream of news tells when the demo is back */ }
  looking = false;
}
function listen() {
  const news = new EventSource("/demo/page/events");
  news.onopen = look;
  news.onmessage = (message) => {
    const { event, answer } = JSON.parse(message.data);
    if (event === "answer") { if (answer.text) toast(answer.text); } else look();
  };
  let lost = false;
  news.onerror = () => { if (!lost) toast(say("offline")); lost = true; };
  news.addEventListener("open", () => { lost = false; });
}
function toast(text) {
  const made = el("div", { class: "toast" }, text);
  $("toasts").append(made);
  setTimeout(() => made.remove(), Math.max(2600, text.length * 60));
}

// ── Time ─────────────────────────────────────────────────────────────────────
const formats = {};
function format(name, options) {
  const key = name + view.zone;
  formats[key] ??= new Intl.DateTimeFormat(language, { ...options, timeZone: view.zone });
  return formats[key];
}
const time = (at) => format("time", { hour: "2-digit", minute: "2-digit" }).format(new Date(at));
const day = (at) => format("day", { day: "numeric", month: "long" }).format(new Date(at));
function tick() {
  if (!view) return;
  const now = Date.now() + skew;
  $("clock-day").textContent = format("weekday", { weekday: "short", day: "numeric", month: "short" }).format(now);
  $("clock-time").textContent = $("phone-time").textContent = time(now);
}
setInterval(tick, 1000);

// ── Showing ──────────────────────────────────────────────────────────────────
function show(next) {
  view = next;
  if (chosen !== view.chosen) { chosen = view.chosen; step = null; cancelEdit(); }
  sessionStorage.setItem("chosen", chosen);
  skew = new Date(view.now) - Date.now();
  render();
}
function update(box, print, make) {
  const text = JSON.stringify(print);
  if (box.print === text) return;
  box.print = text;
  const held = box.contains(document.activeElement) && [...box.querySelectorAll("button")].indexOf(document.activeElement);
  box.replaceChildren(...[make()].flat().filter(Boolean));
  if (held !== false) box.querySelectorAll("button")[held]?.focus();
}
function render() {
  tick();
  $("subtitle").textContent = say("title") + " · " + view.company;
  $("bot-name").textContent = view.company;
  $("bot-face").textContent = [...view.company][0] ?? "";
  const state = view.customers.find((customer) => customer.id === chosen)?.status;
  $("bot-state").textContent = ["completed", "unqualified", "operator"].includes(state?.key) ? say("silent") : say("bot");
  const of = new Map(view.steps.filter((one) => one.message).map((one) => [one.message, one]));
  reconcile($("talk"), view.lines.length ? withDays(view.lines, (line) => clientLine(line, of)) : [hello()]);
  reconcile($("desk"), view.group_lines.length ? withDays(view.group_lines, groupLine) : [empty("none", say("empty-group"))]);
  update($("keys"), [view.keyboard, chosen, !view.lines.length], keys);
  update($("people"), [view.customers, chosen], people);
  update($("account"), [current(), chosen], () => { $("account").scrollTop = 0; return account(); });
  update($("pager"), view.steps.map((one) => one === current()), pager);
  $("lead-title").textContent = view.lead ? say("lead") + view.lead.id : say("no-lead");
  update($("lead-status"), view.lead && view.lead.status_words, () => view.lead ? pill({ key: view.lead.status, words: view.lead.status_words }) : []);
  update($("lead"), [view.lead, view.bitrix24, chosen, view.letters.length], lead);
  $("lead").hidden = !view.lead;
  const turn = $("turn");
  update(turn, view.day, () => [icon(view.day ? "moon" : "sun"), el("span", {}, say(view.day ? "night" : "day"))]);
  turn.title = say(view.day ? "night" : "day");
  const portal = $("portal"), broken = view.bitrix24.down;
  update(portal, broken, () => [icon("plug"), el("span", {}, say(broken ? "b24-up" : "b24-down"))]);
  portal.title = say(broken ? "b24-up" : "b24-down");
  portal.setAttribute("aria-label", portal.title);
  portal.classList.toggle("broken", broken);
  update($("from-menu"), [view.sources], sources);
  $("from").hidden = view.sources.length === 0;
  news("group", view.group_lines.length);
  news("why", view.steps.length);
}
function hello() {
  const tries = say("try-lines").split("|").map((line) => el("button", { type: "button", onclick: () => ask("say", { user: chosen, text: line }) }, line));
  const item = empty("hello" + chosen, say("empty-phone"), el("div", { class: "tries" }, tries));
  return item;
}
function keys() {
  if (!view.lines.length) {
    return el("div", {}, el("button", { type: "button", class: "begin", onclick: () => ask("start", { user: chosen }) }, say("start")));
  }
  return view.keyboard.map((row) => el("div", {}, row.map((button) =>
    el("button", { type: "button", onclick: () => ask("press_label", { user: chosen, label: button.text }) }, button.text))));
}
function people() {
  const person = (customer) => el("button", { type: "button", class: "person", "aria-pressed": String(customer.id === chosen), title: customer.status.words, onclick: () => choose(customer.id) },
    el("span", { class: "dot " + customer.status.key }), customer.name);
  const add = el("button", { type: "button", class: "person add", "aria-label": say("new-client"), title: say("new-client"), onclick: arrives }, icon("plus"));
  return [add, ...view.customers.map(person).reverse()];
}
function lead() {
  if (!view.lead) return [];
  const rows = view.lead.rows.flatMap((row) => [el("dt", {}, row.title), el("dd", {}, row.value)]);
  const sent = view.lead.delivered;
  return [el("dl", {}, rows), el("p", { class: "sent" + (sent ? "" : " not") }, icon(sent ? "tick" : "clock"), say(sent ? "delivered" : "on-its-way")), portal(view.bitrix24), letters()];
}
/** The lead as it stands in Bitrix24. */
function portal({ down, waits, card }) {
  if (!card && !waits) return null;
  const name = el("h3", {}, el("span", {}, say("b24")), card && el("small", {}, card.name), card && pill({ key: card.stage.toLowerCase(), words: card.stage_words }));
  if (!card) return el("section", { class: "elsewhere" }, name, el("p", { class: "sent not" }, icon("clock"), say(down ? "b24-unreachable" : "b24-waits")));
  const rows = card.rows.flatMap((row) => [el("dt", {}, row.title), el("dd", {}, row.value)]);
  return el("section", { class: "elsewhere" }, name, el("p", { class: "title" }, card.title), el("dl", {}, rows),
    card.timeline.length > 0 && [el("p", { class: "caption" }, say("b24-timeline")), el("ul", { class: "timeline" }, card.timeline.map((words) => el("li", {}, words)))],
    card.comment && [el("p", { class: "caption" }, say("b24-comment")), el("p", { class: "comment" }, card.comment)]);
}
function sources() {
  return view.sources.map((source) => el("button", { type: "button", role: "menuitem", onclick: () => comes(source.code) }, icon("link"), source.label));
}
