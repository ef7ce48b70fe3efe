// ── The mailbox ──────────────────────────────────────────────────────────────
/** The letters about the lead: each opens as it arrived. */
function letters() {
  if (!view.letters.length) return [];
  const one = (letter) => el("button", { type: "button", title: say("mail"), onclick: () => opens(letter) },
    icon("mail"), el("span", {}, letter.subject), el("small", {}, time(letter.date)));
  return el("div", { class: "letters" }, view.letters.map(one));
}
function opens(letter) {
  const box = $("mail");
  const line = (label, value) => value && [el("dt", {}, label), el("dd", {}, value)];
  const ways = [
    // A page of its own without scripts: nothing in a letter can reach this one.
    ["mail-as-shown", () => el("iframe", { sandbox: "", srcdoc: letter.html, title: letter.subject })],
    ["mail-as-text", () => el("pre", { tabindex: "0" }, letter.text)],
  ];
  const sheet = el("div", { class: "sheet" });
  const choice = ways.map(([label, make]) => el("button", { type: "button", onclick: () => shows(label, make) }, say(label)));
  function shows(label, make) {
    sheet.replaceChildren(make());
    choice.forEach((button, index) => button.setAttribute("aria-pressed", String(ways[index][0] === label)));
  }
  shows(...ways[0]);
  box.replaceChildren(
    el("div", { class: "head plain" }, el("h2", { id: "mail-subject" }, letter.subject),
      el("button", { type: "button", class: "icon", "aria-label": say("close"), title: say("close"), onclick: () => box.close() }, icon("cross"))),
    el("dl", {}, [line(say("mail-from"), letter.from), line(say("mail-to"), letter.to), line(say("mail-answers"), letter.reply_to)].flat(2).filter(Boolean)),
    el("div", { class: "ways" }, choice), sheet);
  box.showModal();
}
$("mail").addEventListener("click", (event) => { if (event.target === $("mail")) $("mail").close(); });

