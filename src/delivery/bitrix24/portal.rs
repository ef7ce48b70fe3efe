//! What is asked of a portal, by the methods it knows: `crm.item.*`, or the older `crm.lead.*`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use serde_json::{Map, Value, json};
use tokio::time::Instant;

use super::answer::{No, Refusal, Unclear};
use super::client::Client;
use super::fields::{Fields, upper};
use super::found::{Found, READ, number};
use crate::settings::Bitrix24Api;

/// A lead's number among the kinds of things a CRM has
/// (`api-reference/crm/universal` in `bitrix-tools/b24-rest-docs`).
const LEAD: u32 = 1;
/// How long an answer about the portal's mode is believed.
const MODE_HOLDS: Duration = Duration::from_secs(600);

/// A portal.
pub struct Portal {
    client: Client,
    older: AtomicBool,
    /// Whether leads become deals at once, and when that was asked.
    simple: Mutex<Option<(bool, Instant)>>,
}

/// A thing of the CRM that has a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A lead.
    Lead(u64),
    /// A deal a lead has become.
    Deal(u64),
}

/// Who has those contacts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// Leads.
    pub leads: Vec<u64>,
    /// Contacts.
    pub contacts: Vec<u64>,
    /// Companies.
    pub companies: Vec<u64>,
}

impl Portal {
    /// The portal behind a client.
    pub fn new(client: Client, api: Bitrix24Api) -> Self {
        Self { client, older: AtomicBool::new(api == Bitrix24Api::Lead), simple: Mutex::default() }
    }

    /// The client, for what is asked of it alone.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Adds a lead; its number.
    pub async fn add(&self, fields: &Fields) -> Result<u64, No> {
        let result = self.either(
            ("crm.item.add", item(fields.for_items())),
            // The person in charge is told, as of a lead made by hand.
            (
                "crm.lead.add",
                json!({"fields": fields.for_leads(), "params": {"REGISTER_SONET_EVENT": "Y"}}),
            ),
        );
        let result = result.await?;
        let id = result.pointer("/item/id").unwrap_or(&result);
        number(id).ok_or(No::Unclear(Unclear::Garbled))
    }

    /// How long no lead can be added.
    pub fn adding_rests(&self) -> Option<Duration> {
        let older = self.older.load(Ordering::Relaxed);
        self.client.rests(if older { "crm.lead.add" } else { "crm.item.add" })
    }

    /// A lead; `None` when there is none of that number.
    pub async fn lead(&self, id: u64) -> Result<Option<Found>, No> {
        let by_id = Map::from_iter([("id".to_owned(), id.into())]);
        let got = self
            .either(("crm.item.get", item(by_id.clone())), ("crm.lead.get", by_id.into()))
            .await;
        match got {
            Ok(result) => {
                let found = Found::read(result.get("item").unwrap_or(&result));
                found.map(Some).ok_or(No::Unclear(Unclear::Garbled))
            }
            Err(No::Refused(refusal)) if is_missing(&refusal) => Ok(None),
            Err(no) => Err(no),
        }
    }

    /// Changes a lead.
    pub async fn update(&self, id: u64, fields: &Fields) -> Result<(), No> {
        let mut newer = fields.for_items();
        newer.insert("id".to_owned(), id.into());
        let older = json!({"id": id, "fields": fields.for_leads()});
        self.either(("crm.item.update", item(newer)), ("crm.lead.update", older)).await.map(drop)
    }

    /// Deletes a lead.
    pub async fn delete(&self, id: u64) -> Result<(), No> {
        let by_id = Map::from_iter([("id".to_owned(), id.into())]);
        let newer = item(by_id.clone());
        self.either(("crm.item.delete", newer), ("crm.lead.delete", by_id.into())).await.map(drop)
    }

    /// What is known of a lead's fields, by name.
    pub async fn fields(&self) -> Result<Value, No> {
        self.either(("crm.item.fields", item(Map::new())), ("crm.lead.fields", json!({}))).await
    }

    /// The newest leads a filter lets through.
    pub async fn leads(&self, filter: &Map<String, Value>) -> Result<Vec<Found>, No> {
        let older: Map<String, Value> =
            filter.iter().map(|(name, value)| (upper(name), value.clone())).collect();
        let newer = Map::from_iter([
            ("filter".to_owned(), Value::Object(filter.clone())),
            ("select".to_owned(), READ.to_vec().into()),
            ("order".to_owned(), json!({"id": "DESC"})),
        ]);
        let older = json!({"filter": older, "select": READ.map(upper), "order": {"ID": "DESC"}});
        let result = self.either(("crm.item.list", item(newer)), ("crm.lead.list", older)).await?;
        let listed = result.get("items").unwrap_or(&result).as_array();
        let listed = listed.ok_or(No::Unclear(Unclear::Garbled))?;
        Ok(listed.iter().filter_map(Found::read).collect())
    }

