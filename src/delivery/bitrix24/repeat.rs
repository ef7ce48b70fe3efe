//! Customers the portal has met before: by phone, in both of its spellings, and by e-mail.

use serde_json::{Map, Value, json};

use super::answer::{Lock, No};
use super::found::Found;
use super::portal::{Owners, Portal};
use crate::dialog::Known;

/// The portal takes so many values at once
/// (`api-reference/crm/duplicates/crm-duplicate-find-by-comm.md`).
const MOST: usize = 20;
/// A list has pages of fifty.
const PAGE: usize = 50;

/// What a portal knows of a customer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Customer {
    /// His leads, the newest first.
    pub leads: Vec<Found>,
    /// His contact.
    pub contact: Option<u64>,
    /// His company.
    pub company: Option<u64>,
}

impl Customer {
    /// Looks a customer up; `earlier` is a lead of his we know of.
    ///
    /// # Errors
    /// When the portal says no; one that shows no customers has none.
    pub async fn find(portal: &Portal, known: &Known, earlier: Option<u64>) -> Result<Self, No> {
        let mut owners = Owners { leads: earlier.into_iter().collect(), ..Owners::default() };
        for (kind, values) in [("PHONE", spellings(known)), ("EMAIL", known.emails.clone())] {
            let values = &values[..values.len().min(MOST)];
            if !values.is_empty() {
                add(&mut owners, shown(portal.owners(kind, values).await)?);
            }
        }
        let leads = leads(portal, &owners.leads).await?;
        let of_leads = |of: fn(&Found) -> Option<u64>| leads.iter().find_map(of);
        let contact = owners.contacts.first().copied().or(of_leads(|lead| lead.contact));
        let company = owners.companies.first().copied().or(of_leads(|lead| lead.company));
        Ok(Self { contact, company, leads })
    }
}

async fn leads(portal: &Portal, ids: &[u64]) -> Result<Vec<Found>, No> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let newest = &ids[ids.len().saturating_sub(PAGE)..];
    let filter: Map<String, Value> = Map::from_iter([("@id".to_owned(), json!(newest))]);
    let mut leads = portal.leads(&filter).await?;
    // A portal may ignore a filter it does not know.
    leads.retain(|lead| ids.contains(&lead.id));
    leads.sort_by_key(|lead| std::cmp::Reverse(lead.id));
    Ok(leads)
}

/// A webhook that may write leads but not search gets its leads through all the same.
fn shown(owners: Result<Owners, No>) -> Result<Owners, No> {
    match owners {
        Err(No::Refused(_) | No::Locked(Lock::Rights)) => {
            tracing::warn!("the portal does not let the bot search for customers");
            Ok(Owners::default())
        }
        other => other,
    }
}

fn add(owners: &mut Owners, more: Owners) {
    let join = |all: &mut Vec<u64>, more: Vec<u64>| {
        all.extend(more);
        all.sort_unstable();
        all.dedup();
    };
    join(&mut owners.leads, more.leads);
    join(&mut owners.contacts, more.contacts);
    join(&mut owners.companies, more.companies);
}

/// Every phone as we write it and as people in Russia do: the portal compares letters.
fn spellings(known: &Known) -> Vec<String> {
    let both = known.phones.iter().flat_map(|phone| {
        let at_home = phone.e164.strip_prefix("+7").filter(|rest| rest.len() == 10);
        [Some(phone.e164.clone()), at_home.map(|rest| format!("8{rest}"))]
    });
    both.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::Phone;

    #[test]
    fn a_phone_is_looked_for_in_both_spellings() {
        let phone = |e164: &str| Phone {
            e164: e164.to_owned(),
            written: String::new(),
            extension: None,
            someone_elses: false,
        };
        let phones = vec![phone("+79001234567"), phone("+998901234567")];
        let known = Known { phones, ..Known::default() };
        assert_eq!(spellings(&known), ["+79001234567", "89001234567", "+998901234567"]);
    }
}
