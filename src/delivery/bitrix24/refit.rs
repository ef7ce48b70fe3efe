//! A lead the portal has refused, without what it dislikes; pure.

use serde_json::Value;

use super::answer::Refusal;
use super::fields::{Fields, Kind, upper};
use crate::texts::{Language, text_with};

/// What a lead is nothing without.
const NEEDED: [&str; 6] = ["title", "name", "comments", "opened", "originatorId", "originId"];

/// What was left out: the field, and what it held.
pub type Dropped = Vec<(String, String)>;

/// Takes out the field the refusal names; when it names none, all that is not needed.
/// `None` when nothing more can be taken out, or that would not help.
pub fn refit(fields: &mut Fields, refusal: &Refusal) -> Option<Dropped> {
    let hopeless =
        ["CRM_FIELD_ERROR_REQUIRED", "ERROR_METHOD_NOT_FOUND", "CREATE_DYNAMIC_ITEM_RESTRICTED"];
    if hopeless.contains(&refusal.code.as_str()) {
        return None;
    }
    let words = format!("{} {}", refusal.code, refusal.words).to_lowercase();
    let mut dropped = take(fields, |name| names(&words, name), |kind| names_kind(&words, kind));
    if dropped.is_empty() && (refusal.code == "-" || speaks_of_stage(&words)) {
        dropped = take(fields, |name| name == "stageId", |_| false);
    }
    if dropped.is_empty() {
        dropped = take(fields, |_| true, |kind| kind != Kind::Phone);
    }
    (!dropped.is_empty()).then_some(dropped)
}

/// Writes into the comment what has found no place elsewhere.
pub fn note(fields: &mut Fields, dropped: &Dropped, language: Language) {
    let Some(Value::String(comments)) = fields.single.get_mut("comments") else { return };
    for (field, value) in dropped.iter().filter(|(field, _)| is_worth_telling(field)) {
        let places = [("field", field.as_str().into()), ("value", value.as_str().into())];
        comments.push('\n');
        comments.push_str(&text_with(language, "bitrix24-not-taken", &places));
    }
}

/// The portal's own codes tell people nothing.
fn is_worth_telling(field: &str) -> bool {
    let codes = ["stageId", "sourceId", "assignedById", "contactId", "companyId"];
    !codes.contains(&field)
}

fn take(
    fields: &mut Fields,
    single: impl Fn(&str) -> bool,
    multi: impl Fn(Kind) -> bool,
) -> Dropped {
    let names: Vec<String> = fields.single.keys().cloned().collect();
    let names = names.into_iter().filter(|name| !NEEDED.contains(&&**name) && single(name));
    let mut dropped: Dropped = names
        .filter_map(|name| {
            let value = fields.single.remove(&name)?;
            let words = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            Some((name, words))
        })
        .collect();
    fields.multi.retain(|one| {
        let goes = multi(one.kind);
        if goes && one.id.is_none() {
            dropped.push((one.kind.key().to_owned(), one.value.clone()));
        }
        !goes
    });
    dropped
}

fn names(words: &str, field: &str) -> bool {
    words.contains(&field.to_lowercase()) || words.contains(&upper(field).to_lowercase())
}

/// The portal speaks the language of its people.
fn names_kind(words: &str, kind: Kind) -> bool {
    let spellings: &[&str] = match kind {
        Kind::Phone => &["phone", "телефон"],
        Kind::Email => &["mail", "почт"],
        Kind::Im => &["messenger", "мессенджер", "telegram"],
        Kind::Web => &["web", "url", "сайт", "ссылк"],
    };
    spellings.iter().any(|spelling| words.contains(spelling))
}

fn speaks_of_stage(words: &str) -> bool {
    ["stage", "status", "стади", "статус"].iter().any(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead() -> Fields {
        let mut fields = Fields::default();
        for (name, value) in [
            ("title", "Telegram: Анна"),
            ("comments", "Тема: цена"),
            ("stageId", "UC_1"),
            ("ufCrm_17", "Москва"),
        ] {
            fields.set(name, value);
        }
        fields.add(Kind::Phone, "WORK", "+79001234567");
        fields.add(Kind::Email, "WORK", "a@b");
        fields
    }

    fn refusal(code: &str, words: &str) -> Refusal {
        Refusal { code: code.to_owned(), words: words.to_owned() }
    }

    fn dropped(code: &str, words: &str) -> Option<Vec<String>> {
        let dropped = refit(&mut lead(), &refusal(code, words))?;
        Some(dropped.into_iter().map(|(field, _)| field).collect())
    }

    #[test]
    fn the_field_that_is_named_goes_whatever_it_is_called() {
        let invalid = "CRM_FIELD_ERROR_VALUE_NOT_VALID";
        let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(dropped(invalid, "Invalid value of field \"E-mail\""), names(&["EMAIL"]));
        assert_eq!(dropped(invalid, "Неверное значение поля «Телефон»"), names(&["PHONE"]));
        assert_eq!(dropped(invalid, "Field UF_CRM_17 is wrong"), names(&["ufCrm_17"]));
        assert_eq!(dropped("-", "Недостаточно прав на смену стадии"), names(&["stageId"]));
        assert_eq!(dropped("", "STATUS_ID is wrong"), names(&["stageId"]));
    }

    #[test]
    fn when_nothing_is_named_only_what_is_needed_stays() {
        let mut fields = lead();
        let dropped = refit(&mut fields, &refusal("100", "Something is wrong")).unwrap();
        let names: Vec<&str> = dropped.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(names, ["stageId", "ufCrm_17", "EMAIL"]);
        assert_eq!(fields.multi.len(), 1, "the phone stays");
        assert_eq!(refit(&mut fields, &refusal("100", "Something is wrong")), None);
    }

    #[test]
    fn what_is_left_out_stands_in_the_comment() {
        let mut fields = lead();
        let dropped = refit(&mut fields, &refusal("X", "bad e-mail, bad stage_id")).unwrap();
        note(&mut fields, &dropped, Language::En);
        assert_eq!(
            fields.single["comments"],
            "Тема: цена\nThe portal did not take the field EMAIL: a@b"
        );
    }

    #[test]
    fn a_field_that_lacks_cannot_be_taken_out() {
        assert_eq!(dropped("CRM_FIELD_ERROR_REQUIRED", "Поле \"Почта\" обязательно"), None);
    }
}