    /// Who has one of these phones (`PHONE`) or addresses (`EMAIL`).
    pub async fn owners(&self, kind: &str, values: &[String]) -> Result<Owners, No> {
        let parameters = json!({"type": kind, "values": values});
        let result = self.client.call("crm.duplicate.findbycomm", &parameters).await?;
        let of = |key: &str| -> Vec<u64> {
            let ids = result.get(key).and_then(Value::as_array);
            ids.into_iter().flatten().filter_map(number).collect()
        };
        Ok(Owners { leads: of("LEAD"), contacts: of("CONTACT"), companies: of("COMPANY") })
    }

    /// The deal a lead has become.
    pub async fn deal_of(&self, lead: u64) -> Result<Option<u64>, No> {
        let parameters = json!({"select": ["ID"], "filter": {"LEAD_ID": lead}});
        let result = self.client.call("crm.deal.list", &parameters).await?;
        let first = result.as_array().and_then(|deals| deals.first());
        Ok(first.and_then(|deal| number(&deal["ID"])))
    }

    /// Whether the portal turns every lead into a deal at once (the simple CRM).
    pub async fn is_simple(&self) -> Result<bool, No> {
        if let Some((simple, at)) = *self.simple()
            && at.elapsed() < MODE_HOLDS
        {
            return Ok(simple);
        }
        let mode = self.client.call("crm.settings.mode.get", &json!({})).await?;
        let simple = number(&mode) == Some(2);
        *self.simple() = Some((simple, Instant::now()));
        Ok(simple)
    }

    fn simple(&self) -> MutexGuard<'_, Option<(bool, Instant)>> {
        self.simple.lock().unwrap_or_else(|broken| broken.into_inner())
    }

    /// Writes a comment into a timeline.
    pub async fn comment(&self, place: Place, words: &str) -> Result<(), No> {
        let (kind, id) = place.kind_and_id();
        let fields = json!({"ENTITY_ID": id, "ENTITY_TYPE": kind, "COMMENT": words});
        self.client.call("crm.timeline.comment.add", &json!({"fields": fields})).await.map(drop)
    }

    /// The newest comments of a timeline.
    pub async fn comments(&self, place: Place) -> Result<Vec<String>, No> {
        let (kind, id) = place.kind_and_id();
        let parameters = json!({
            "filter": {"ENTITY_ID": id, "ENTITY_TYPE": kind},
            "select": ["ID", "COMMENT"], "order": {"ID": "DESC"},
        });
        let result = self.client.call("crm.timeline.comment.list", &parameters).await?;
        let comments = result.as_array().ok_or(No::Unclear(Unclear::Garbled))?;
        let words = |comment: &Value| comment["COMMENT"].as_str().map(str::to_owned);
        Ok(comments.iter().filter_map(words).collect())
    }

    /// Calls the newer method, or the older one where that is wanted or the only one known.
    async fn either(
        &self,
        newer: (&'static str, Value),
        older: (&'static str, Value),
    ) -> Result<Value, No> {
        if !self.older.load(Ordering::Relaxed) {
            match self.client.call(newer.0, &newer.1).await {
                Err(No::Refused(refusal)) if is_unknown_method(&refusal) => {
                    tracing::warn!("the portal knows no crm.item methods: crm.lead from now on");
                    self.older.store(true, Ordering::Relaxed);
                }
                outcome => return outcome,
            }
        }
        self.client.call(older.0, &older.1).await
    }
}

impl Place {
    /// The portal's word for it, and its number.
    pub fn kind_and_id(self) -> (&'static str, u64) {
        match self {
            Place::Lead(id) => ("lead", id),
            Place::Deal(id) => ("deal", id),
        }
    }

    /// As the lead book keeps it: `lead:3465`.
    pub fn reference(self) -> String {
        let (kind, id) = self.kind_and_id();
        format!("{kind}:{id}")
    }

    /// What the lead book has kept.
    pub fn of_reference(reference: &str) -> Option<Self> {
        let (kind, id) = reference.split_once(':')?;
        let id = id.parse().ok()?;
        match kind {
            "lead" => Some(Place::Lead(id)),
            "deal" => Some(Place::Deal(id)),
            _ => None,
        }
    }
}

fn item(mut parameters: Map<String, Value>) -> Value {
    parameters.insert("entityTypeId".to_owned(), LEAD.into());
    Value::Object(parameters)
}

fn is_unknown_method(refusal: &Refusal) -> bool {
    refusal.code == "ERROR_METHOD_NOT_FOUND"
}

/// `crm.item.get` has a code for it, `crm.lead.get` only words.
pub fn is_missing(refusal: &Refusal) -> bool {
    refusal.code == "NOT_FOUND"
        || refusal.code == "OWNER_NOT_FOUND"
        || refusal.words.to_lowercase().starts_with("not found")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_the_lead_book() {
        for place in [Place::Lead(3465), Place::Deal(77)] {
            assert_eq!(Place::of_reference(&place.reference()), Some(place));
        }
        assert_eq!(Place::of_reference("task:5"), None);
        assert_eq!(Place::of_reference("3465"), None);
    }
}
