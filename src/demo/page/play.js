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
async function asks(path, words) {
  const { ok } = await ask(path);
  if (ok && words) toast(words);
}
$("tools").append(
  tool("pass", "clock", "half-hour", () => ask("page/pass", { minutes: 30 })),
  tool("turn", "moon", "night", () => ask("page/turn")),
  el("div", { class: "anchor" }, tool("from", "link", "from"), el("div", { class: "menu down", id: "from-menu", role: "menu", hidden: true })),
  tool("portal", "plug", "b24-down", () => asks("page/bitrix24", view.bitrix24.down && say("b24-is-up"))),
  tool("restart", "restart", "restart", () => asks("page/restart", say("restarted"))),
  tool("reset", "broom", "reset", () => asks("page/reset")),
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
