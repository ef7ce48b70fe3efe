//! A lead for the page, as it stands in the portal.

use serde::Serialize;

use crate::demo::bitrix24::{Deal, Lead as Known, Portal};
use crate::dialog::{Lead, Sink};
use crate::store::{Store, StoreError};
use crate::texts::{Language, text};

/// What the page shows of the portal.
#[derive(Serialize)]
pub(in crate::demo) struct PortalView {
    /// Nobody can reach it.
    down: bool,
    /// The lead chosen has not arrived yet.
    waits: bool,
    card: Option<CardView>,
}

#[derive(Serialize)]
struct CardView {
    /// «Лид №5»
    name: String,
    title: String,
    /// The portal's code of its stage, for colours.
    stage: String,
    stage_words: String,
    rows: Vec<Row>,
    timeline: Vec<String>,
    comment: String,
}

/// A field of the card.
#[derive(Serialize)]
struct Row {
    title: String,
    value: String,
}

impl PortalView {
    pub fn of(
        portal: &Portal,
        lead: Option<&Lead>,
        store: &Store,
        language: Language,
    ) -> Result<PortalView, StoreError> {
        let delivery = match lead {
            Some(lead) => store.deliveries(lead.id)?.remove(&Sink::Bitrix24),
            None => None,
        };
        let reference = delivery.as_ref().and_then(|delivery| delivery.reference.as_deref());
        let card = reference.and_then(|reference| card(portal, reference, language));
        Ok(PortalView { down: portal.is_down(), waits: delivery.is_some() && card.is_none(), card })
    }
}

fn card(portal: &Portal, reference: &str, language: Language) -> Option<CardView> {
    let (kind, id) = reference.split_once(':')?;
    let id: u64 = id.parse().ok()?;
    match kind {
        "lead" => {
            let lead = portal.leads().into_iter().find(|lead| lead.id == id)?;
            Some(of_lead(portal, &lead, language))
        }
        _ => {
            let deal = portal.deals().into_iter().find(|deal| deal.id == id)?;
            Some(of_deal(portal, &deal, language))
        }
    }
}

fn of_lead(portal: &Portal, lead: &Known, language: Language) -> CardView {
    let stage = lead.text("stageId").to_owned();
    let joined = |kind| lead.values(kind).join(", ");
    CardView {
        name: name("demo-b24-lead", lead.id, language),
        title: lead.text("title").to_owned(),
        stage_words: text(language, stage_key(&stage)),
        stage,
        rows: rows(
            [
                ("demo-b24-phone", joined("PHONE")),
                ("demo-b24-email", joined("EMAIL")),
                ("demo-b24-telegram", joined("IM")),
                ("demo-b24-source", lead.text("sourceDescription").to_owned()),
            ],
            language,
        ),
        timeline: portal.comments("lead", lead.id),
        comment: lead.text("comments").to_owned(),
    }
}

fn of_deal(portal: &Portal, deal: &Deal, language: Language) -> CardView {
    let contact = portal.contacts().into_iter().find(|contact| contact.id == deal.contact);
    let phones = contact.into_iter().flat_map(|contact| contact.multi);
    let phones: Vec<String> =
        phones.filter(|(kind, _)| kind == "PHONE").map(|(_, value)| value).collect();
    CardView {
        name: name("demo-b24-deal", deal.id, language),
        title: deal.title.clone(),
        stage: "NEW".to_owned(),
        stage_words: text(language, stage_key("NEW")),
        rows: rows([("demo-b24-phone", phones.join(", "))], language),
        timeline: portal.comments("deal", deal.id),
        comment: String::new(),
    }
}

fn name(key: &str, id: u64, language: Language) -> String {
    format!("{}{id}", text(language, key))
}

fn rows<const N: usize>(rows: [(&str, String); N], language: Language) -> Vec<Row> {
    let known = rows.into_iter().filter(|(_, value)| !value.is_empty());
    known.map(|(key, value)| Row { title: text(language, key), value }).collect()
}

fn stage_key(stage: &str) -> &'static str {
    match stage {
        "IN_PROCESS" => "demo-b24-stage-in-work",
        "PROCESSED" => "demo-b24-stage-done",
        "CONVERTED" => "demo-b24-stage-won",
        "JUNK" => "demo-b24-stage-lost",
        _ => "demo-b24-stage-new",
    }
}
