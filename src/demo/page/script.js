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
      const answer = await fetch("/demo/page/view" + (chosen ? "?chat=" + chosen : ""));
      if (answer.ok) show(await answer.json());
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

// ── Messages ─────────────────────────────────────────────────────────────────
const marks = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "code", blockquote: "blockquote", expandable_blockquote: "blockquote" };
/** A text with Telegram's marks: only those known here become elements. */
function rich(text, entities) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const part = (from, to, inside) => {
    const nodes = [];
    let at = from;
    for (let index = 0; index < inside.length; index++) {
      const entity = inside[index];
      if (entity.offset < at) continue;
      const end = Math.min(entity.offset + entity.length, to);
      if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
      const rest = inside.slice(index + 1).filter((other) => other.offset < end);
      nodes.push(marked(entity, part(entity.offset, end, rest)));
      at = end;
    }
    if (at < to) nodes.push(text.slice(at, to));
    return nodes;
  };
  return part(0, text.length, sorted);
}
function marked(entity, nodes) {
  if (marks[entity.type]) return el(marks[entity.type], {}, nodes);
  if (entity.type === "text_link" && /^https?:\/\//i.test(entity.url)) {
    return el("a", { href: entity.url, target: "_blank", rel: "noopener noreferrer" }, nodes);
  }
  const known = ["text_link", "text_mention", "phone_number", "email", "url", "mention", "bot_command"];
  return el("span", known.includes(entity.type) ? { class: "known" } : {}, nodes);
}
const pictures = { photo: "photo", voice: "voice", audio: "voice", video_note: "voice", contact: "person" };
const kinds = { photo: "attached-photo", voice: "attached-voice", contact: "attached-contact" };
function body(line) {
  const nodes = [];
  if (line.kind !== "text") {
    const name = say(kinds[line.kind] ?? "attached-other");
    nodes.push(el("div", { class: "media" }, el("span", {}, icon(pictures[line.kind] ?? "clip")), el("span", {}, name)));
  }
  if (line.text) nodes.push(el("div", { class: "body" }, rich(line.text, line.entities)));
  return nodes;
}
/** Brings a list of elements up to date; those that have not changed stay, with focus and place. */
function reconcile(box, items) {
  const kept = box.kept ?? new Map();
  const next = new Map();
  const low = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  let grown = false;
  for (const { key, print, make } of items) {
    const old = kept.get(key);
    const same = old && old.print === print;
    const node = same ? old.node : make();
    if (!old && kept.size && box.play === chosen) node.classList.add("fresh");
    grown ||= !same;
    next.set(key, { print, node });
  }
  const nodes = [...next.values()].map((item) => item.node);
  if (grown || nodes.length !== box.children.length) box.replaceChildren(...nodes);
  box.kept = next;
  if (grown && (low || box.play !== chosen)) box.scrollTop = box.scrollHeight;
  box.play = chosen;
}
function withDays(lines, make) {
  const items = [];
  let last = null;
  for (const line of lines) {
    const name = day(line.at);
    if (name !== last) items.push({ key: "day" + name, print: name, make: () => el("div", { class: "day" }, name) });
    last = name;
    items.push(make(line));
  }
  return items;
}
function quote(line, lines) {
  const quoted = line.reply_to && lines.find((other) => other.message === line.reply_to);
  return quoted && el("div", { class: "quote" }, quoted.text || say(kinds[quoted.kind] ?? "attached-other"));
}
function small(name, label, act) {
  return el("button", { type: "button", title: label, "aria-label": label, onclick: (event) => { event.stopPropagation(); act(); } }, icon(name));
}
function stamp(line, ...buttons) {
  return el("div", { class: "meta" }, buttons, line.edited && el("span", {}, say("edited")), el("span", {}, time(line.at)));
}
function clientLine(line, of) {
  const asked = of.get(line.message);
  const marked = asked && asked === current();
  const print = JSON.stringify([line, Boolean(asked), marked]);
  const make = () => {
    const why = asked && small("why", say("why"), () => pick(line.message));
    const edit = !line.by_bot && line.kind === "text" && small("pen", say("edit"), () => edits(line));
    const bubble = el("div", { class: "bubble" + (asked ? " asks" : "") + (marked ? " chosen" : "") },
      quote(line, view.lines), body(line), stamp(line, edit, why));
    if (asked) bubble.addEventListener("click", () => { if (!String(getSelection())) pick(line.message); });
    return el("div", { class: "row" + (line.by_bot ? "" : " mine") }, bubble);
  };
  return { key: view.chosen + ":" + line.message, print, make };
}
function groupLine(line) {
  const mine = !line.by_bot;
  const make = () => el("div", { class: "row" + (mine ? " mine" : "") },
    el("div", { class: "bubble" },
      el("div", { class: "author" }, line.author), quote(line, view.group_lines), body(line),
      stamp(line, !mine && small("reply", say("reply"), () => replies(line)))),
    line.keyboard.kind === "inline" && el("div", { class: "inline" }, line.keyboard.rows.map((row) => el("div", {}, row.map((button) =>
      el("button", { type: "button", onclick: () => ask("press_inline", { user: view.manager, chat: view.group, message: line.message, data: button.data }) }, button.text))))));
  return { key: view.group + ":" + line.message, print: JSON.stringify(line), make };
}
function empty(key, text, ...more) {
  return { key, print: text, make: () => el("div", { class: "empty" }, el("p", {}, text), more) };
}

