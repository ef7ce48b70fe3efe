//! The fields of a lead, by both of their names, and the portal's dictionaries.

use serde_json::{Map, Value};

/// By their names in `crm.item.*` and in `crm.lead.*`.
pub(super) const FIELDS: [(&str, &str, &str); 25] = [
    ("title", "TITLE", "Название"),
    ("name", "NAME", "Имя"),
    ("secondName", "SECOND_NAME", "Отчество"),
    ("lastName", "LAST_NAME", "Фамилия"),
    ("companyTitle", "COMPANY_TITLE", "Название компании"),
    ("stageId", "STATUS_ID", "Стадия"),
    ("stageSemanticId", "STATUS_SEMANTIC_ID", "Группа стадии"),
    ("sourceId", "SOURCE_ID", "Источник"),
    ("sourceDescription", "SOURCE_DESCRIPTION", "Дополнительно об источнике"),
    ("comments", "COMMENTS", "Комментарий"),
    ("opened", "OPENED", "Доступен для всех"),
    ("assignedById", "ASSIGNED_BY_ID", "Ответственный"),
    ("contactId", "CONTACT_ID", "Контакт"),
    ("companyId", "COMPANY_ID", "Компания"),
    ("originatorId", "ORIGINATOR_ID", "Внешний источник"),
    ("originId", "ORIGIN_ID", "Идентификатор во внешнем источнике"),
    ("utmSource", "UTM_SOURCE", "Рекламная система"),
    ("utmMedium", "UTM_MEDIUM", "Тип трафика"),
    ("utmCampaign", "UTM_CAMPAIGN", "Рекламная кампания"),
    ("utmContent", "UTM_CONTENT", "Содержание кампании"),
    ("utmTerm", "UTM_TERM", "Условие поиска кампании"),
    ("address", "ADDRESS", "Адрес"),
    ("post", "POST", "Должность"),
    ("opportunity", "OPPORTUNITY", "Сумма"),
    ("currencyId", "CURRENCY_ID", "Валюта"),
];

/// Stages and what they mean: in work, won, lost.
pub(super) const STAGES: [(&str, &str, &str); 5] = [
    ("NEW", "Не обработан", "P"),
    ("IN_PROCESS", "В работе", "P"),
    ("PROCESSED", "Обработан", "P"),
    ("CONVERTED", "Качественный лид", "S"),
    ("JUNK", "Некачественный лид", "F"),
];

/// Sources.
pub(super) const SOURCES: [(&str, &str); 4] =
    [("CALL", "Звонок"), ("EMAIL", "Электронная почта"), ("WEB", "Веб-сайт"), ("OTHER", "Другое")];

/// The several-valued fields and what kinds of values they take.
pub(super) const MULTI: [(&str, &[&str]); 4] = [
    ("PHONE", &["WORK", "MOBILE", "FAX", "HOME", "PAGER", "MAILING", "OTHER"]),
    ("EMAIL", &["WORK", "HOME", "MAILING", "OTHER"]),
    ("IM", &["TELEGRAM", "VK", "SKYPE", "VIBER", "BITRIX24", "OPENLINE", "OTHER"]),
    ("WEB", &["WORK", "HOME", "VK", "LIVEJOURNAL", "TWITTER", "OTHER"]),
];

/// What a stage means.
pub(super) fn meaning(stage: &str) -> &'static str {
    STAGES.iter().find(|(code, ..)| *code == stage).map_or("P", |(.., meaning)| meaning)
}

/// What the portal's people call a field.
pub(super) fn title(name: &str) -> &str {
    FIELDS.iter().find(|(item, ..)| *item == name).map_or(name, |(.., title)| title)
}

/// The fields of `crm.item.*` the portal knows; others are passed over in silence.
pub(super) fn of_item(fields: &Map<String, Value>, original: bool) -> Map<String, Value> {
    let known = fields.iter().filter_map(|(name, value)| {
        let name = match original {
            true if name.starts_with("UF_CRM_") => name.replacen("UF_CRM_", "ufCrm_", 1),
            false if name.starts_with("ufCrm_") => name.clone(),
            _ => FIELDS.iter().find(|(item, ..)| item == name)?.0.to_owned(),
        };
        Some((name, value.clone()))
    });
    known.collect()
}

/// The fields of `crm.lead.*` the portal knows.
pub(super) fn of_lead(fields: &Map<String, Value>) -> Map<String, Value> {
    let known = fields.iter().filter_map(|(name, value)| {
        let name = match name.strip_prefix("UF_CRM_") {
            Some(own) => format!("ufCrm_{own}"),
            None => FIELDS.iter().find(|(_, lead, _)| lead == name)?.0.to_owned(),
        };
        Some((name, value.clone()))
    });
    known.collect()
}

/// A name of `crm.item.*` as `crm.lead.*` has it.
pub(super) fn upper(name: &str) -> String {
    match name.strip_prefix("ufCrm_") {
        Some(own) => format!("UF_CRM_{own}"),
        None if name == "id" => "ID".to_owned(),
        None => {
            let known = FIELDS.iter().find(|(item, ..)| *item == name);
            known.map_or(name, |(_, lead, _)| lead).to_owned()
        }
    }
}
