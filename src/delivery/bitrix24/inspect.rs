//! A look at a portal before leads go there: what is missing, what has to be filled, does it work.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::answer::{Lock, No};
use super::fields::{Fields, Kind, upper};
use super::portal::Portal;
use crate::rules::Rules;
use crate::texts::text;

/// What every lead of ours says anyway, or the portal fills by itself.
const FILLED: [&str; 10] = [
    "title",
    "name",
    "comments",
    "sourceDescription",
    "originId",
    "originatorId",
    "opened",
    "stageId",
    "sourceId",
    "assignedById",
];
/// No number in Russia's plan begins with 000.
const TRIAL_PHONE: &str = "+70000000000";

/// What a look at a portal has shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// The portal turns every lead into a deal at once; `None` when it does not say.
    pub simple: Option<bool>,
    /// Fields the portal wants filled and nobody fills: a lead without them is refused.
    pub required: Vec<Required>,
    /// Stages of `[bitrix24]` the portal does not have.
    pub unknown_stages: Vec<String>,
    /// The source of `[bitrix24]`, when the portal does not have it.
    pub unknown_source: Option<String>,
    /// Fields of `[bitrix24.fields]` the portal does not have; it would ignore them.
    pub unknown_fields: Vec<String>,
}

/// A field that must be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required {
    /// What `[bitrix24.fields]` calls it.
    pub key: String,
    /// What the portal's people call it.
    pub title: String,
}

/// How a lead fared that was written only to be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// The portal's number of it.
    pub id: u64,
    /// It could be read, and its phone was there.
    pub read: bool,
    /// It is gone again; else somebody has to delete it by hand.
    pub deleted: bool,
}

/// Looks at a portal and changes nothing.
///
/// # Errors
/// When the webhook is not let in, or has no right to the CRM.
pub async fn inspect(portal: &Portal, rules: &Rules) -> Result<Inspection, No> {
    scope(portal).await?;
    let fields = fields(portal).await?;
    let codes = &rules.bitrix24;
    let stages = statuses(portal, "STATUS").await?;
    let sources = statuses(portal, "SOURCE").await?;
    let named = [&codes.stage, &codes.stage_claimed, &codes.stage_done, &codes.stage_spam];
    let stages = named.into_iter().flatten().filter(|code| !known(&stages, code));
    let own: Vec<&str> = codes.fields.iter().map(|(key, _)| key.as_str()).collect();
    let is_own = |name: &str| own.iter().any(|key| same_name(key, name));
    let unknown = own.iter().filter(|key| !fields.iter().any(|it| same_name(&it.name, key)));
    let open = |it: &&Field| {
        it.required && !FILLED.iter().any(|name| same_name(name, &it.name)) && !is_own(&it.name)
    };
    Ok(Inspection {
        simple: portal.is_simple().await.ok(),
        required: fields.iter().filter(open).map(Field::as_required).collect(),
        unknown_stages: stages.cloned().collect::<BTreeSet<_>>().into_iter().collect(),
        unknown_source: codes.source.clone().filter(|code| !known(&sources, code)),
        unknown_fields: unknown.map(|key| (*key).to_owned()).collect(),
    })
}

/// Writes a lead, reads it back and deletes it.
///
/// # Errors
/// When it cannot be written.
pub async fn try_lead(portal: &Portal, rules: &Rules) -> Result<Trial, No> {
    let mut fields = Fields::default();
    fields.set("title", text(rules.language, "bitrix24-trial"));
    fields.set("name", "Leadlatch");
    fields.add(Kind::Phone, "WORK", TRIAL_PHONE);
    for (key, template) in &rules.bitrix24.fields {
        fields.set(key, template.source());
    }
    let id = portal.add(&fields).await?;
    let read = portal.lead(id).await;
    let read = matches!(read, Ok(Some(found)) if found.has(Kind::Phone, TRIAL_PHONE));
    let deleted = portal.delete(id).await.is_ok();
    Ok(Trial { id, read, deleted })
}

/// Whether the webhook may touch the CRM; a portal that does not tell is not asked twice.
async fn scope(portal: &Portal) -> Result<(), No> {
    match portal.client().call("scope", &json!({})).await {
        Ok(Value::Array(scopes)) if !scopes.iter().any(|scope| scope == "crm") => {
            Err(No::Locked(Lock::Scope))
        }
        Ok(_) | Err(No::Refused(_)) => Ok(()),
        Err(no) => Err(no),
    }
}

struct Field {
    name: String,
    title: String,
    required: bool,
}

impl Field {
    fn as_required(&self) -> Required {
        Required { key: self.name.clone(), title: self.title.clone() }
    }
}

async fn fields(portal: &Portal) -> Result<Vec<Field>, No> {
    let result = portal.fields().await?;
    let listed = result.get("fields").unwrap_or(&result).as_object();
    let read = |(name, about): (&String, &Value)| {
        let title = ["formLabel", "title"].into_iter().find_map(|key| about[key].as_str());
        let title = title.filter(|title| !title.is_empty()).unwrap_or(name).to_owned();
        Field { name: name.clone(), title, required: about["isRequired"] == true }
    };
    Ok(listed.into_iter().flatten().map(read).collect())
}

/// The codes of a dictionary; none when it cannot be read: then nothing is unknown.
async fn statuses(portal: &Portal, dictionary: &str) -> Result<Vec<String>, No> {
    let parameters = json!({"filter": {"ENTITY_ID": dictionary}});
    match portal.client().call("crm.status.list", &parameters).await {
        Ok(result) => {
            let rows = result.as_array().into_iter().flatten();
            Ok(rows.filter_map(|row| row["STATUS_ID"].as_str().map(str::to_owned)).collect())
        }
        Err(No::Refused(_)) => Ok(Vec::new()),
        Err(no) => Err(no),
    }
}

fn known(codes: &[String], code: &str) -> bool {
    codes.is_empty() || codes.iter().any(|known| known == code)
}

/// `ufCrm_17` is `UF_CRM_17`.
fn same_name(one: &str, other: &str) -> bool {
    upper(one) == upper(other)
}