// ── Steps ────────────────────────────────────────────────────────────────────
const same = (a, b) => a && b && a.at === b.at && a.heard === b.heard;
const current = () => view.steps.find((other) => same(other, step)) ?? view.steps.at(-1);
function pick(message) {
  step = view.steps.findLast((other) => other.message === message) ?? null;
  if (step === view.steps.at(-1)) step = null;
  render();
  if (matchMedia("(max-width: 940px)").matches) tab("why");
}
const pill = (status) => el("span", { class: "pill " + status.key }, status.words);
function check(condition) {
  return el("li", { class: "check" + (condition.held ? "" : " no") },
    icon(condition.held ? "tick" : "cross", condition.held ? "tick" : "nope"),
    el("code", {}, condition.text), place(condition.line));
}
const place = (line) => el("span", { class: "place" }, view.rules_file + ":" + line);
function ruleRow(rule, decided) {
  return el("li", { class: "rule" + (decided ? " decided" : rule.held ? "" : " no") },
    el("div", {}, icon(rule.held ? "tick" : "cross", rule.held ? "tick" : "nope"), el("span", {}, rule.name), place(rule.line)),
    rule.spent && el("p", { class: "hint" }, say("spent")),
    rule.conditions.length ? el("ul", {}, rule.conditions.map(check)) : el("p", { class: "hint" }, say("no-conditions")));
}
function account() {
  const one = current();
  if (!one) return [el("div", { class: "empty" }, el("p", {}, say("empty-why")))];
  const rule = one.decided == null ? null : one.rules[one.decided];
  const moved = one.before.key !== one.after.key;
  return [
    el("p", { class: "said" }, one.message ? "«" + one.heard + "»" : one.heard, el("small", {}, time(one.at))),
    el("div", { class: "verdict " + one.kind },
      el("h3", {}, el("span", {}, one.verdict[0].toUpperCase() + one.verdict.slice(1)), rule && place(rule.line)),
      rule && el("ul", {}, rule.conditions.map(check)),
      el("div", { class: "turn" }, say("status"), moved && pill(one.before), moved && "→", pill(one.after)),
      one.notes.map((note) => el("div", { class: "turn" }, note))),
    one.rules.length > 0 && el("p", { class: "caption" }, say("tried")),
    el("ol", {}, one.rules.map((tested, index) => ruleRow(tested, index === one.decided))),
  ];
}
function pager() {
  const at = view.steps.indexOf(current());
  const go = (to) => () => { step = to === view.steps.length - 1 ? null : view.steps[to]; render(); };
  const arrow = (name, label, to, off) => el("button", { type: "button", "aria-label": label, title: label, disabled: off, onclick: go(to) }, icon(name));
  if (at < 0) return [];
  return [
    arrow("left", say("older"), at - 1, at === 0),
    el("span", { "aria-label": say("steps") }, (at + 1) + " / " + view.steps.length),
    arrow("right", say("to-latest"), at + 1, at === view.steps.length - 1),
  ];
}

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
  update($("lead"), [view.lead, chosen], lead);
  $("lead").hidden = !view.lead;
  const turn = $("turn");
  update(turn, view.day, () => [icon(view.day ? "moon" : "sun"), el("span", {}, say(view.day ? "night" : "day"))]);
  turn.title = say(view.day ? "night" : "day");
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
  return [...view.customers].reverse().map(person).concat([]).toSpliced(0, 0,
    el("button", { type: "button", class: "person add", "aria-label": say("new-client"), title: say("new-client"), onclick: arrives }, icon("plus")));
}
function lead() {
  if (!view.lead) return [];
  const rows = view.lead.rows.flatMap((row) => [el("dt", {}, row.title), el("dd", {}, row.value)]);
  const sent = view.lead.delivered;
  return [el("dl", {}, rows), el("p", { class: "sent" + (sent ? "" : " not") }, icon(sent ? "tick" : "clock"), say(sent ? "delivered" : "on-its-way"))];
}
function sources() {
  return view.sources.map((source) => el("button", { type: "button", role: "menuitem", onclick: () => comes(source.code) }, icon("link"), source.label));
}

