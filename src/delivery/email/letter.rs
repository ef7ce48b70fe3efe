//! What a letter says: a lead becomes a subject and lines for people; pure.

use chrono::{DateTime, Utc};

use super::line::{lines, one_line};
use crate::dialog::{Lead, Line, MediaKind, Speaker};
use crate::lead_text::{self, LeadRow};
use crate::rules::{Rules, client_name};
use crate::texts::{text, text_with};

/// A customer's name in a subject is cut here, in characters.
const NAME: usize = 60;
/// How many lines of the talk a letter has.
const TALK: usize = 12;
/// A line of the talk is cut here, in characters.
const SAID: usize = 1000;

/// Why a letter is written.
#[derive(Clone, Copy, Debug)]
pub enum News<'a> {
    /// There is a new lead.
    Created,
    /// Something more is known of it: the keys of what changed.
    Grown(&'a [String]),
}

/// A letter, ready to be printed as plain text and as HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The same for every letter of a lead, but for the «Re: ».
    pub subject: String,
    /// What is new, in one line.
    pub heading: String,
    /// What was learnt, of a lead known before; empty for a new one.
    pub learnt: Vec<LeadRow>,
    /// All that is known.
    pub rows: Vec<LeadRow>,
    /// Ways to the customer, in the order of use.
    pub links: Vec<Link>,
    /// Remarks below the rows.
    pub remarks: Vec<String>,
    /// The last messages, oldest first.
    pub talk: Vec<Said>,
    /// Who writes, and where an answer goes.
    pub footer: Vec<String>,
    /// Captions: «Весь лид», «Последние сообщения».
    pub captions: [String; 2],
}

/// A way to the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it is for: «Позвонить: +7 900 123-45-67».
    pub title: String,
    /// `tel:+79001234567`, `https://t.me/anna_k`.
    pub address: String,
}

/// A message of the talk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// «14:05», «21.11 14:05» when it was another day.
    pub time: String,
    /// Who said it.
    pub who: String,
    /// What.
    pub words: String,
    /// Whether it is the customer's.
    pub by_client: bool,
}

impl Letter {
    /// The letter of a lead; `at` is the moment of its change.
    pub fn of(lead: &Lead, rules: &Rules, news: News<'_>, at: DateTime<Utc>) -> Self {
        let language = rules.language;
        let client = one_line(&client_name(&lead.client, language), NAME);
        let id = lead.id.to_string();
        let with_id = |key| text_with(language, key, &[("id", id.as_str().into())]);
        let places = [("id", id.as_str().into()), ("client", client.as_str().into())];
        let rows = rows(lead, rules, &client);
        let (key, learnt) = match news {
            News::Created => ("email-heading-new", Vec::new()),
            News::Grown(changed) => {
                let learnt = rows.iter().filter(|row| changed.contains(&row.key));
                ("email-heading-grown", learnt.cloned().collect())
            }
        };
        let earlier = lead
            .earlier
            .map(|id| text_with(language, "desk-card-earlier", &[("id", id.to_string().into())]));
        let skipped = lead.talk.len().saturating_sub(TALK);
        let said = lead.talk[skipped..].iter().map(|line| said(line, &client, rules, at));
        Self {
            subject: text_with(language, "email-subject", &places),
            heading: with_id(key),
            learnt,
            rows,
            links: links(lead, rules),
            remarks: earlier.into_iter().collect(),
            talk: said.filter(|said| !said.words.is_empty()).collect(),
            footer: footer(lead, rules),
            captions: [with_id("email-whole"), text(language, "email-talk")],
        }
    }
}

fn rows(lead: &Lead, rules: &Rules, client: &str) -> Vec<LeadRow> {
    let mut rows = lead_text::rows(lead, rules);
    let title = text(rules.language, "card-client");
    let username = lead.client.username.as_ref().map(|username| format!(" (@{username})"));
    let value = format!("{client}{}", username.unwrap_or_default());
    let place = rows.iter().position(|row| matches!(&*row.key, "topics" | "source" | "rule"));
    let row = LeadRow { key: "client".to_owned(), title, value };
    rows.insert(place.unwrap_or(rows.len()), row);
    for row in &mut rows {
        row.value = lines(&row.value);
    }
    rows
}

fn links(lead: &Lead, rules: &Rules) -> Vec<Link> {
    let link = |key, value: &str, address| Link {
        title: text_with(rules.language, key, &[("value", value.to_owned().into())]),
        address,
    };
    let phones = lead.known.phones.iter().map(|phone| {
        let shown = crate::detect::phone::for_people(&phone.e164);
        link("email-call", &shown, format!("tel:{}", phone.e164))
    });
    let username = lead.client.username.as_deref().filter(|name| is_username(name));
    let telegram = username.map(|name| link("email-write", name, format!("https://t.me/{name}")));
    phones.chain(telegram).collect()
}

/// What Telegram lets people call themselves; anything else does not belong in an address.
fn is_username(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn said(line: &Line, client: &str, rules: &Rules, at: DateTime<Utc>) -> Said {
    let language = rules.language;
    let [then, now] = [line.at, at].map(|moment| moment.with_timezone(&rules.timezone));
    let same_day = then.date_naive() == now.date_naive();
    let time = then.format(if same_day { "%H:%M" } else { "%d.%m %H:%M" }).to_string();
    let who = match line.by {
        Speaker::Client => client.to_owned(),
        Speaker::Bot => text(language, "email-bot"),
        Speaker::Manager => text(language, "email-manager"),
    };
    let mut words: String = line.text.chars().take(SAID).collect();
    if words.len() < line.text.len() {
        words.push('…');
    }
    if line.kind != MediaKind::Text {
        let kind = text(language, &format!("desk-kind-{}", line.kind.key()));
        words = format!("[{kind}] {words}");
    }
    let words = lines(&words).trim().to_owned();
    Said { time, who, words, by_client: line.by == Speaker::Client }
}

fn footer(lead: &Lead, rules: &Rules) -> Vec<String> {
    let company = one_line(&rules.company, NAME);
    let mut footer =
        vec![text_with(rules.language, "email-footer", &[("company", company.into())])];
    if let Some(email) = lead.known.emails.first() {
        let email = one_line(email, NAME).into();
        footer.push(text_with(rules.language, "email-answer", &[("email", email)]));
    }
    footer
}
