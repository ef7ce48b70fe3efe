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
  const low = box.low !== false;
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
/** Whoever reads the end goes on reading the end when keys or a strip take room. */
const room = new ResizeObserver((boxes) => {
  for (const { target } of boxes) {
    if (target.low !== false) target.scrollTop = target.scrollHeight;
  }
});
for (const id of ["talk", "desk"]) {
  const box = $(id);
  box.addEventListener("scroll", () => { box.low = box.scrollHeight - box.scrollTop - box.clientHeight < 60; });
  room.observe(box);
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
function stamp(line) {
  return el("div", { class: "meta" }, line.edited && el("span", {}, say("edited")), el("span", {}, time(line.at)));
}
function acts(...buttons) {
  return buttons.some(Boolean) && el("div", { class: "acts" }, buttons);
}
function clientLine(line, of) {
  const asked = of.get(line.message);
  const marked = asked && asked === current();
  const print = JSON.stringify([line, Boolean(asked), marked]);
  const make = () => {
    const why = asked && small("why", say("why"), () => pick(line.message));
    const edit = !line.by_bot && line.kind === "text" && small("pen", say("edit"), () => edits(line));
    const bubble = el("div", { class: "bubble" + (asked ? " asks" : "") + (marked ? " chosen" : "") },
      quote(line, view.lines), body(line), stamp(line), acts(edit, why));
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
      stamp(line), acts(!mine && small("reply", say("reply"), () => replies(line)))),
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
const place = (line) => el("span", { class: "place" }, el("i", {}, view.rules_file), ":" + line);
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
