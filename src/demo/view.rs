//! What the page shows, as the stand-in and the store have it; nothing is worked out anew.

mod bitrix24;
mod lead;
mod step;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::mailbox::Letter;
use super::stage::{Scene, Stage};
use super::telegram::{Button, Line};
use super::time;
use crate::delivery::email::thread;
use crate::dialog::{ChatKey, LeadId, Status};
use crate::store::StoreError;
use crate::texts::Language;
use crate::trace_text;
use bitrix24::PortalView;
use lead::LeadView;
use step::StepView;

/// The whole page for one chosen customer.
#[derive(Serialize)]
pub(super) struct View {
    company: String,
    language: Language,
    rules_file: String,
    zone: String,
    now: DateTime<Utc>,
    day: bool,
    sources: Vec<SourceView>,
    customers: Vec<CustomerView>,
    manager: i64,
    group: i64,
    group_lines: Vec<Line>,
    chosen: i64,
    phone: String,
    lines: Vec<Line>,
    keyboard: Vec<Vec<Button>>,
    steps: Vec<StepView>,
    lead: Option<LeadView>,
    letters: Vec<Letter>,
    bitrix24: PortalView,
}

#[derive(Serialize)]
struct SourceView {
    code: String,
    label: String,
}

#[derive(Serialize)]
struct CustomerView {
    id: i64,
    name: String,
    status: StatusView,
}

/// A status: its English key for the page's colours, its words for people.
#[derive(Serialize)]
pub(super) struct StatusView {
    key: &'static str,
    words: String,
}

impl StatusView {
    fn of(status: Status, language: Language) -> StatusView {
        StatusView { key: status.key(), words: trace_text::status(status, language) }
    }
}

impl View {
    /// The view with this customer chosen, or the last one when he is not there.
    pub fn of(stage: &Stage, scene: &Scene, wanted: Option<i64>) -> Result<View, StoreError> {
        let (rules, store, cast) = (&*scene.bot.rules(), &scene.bot.store, &scene.cast);
        let last = cast.customers.last().copied().unwrap_or_default();
        let chosen = wanted.filter(|id| cast.customers.contains(id)).unwrap_or(last);
        let key = ChatKey::private(chosen);
        let (lines, customer) =
            (stage.telegram.history(chosen), stage.telegram.known_customer(chosen));
        let lead = store.dialog(&key)?.lead;
        let source = |(code, label): (&String, &String)| SourceView {
            code: code.clone(),
            label: label.clone(),
        };
        Ok(View {
            company: rules.company.clone(),
            language: rules.language,
            rules_file: file_name(stage),
            zone: rules.timezone.name().to_owned(),
            now: stage.clock.now(),
            day: time::is_day(rules, stage.clock.now()),
            sources: rules.sources.iter().map(source).collect(),
            customers: customers(stage, scene)?,
            manager: cast.manager,
            group: cast.group.id(),
            group_lines: stage.telegram.history(cast.group.id()),
            chosen,
            phone: customer.as_ref().map(|customer| customer.phone()).unwrap_or_default(),
            keyboard: customer.map(|customer| customer.keyboard_rows()).unwrap_or_default(),
            steps: step::steps(&store.traces(&key)?, &lines, rules.language),
            letters: lead.as_ref().map(|lead| letters(stage, lead.id)).unwrap_or_default(),
            bitrix24: PortalView::of(&stage.portal, lead.as_ref(), store, rules.language)?,
            lead: lead.map(|lead| LeadView::of(&lead, rules, store)).transpose()?,
            lines,
        })
    }
}

fn customers(stage: &Stage, scene: &Scene) -> Result<Vec<CustomerView>, StoreError> {
    let language = scene.bot.rules().language;
    let view = |id: &i64| {
        let status = scene.bot.store.dialog(&ChatKey::private(*id))?.chat.status;
        let name = stage.telegram.known_customer(*id).map(|customer| customer.name());
        let status = StatusView::of(status, language);
        Ok(CustomerView { id: *id, name: name.unwrap_or_default(), status })
    };
    scene.cast.customers.iter().map(view).collect()
}

/// What has arrived in the mailbox about this lead, oldest first.
fn letters(stage: &Stage, lead: LeadId) -> Vec<Letter> {
    let mut letters = stage.mailbox.letters();
    letters.retain(|letter| thread::is_of_lead(&letter.message_id, lead));
    letters
}

fn file_name(stage: &Stage) -> String {
    let name = stage.rules_file.file_name();
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What changes when a step is made or a lead arrives; the page is told when this does.
pub(super) fn pulse(stage: &Stage, scene: &Scene) -> Result<String, StoreError> {
    let store = &scene.bot.store;
    let mut pulse = stage.portal.revision().borrow().to_string();
    for id in &scene.cast.customers {
        let dialog = store.dialog(&ChatKey::private(*id))?;
        pulse += &format!("{id}:{};", dialog.chat.version);
        if let Some(lead) = dialog.lead {
            let states = store.deliveries(lead.id)?;
            pulse += &format!("{:?}", states.values().map(|it| it.state).collect::<Vec<_>>());
        }
    }
    Ok(pulse)
}
