//! A lead that is in the portal grows: what it lacks is added, what is new is told in its timeline.

use super::answer::{No, Refusal};
use super::attempt::{Attempt, Change};
use super::fields::Multi;
use super::found::Found;
use super::portal::{Place, is_missing};
use super::{item, refit, remedy};
use crate::delivery::Failure;
use crate::dialog::LeadStatus;
use crate::texts::text_with;

impl Attempt<'_> {
    /// Brings what is there up to date; where it is now, or `None` when it is not there any more.
    pub(super) async fn grow(
        &self,
        place: Place,
        change: &Change,
    ) -> Result<Option<Place>, Failure> {
        let id = match place {
            Place::Deal(_) => return self.tell_deal(place, change).await.map(Some),
            Place::Lead(id) => id,
        };
        let found = self.portal.lead(id).await.map_err(|no| self.unread(&no))?;
        let Some(found) = found else { return Ok(None) };
        if found.is_converted() {
            let place = self.deal_or_lead(id).await?;
            return self.tell_deal(place, change).await.map(Some);
        }
        let refused = self.update(&found, change).await?;
        if let Some(note) = &change.note {
            self.comment(place, note).await?;
        }
        match refused {
            Some(words) => Err(Failure::Refused(words)),
            None => Ok(Some(place)),
        }
    }

    /// The words of the portal's no, should it take none of it.
    async fn update(&self, found: &Found, change: &Change) -> Result<Option<String>, Failure> {
        let mut fields = item::change(self.lead, &change.changed, self.rules);
        fields.multi = missing(fields.multi, found);
        if fields.single.get("stageId").is_some_and(|stage| *stage == found.stage) {
            fields.single.remove("stageId");
        }
        if !fields.multi.is_empty() {
            // They would be there twice.
            self.wait_for_what_runs()?;
        }
        while !fields.is_empty() {
            match self.portal.update(found.id, &fields).await {
                Ok(()) => break,
                Err(No::Refused(refusal)) => match refit::refit(&mut fields, &refusal) {
                    Some(dropped) => self.tell_of_stage(&dropped, &refusal),
                    None => return Ok(Some(remedy::refused(&refusal, self.rules.language))),
                },
                Err(no) => return Err(self.failed(&no)),
            }
        }
        Ok(None)
    }

    /// A deal's stages are the portal's own business: it is told in words.
    async fn tell_deal(&self, place: Place, change: &Change) -> Result<Place, Failure> {
        let status = change.changed.iter().any(|key| key == "status").then(|| self.status());
        let words: Vec<String> = status.into_iter().chain(change.note.clone()).collect();
        if !words.is_empty() {
            self.comment(place, &words.join("\n")).await?;
        }
        Ok(place)
    }

    fn status(&self) -> String {
        let key = match self.lead.status {
            LeadStatus::New => "bitrix24-new",
            LeadStatus::Claimed => "bitrix24-claimed",
            LeadStatus::Done => "bitrix24-done",
            LeadStatus::Spam => "bitrix24-spam",
        };
        let by = self.lead.claimed_by.clone().unwrap_or_default();
        text_with(self.rules.language, key, &[("by", by.into())])
    }

    /// Writes a comment once, however often it is tried.
    async fn comment(&self, place: Place, words: &str) -> Result<(), Failure> {
        let words = item::plain(words);
        if (self.row.maybe_sent || self.row.attempts > 0) && self.says(place, &words).await? {
            return Ok(());
        }
        self.wait_for_what_runs()?;
        match self.portal.comment(place, &words).await {
            Ok(()) => Ok(()),
            Err(No::Refused(refusal)) if is_missing(&refusal) => Ok(()),
            Err(no) => Err(self.failed(&no)),
        }
    }

    /// Whether the timeline says that already; one that cannot be read says nothing.
    async fn says(&self, place: Place, words: &str) -> Result<bool, Failure> {
        match self.portal.comments(place).await {
            Ok(comments) => Ok(comments.iter().any(|comment| same(comment, words))),
            Err(No::Refused(_)) => Ok(false),
            Err(no) => Err(self.unread(&no)),
        }
    }

    /// Managers hear once that a stage is not taken.
    pub(super) fn tell_of_stage(&self, dropped: &[(String, String)], refusal: &Refusal) {
        let Some((_, stage)) = dropped.iter().find(|(name, _)| name == "stageId") else { return };
        let language = self.rules.language;
        let reason = remedy::reason(refusal, language);
        let places = [("stage", stage.as_str().into()), ("reason", reason.into())];
        let words = text_with(language, "bitrix24-stage-refused", &places);
        self.news.tell_once(&format!("stage {stage}"), words);
    }
}

/// Contacts the lead lacks, and beside them those of the same kind it has: with their
/// numbers they stay as they are, whether the portal adds to its list or replaces it.
fn missing(wanted: Vec<Multi>, found: &Found) -> Vec<Multi> {
    let lacks = |multi: &Multi| !found.has(multi.kind, &multi.value);
    let news: Vec<Multi> = wanted.into_iter().filter(lacks).collect();
    let of_their_kinds = |multi: &&Multi| news.iter().any(|other| other.kind == multi.kind);
    let kept: Vec<Multi> = found.multi.iter().filter(of_their_kinds).cloned().collect();
    kept.into_iter().chain(news).collect()
}

/// The portal may have changed spaces and line ends.
fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::bitrix24::fields::Kind;

    fn multi(id: Option<u64>, kind: Kind, value: &str) -> Multi {
        Multi { id, kind, sort: "WORK".to_owned(), value: value.to_owned() }
    }

    #[test]
    fn only_what_is_missing_is_added_and_its_neighbours_stay() {
        let old = multi(Some(5), Kind::Phone, "8 900 123-45-67");
        let page = multi(Some(6), Kind::Web, "https://t.me/anna");
        let found = Found { multi: vec![old.clone(), page], ..Found::default() };
        let same = multi(None, Kind::Phone, "+79001234567");
        let new = multi(None, Kind::Phone, "+79007654321");
        assert_eq!(missing(vec![same.clone(), new.clone()], &found), [old, new]);
        assert_eq!(missing(vec![same], &found), []);
    }

    #[test]
    fn a_comment_is_known_by_its_words() {
        assert!(same("Лид №17: время\r\nзавтра ", "Лид №17:  время\nзавтра"));
        assert!(!same("Лид №17", "Лид №18"));
    }
}