// ── Deeds ────────────────────────────────────────────────────────────────────
function choose(id) { chosen = id; step = null; cancelEdit(); look(); }
async function arrives() {
  const { ok, customer } = await ask("page/customer");
  if (ok) { choose(customer); tab("client"); }
  return customer;
}
async function comes(source) {
  close();
  const user = view.lines.length ? await arrives() : chosen;
  if (user) await ask("start", { user, source });
}
function replies(line) {
  replying = line.message;
  strip("group-strip", "reply", say("reply-to"), line.text.split("\n")[0], () => { replying = null; });
  $("group-text").focus();
}
function edits(line) {
  editing = line.message;
  strip("client-strip", "pen", say("edit"), line.text, cancelEdit);
  $("client-text").value = line.text;
  $("client-text").focus();
}
function cancelEdit() {
  if (editing) $("client-text").value = "";
  editing = null;
  $("client-strip").hidden = true;
}
function strip(id, name, title, text, cancel) {
  const off = () => { cancel(); $(id).hidden = true; };
  $(id).replaceChildren(icon(name), el("p", {}, el("b", {}, title), text), el("button", { type: "button", "aria-label": say("cancel"), onclick: off }, icon("cross")));
  $(id).hidden = false;
}
function writes(form, field, send) {
  $(form).addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = $(field).value.trim();
    if (!text) return;
    $(field).value = "";
    await send(text);
  });
  $(field).addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); $(form).requestSubmit(); }
  });
}
writes("client-form", "client-text", async (text) => {
  const user = chosen, message = editing;
  cancelEdit();
  step = null;
  await (message ? ask("edit", { user, message, text }) : ask("say", { user, text }));
});
writes("group-form", "group-text", async (text) => {
  const reply_to = replying;
  replying = null;
  $("group-strip").hidden = true;
  await ask("say", { user: view.manager, chat: view.group, text, reply_to });
});

