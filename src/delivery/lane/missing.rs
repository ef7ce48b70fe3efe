//! Leads that are not where they should be: shown to the managers, and so long as they are
//! missing told under their cards.

use std::sync::Arc;

use crate::delivery::alert::Alerts;
use crate::delivery::lanes::{Inner, Trouble};
use crate::dialog::{Card, Group, Sink};
use crate::store::{Lane, Payload, Row, StoreError};

use super::Task;

impl Task {
    /// While people know that the place is out, new leads for it that the group
    /// would not see are shown there.
    pub(super) async fn show_missing(
        &self,
        inner: &Arc<Inner>,
        rows: &[Row],
    ) -> Result<(), StoreError> {
        let Some(outage) = self.place.lasting().filter(|outage| outage.told) else {
            return Ok(());
        };
        let Some(reason) = self.with_alerts(inner, Group::Main, |alerts| alerts.reason(outage))
        else {
            return Ok(());
        };
        // A place that takes other things may well take what it has not been offered yet.
        for row in rows.iter().filter(|row| !outage.partial || row.attempts > 0) {
            self.show(inner, row, &reason).await?;
        }
        Ok(())
    }

    /// The group has to see a new lead that it would not see otherwise.
    pub(super) async fn show(
        &self,
        inner: &Arc<Inner>,
        row: &Row,
        reason: &str,
    ) -> Result<(), StoreError> {
        let (Payload::LeadCreated { lead }, Lane::Sink(sink)) = (&row.payload, &self.lane) else {
            return Ok(());
        };
        let Some(known) = inner.store.lead(*lead)? else { return Ok(()) };
        let is_missed = !inner.store.missing(*lead)?.is_empty();
        if (is_missed || !known.send_to.contains(&Sink::Telegram))
            && inner.store.miss(*lead, *sink, reason).await?
        {
            inner.report(Trouble::Missing(*lead));
        }
        Ok(())
    }
}

/// A row for the group as it is to be sent: a card says where its lead is not yet.
pub(super) fn with_notes(inner: &Inner, mut row: Row) -> Result<Row, StoreError> {
    let (Payload::Card { lead, card } | Payload::CardEdit { lead, card }) = &mut row.payload else {
        return Ok(row);
    };
    let rules = inner.rules.load_full();
    let known = inner.store.lead(*lead)?;
    if let Some(group) = known.as_ref().and_then(|known| known.stray) {
        note(card, &Alerts::stray(rules.language, group));
    }
    let group = known.map(|known| known.group).unwrap_or_default();
    for missing in inner.store.missing(*lead)? {
        let (sink, now) = (missing.sink, inner.clock.now());
        let alerts = Alerts { rules: &rules, sink, group, now };
        note(card, &alerts.missing(&missing.reason));
    }
    Ok(row)
}

fn note(card: &mut Card, words: &str) {
    card.html.0 += "\n";
    card.html.0 += &teloxide::utils::html::escape(words);
}
