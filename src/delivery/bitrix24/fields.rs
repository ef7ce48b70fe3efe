//! The fields of a portal's lead, whichever names a method has for them; pure.
//!
//! They are kept by the names of `crm.item.*` (`stageId`); the older
//! `crm.lead.*` calls the same fields `STATUS_ID` and lists phones apart.

use serde_json::{Map, Value, json};

/// Fields to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    /// Single values by their names in `crm.item.*`, or as the portal shows them (`UF_CRM_…`).
    pub single: Map<String, Value>,
    /// Phones, addresses, messengers, pages.
    pub multi: Vec<Multi>,
}

/// One of several values of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Multi {
    /// The portal's number of it, once it is there.
    pub id: Option<u64>,
    /// Which field.
    pub kind: Kind,
    /// `WORK`, `TELEGRAM` and the like.
    pub sort: String,
    /// The value.
    pub value: String,
}

/// The fields that hold several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Telephones.
    Phone,
    /// Addresses of e-mail.
    Email,
    /// Messengers.
    Im,
    /// Pages.
    Web,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 4] = [Kind::Phone, Kind::Email, Kind::Im, Kind::Web];

    /// The portal's word.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Phone => "PHONE",
            Kind::Email => "EMAIL",
            Kind::Im => "IM",
            Kind::Web => "WEB",
        }
    }
}

impl Fields {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.single.is_empty() && self.multi.is_empty()
    }

    /// Sets a single value; nothing is not written.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        let value = value.into();
        if !value.is_null() && value != "" {
            self.single.insert(name.to_owned(), value);
        }
    }

    /// Adds one of several values.
    pub fn add(&mut self, kind: Kind, sort: &str, value: &str) {
        let (sort, value) = (sort.to_owned(), value.to_owned());
        self.multi.push(Multi { id: None, kind, sort, value });
    }

    /// The parameters of `crm.item.add` and `crm.item.update`.
    pub fn for_items(&self) -> Map<String, Value> {
        let own = |name: &String| name.starts_with("UF_");
        let original = self.single.keys().any(own);
        let name = |name: &String| match original && name.starts_with("uf") {
            true => upper(name),
            false if own(name) => name.clone(),
            false => camel(name),
        };
        let single = self.single.iter().map(|(key, value)| (name(key), value.clone()));
        let mut fields: Map<String, Value> = single.collect();
        if !self.multi.is_empty() {
            let multi = self.multi.iter().map(|multi| {
                let mut one = json!({
                    "typeId": multi.kind.key(), "valueType": multi.sort, "value": multi.value,
                });
                if let Some(id) = multi.id {
                    one["id"] = id.into();
                }
                one
            });
            fields.insert("fm".to_owned(), multi.collect());
        }
        let mut parameters = Map::from_iter([("fields".to_owned(), Value::Object(fields))]);
        if original {
            parameters.insert("useOriginalUfNames".to_owned(), "Y".into());
        }
        parameters
    }

    /// The fields as `crm.lead.add` and `crm.lead.update` call them.
    pub fn for_leads(&self) -> Value {
        let single = self.single.iter().map(|(key, value)| (upper(key), value.clone()));
        let mut fields: Map<String, Value> = single.collect();
        for kind in Kind::ALL {
            let of_kind = self.multi.iter().filter(|multi| multi.kind == kind);
            let values: Vec<Value> = of_kind
                .map(|multi| {
                    let mut one = json!({"VALUE": multi.value, "VALUE_TYPE": multi.sort});
                    if let Some(id) = multi.id {
                        one["ID"] = id.into();
                    }
                    one
                })
                .collect();
            if !values.is_empty() {
                fields.insert(kind.key().to_owned(), values.into());
            }
        }
        Value::Object(fields)
    }
}

/// `stageId` as the older methods call it: `STATUS_ID`.
pub fn upper(name: &str) -> String {
    match name {
        "stageId" => return "STATUS_ID".to_owned(),
        "stageSemanticId" => return "STATUS_SEMANTIC_ID".to_owned(),
        _ => {}
    }
    let mut upper = String::with_capacity(name.len() + 4);
    let mut before = '_';
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && before.is_ascii_lowercase() {
            upper.push('_');
        }
        upper.push(letter.to_ascii_uppercase());
        before = letter;
    }
    upper
}

/// `STATUS_ID`, as owners may have copied it, by its name in `crm.item.*`.
fn camel(name: &str) -> String {
    if name.chars().any(|letter| letter.is_ascii_lowercase()) {
        return name.to_owned();
    }
    if name == "STATUS_ID" {
        return "stageId".to_owned();
    }
    let mut camel = String::with_capacity(name.len());
    for (place, part) in name.split('_').enumerate() {
        let mut letters = part.chars().map(|letter| letter.to_ascii_lowercase());
        match letters.next() {
            Some(first) if place > 0 => camel.push(first.to_ascii_uppercase()),
            Some(first) => camel.push(first),
            None => {}
        }
        camel.extend(letters);
    }
    camel
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Fields {
        let mut fields = Fields::default();
        fields.set("title", "Telegram");
        fields.set("stageId", "NEW");
        fields.set("assignedById", 7);
        fields.set("comments", "");
        fields.add(Kind::Phone, "WORK", "+79001234567");
        fields.add(Kind::Im, "TELEGRAM", "anna");
        fields
    }

    #[test]
    fn items_have_one_list_for_all_contacts() {
        assert_eq!(
            Value::Object(fields().for_items()),
            json!({"fields": {"title": "Telegram", "stageId": "NEW", "assignedById": 7, "fm": [
                {"typeId": "PHONE", "valueType": "WORK", "value": "+79001234567"},
                {"typeId": "IM", "valueType": "TELEGRAM", "value": "anna"},
            ]}})
        );
    }

    #[test]
    fn leads_have_a_list_for_each_and_shout() {
        assert_eq!(
            fields().for_leads(),
            json!({"TITLE": "Telegram", "STATUS_ID": "NEW", "ASSIGNED_BY_ID": 7,
                "PHONE": [{"VALUE": "+79001234567", "VALUE_TYPE": "WORK"}],
                "IM": [{"VALUE": "anna", "VALUE_TYPE": "TELEGRAM"}]})
        );
    }

    #[test]
    fn owners_may_write_a_field_as_the_portal_shows_it_or_as_its_rest_does() {
        let with = |keys: &[&str]| {
            let mut fields = Fields::default();
            keys.iter().for_each(|key| fields.set(key, "x"));
            Value::Object(fields.for_items())
        };
        assert_eq!(with(&["ufCrm_17"]), json!({"fields": {"ufCrm_17": "x"}}));
        assert_eq!(
            with(&["UF_CRM_17", "ufCrm_18", "SOURCE_ID"]),
            json!({"fields": {"UF_CRM_17": "x", "UF_CRM_18": "x", "sourceId": "x"},
                "useOriginalUfNames": "Y"})
        );
        let mut fields = Fields::default();
        fields.set("ufCrm_17", "x");
        assert_eq!(fields.for_leads(), json!({"UF_CRM_17": "x"}));
    }
}
