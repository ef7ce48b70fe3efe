//! A portal's lead as its answers tell it, by either set of names; pure.

use serde_json::Value;

use super::fields::{Kind, Multi, upper};

/// What is read of a lead.
pub const READ: [&str; 7] =
    ["id", "stageId", "stageSemanticId", "contactId", "companyId", "originatorId", "originId"];

/// A lead of a portal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The portal's number of it.
    pub id: u64,
    /// The code of its stage.
    pub stage: String,
    /// `P` in work, `S` won, `F` lost; may be missing.
    pub meaning: String,
    /// The contact it belongs to.
    pub contact: Option<u64>,
    /// The company it belongs to.
    pub company: Option<u64>,
    /// Who made it.
    pub originator: String,
    /// What its maker calls it.
    pub origin: String,
    /// Its phones, addresses, messengers, pages.
    pub multi: Vec<Multi>,
}

impl Found {
    /// Reads a lead of an answer; without a number it is none.
    pub fn read(value: &Value) -> Option<Self> {
        let text = |name| text_of(field(value, name));
        Some(Self {
            id: number(field(value, "id"))?,
            stage: text("stageId"),
            meaning: text("stageSemanticId"),
            contact: number(field(value, "contactId")),
            company: number(field(value, "companyId")),
            originator: text("originatorId"),
            origin: text("originId"),
            multi: multi(value),
        })
    }

    /// It has become a contact and a deal, or one of them.
    pub fn is_converted(&self) -> bool {
        self.stage == "CONVERTED" || self.meaning == "S"
    }

    /// Somebody is at work on it still.
    pub fn is_open(&self) -> bool {
        !self.is_converted() && self.meaning != "F" && self.stage != "JUNK"
    }

    /// Whether it has that value, however it is written.
    pub fn has(&self, kind: Kind, value: &str) -> bool {
        let same = |multi: &&Multi| multi.kind == kind && alike(kind, &multi.value, value);
        self.multi.iter().any(|multi| same(&multi))
    }
}

/// A number the portal may have written in quotes; 0 stands for nothing.
pub fn number(value: &Value) -> Option<u64> {
    let number = match value {
        Value::String(text) => text.trim().parse().ok()?,
        other => other.as_u64()?,
    };
    (number != 0).then_some(number)
}

fn alike(kind: Kind, one: &str, other: &str) -> bool {
    match kind {
        Kind::Phone => digits(one) == digits(other),
        _ => one.to_lowercase() == other.to_lowercase(),
    }
}

/// A phone's digits; 8 before ten more is Russia's own way to write 7.
fn digits(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('8') {
        Some(rest) if rest.len() == 10 => format!("7{rest}"),
        _ => digits,
    }
}

fn field<'a>(value: &'a Value, name: &str) -> &'a Value {
    value.get(name).or_else(|| value.get(upper(name))).unwrap_or(&Value::Null)
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn multi(value: &Value) -> Vec<Multi> {
    let listed = value.get("fm").and_then(Value::as_array).into_iter().flatten();
    let listed = listed.filter_map(|one| {
        let kind = Kind::ALL.into_iter().find(|kind| one["typeId"] == kind.key())?;
        Some((kind, one))
    });
    let apart = Kind::ALL.into_iter().flat_map(|kind| {
        let values = value.get(kind.key()).and_then(Value::as_array);
        values.into_iter().flatten().map(move |one| (kind, one))
    });
    let read = |(kind, one): (Kind, &Value)| Multi {
        id: number(field(one, "id")),
        kind,
        sort: text_of(field(one, "valueType")),
        value: text_of(field(one, "value")),
    };
    listed.chain(apart).map(read).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn phone() -> Multi {
        Multi {
            id: Some(11658),
            kind: Kind::Phone,
            sort: "WORK".to_owned(),
            value: "8 (900) 123-45-67".to_owned(),
        }
    }

    fn converted() -> Found {
        Found {
            id: 22,
            stage: "CONVERTED".to_owned(),
            meaning: "S".to_owned(),
            contact: Some(275),
            originator: "leadlatch".to_owned(),
            origin: "01J-7".to_owned(),
            multi: vec![phone()],
            ..Found::default()
        }
    }

    #[test]
    fn both_sets_of_names_tell_the_same() {
        let item = json!({"id": 22, "stageId": "CONVERTED", "stageSemanticId": "S", "contactId": 275,
            "companyId": 0, "originatorId": "leadlatch", "originId": "01J-7", "fm": [
            {"id": 11658, "valueType": "WORK", "value": "8 (900) 123-45-67", "typeId": "PHONE"}]});
        let lead = json!({"ID": "22", "STATUS_ID": "CONVERTED", "STATUS_SEMANTIC_ID": "S",
            "CONTACT_ID": "275", "COMPANY_ID": null, "ORIGINATOR_ID": "leadlatch",
            "ORIGIN_ID": "01J-7", "PHONE": [
            {"ID": "11658", "VALUE_TYPE": "WORK", "VALUE": "8 (900) 123-45-67", "TYPE_ID": "PHONE"}]});
        assert_eq!(Found::read(&item), Some(converted()));
        assert_eq!(Found::read(&lead), Some(converted()));
        assert_eq!(Found::read(&json!({"stageId": "NEW"})), None);
    }

    #[test]
    fn a_phone_is_known_however_it_is_written() {
        let found = converted();
        assert!(found.has(Kind::Phone, "+79001234567"));
        assert!(!found.has(Kind::Phone, "+79001234568"));
        assert!(!found.has(Kind::Email, "8 (900) 123-45-67"));
    }

    #[test]
    fn a_lead_won_or_lost_is_not_open() {
        let lead = |stage: &str, meaning: &str| Found {
            stage: stage.to_owned(),
            meaning: meaning.to_owned(),
            ..Found::default()
        };
        assert!(lead("NEW", "P").is_open() && lead("IN_PROCESS", "").is_open());
        assert!(!lead("JUNK", "").is_open() && !lead("UC_X", "F").is_open());
        assert!(!lead("CONVERTED", "").is_open() && lead("UC_Y", "S").is_converted());
    }
}