// ── Menus, tabs, tools ───────────────────────────────────────────────────────
let open = null;
function menu(button, box) {
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    const was = open;
    close();
    if (was === box) return;
    open = box;
    box.hidden = false;
    button.setAttribute("aria-expanded", "true");
    box.querySelector("button")?.focus();
  });
  box.addEventListener("keydown", (event) => {
    const items = [...box.querySelectorAll("button")];
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!move) return;
    event.preventDefault();
    items.at((items.indexOf(document.activeElement) + move) % items.length).focus();
  });
  box.opener = button;
}
function close() {
  if (!open) return;
  const within = open.contains(document.activeElement);
  open.hidden = true;
  open.opener.setAttribute("aria-expanded", "false");
  if (within) open.opener.focus();
  open = null;
}
document.addEventListener("click", (event) => { if (open && !open.contains(event.target)) close(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
const attachments = [
  ["photo", "photo", () => ask("send", { user: chosen, kind: "photo", caption: takeText() })],
  ["voice", "voice", () => ask("send", { user: chosen, kind: "voice" })],
  ["person", "contact", () => ask("contact", { user: chosen, phone: view.phone })],
  ["person", "someone", () => ask("contact", { user: chosen, phone: "+79995550123", own: false })],
];
function takeText() {
  const text = $("client-text").value.trim();
  $("client-text").value = "";
  return text;
}
$("attach-menu").append(...attachments.map(([name, label, act]) =>
  el("button", { type: "button", role: "menuitem", onclick: () => { close(); act(); } }, icon(name), say(label))));
menu($("attach"), $("attach-menu"));
function tool(id, name, label, act) {
  return el("button", { type: "button", class: "tool", id, title: say(label), "aria-label": say(label), onclick: act }, icon(name), el("span", {}, say(label)));
}
async function again_(path, words) {
  const { ok } = await ask(path);
  if (ok && words) toast(words);
}
$("tools").append(
  tool("pass", "clock", "half-hour", () => ask("page/pass", { minutes: 30 })),
  tool("turn", "moon", "night", () => ask("page/turn")),
  tool("from", "link", "from"),
  tool("restart", "restart", "restart", () => again_("page/restart", say("restarted"))),
  tool("reset", "broom", "reset", () => again_("page/reset")),
  el("div", { class: "menu down", id: "from-menu", role: "menu", hidden: true }),
);
$("from").setAttribute("aria-haspopup", "menu");
menu($("from"), $("from-menu"));
function tab(name) {
  document.body.dataset.tab = name;
  for (const button of document.querySelectorAll("[role=tab]")) {
    button.setAttribute("aria-selected", String(button.dataset.tab === name));
    button.tabIndex = button.dataset.tab === name ? 0 : -1;
  }
  if (view) { news("group", view.group_lines.length); news("why", view.steps.length); }
  for (const id of ["talk", "desk"]) $(id).scrollTop = $(id).scrollHeight;
}
function news(name, count) {
  if (document.body.dataset.tab === name || count < seen[name]) seen[name] = count;
  $("tab-" + name).classList.toggle("news", count > seen[name]);
}
for (const button of document.querySelectorAll("[role=tab]")) {
  button.textContent = say("tab-" + button.dataset.tab);
  button.addEventListener("click", () => tab(button.dataset.tab));
  button.addEventListener("keydown", (event) => {
    const names = ["client", "group", "why"];
    const move = { ArrowRight: 1, ArrowLeft: 2 }[event.key];
    if (!move) return;
    const name = names[(names.indexOf(button.dataset.tab) + move) % 3];
    tab(name);
    $("tab-" + name).focus();
  });
}
$("why-title").textContent = say("why");
$("group-name").textContent = say("group");
$("group-face").textContent = [...say("group")][0];
$("group-state").textContent = say("members");
for (const [field, label] of [["client-text", "write"], ["group-text", "write-group"]]) {
  $(field).placeholder = say(label);
  $(field).setAttribute("aria-label", say(label));
}
for (const button of document.querySelectorAll(".send")) button.setAttribute("aria-label", say("send"));
$("attach").setAttribute("aria-label", say("attach"));
for (const [id, label] of [["talk", "tab-client"], ["desk", "tab-group"], ["account", "why"], ["people", "clients"]]) $(id).setAttribute("aria-label", say(label));
tab("client");
listen();
