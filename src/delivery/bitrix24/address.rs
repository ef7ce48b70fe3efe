//! The address of an incoming webhook, however its owner has copied it.

use std::fmt;

use reqwest::Url;

/// `https://PORTAL/rest/USER/CODE/`; the code is a secret, so it is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    base: Url,
    user: String,
    code: String,
}

impl Webhook {
    /// The webhook in a pasted address: a slash, a method or a query at its end do not
    /// matter. `None` when there is no `/rest/USER/CODE` in it.
    pub fn of(pasted: &Url) -> Option<Self> {
        let parts: Vec<&str> = pasted.path_segments()?.filter(|part| !part.is_empty()).collect();
        let rest = parts.iter().position(|part| *part == "rest")?;
        let (user, code) = (*parts.get(rest + 1)?, *parts.get(rest + 2)?);
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let in_code = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        let is_code = |text: &str| text.bytes().all(in_code);
        if !is_number(user) || !is_code(code) {
            return None;
        }
        let mut base = pasted.clone();
        base.set_path(&format!("{}/", parts[..rest + 3].join("/")));
        base.set_query(None);
        base.set_fragment(None);
        Some(Self { base, user: user.to_owned(), code: code.to_owned() })
    }

    /// The address of a method, for the one place that calls it.
    pub fn method(&self, name: &str) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().push(name);
        }
        url
    }

    /// Where the portal says it lives now, if the webhook may be shown to that place:
    /// the same user and code, over an encrypted connection or on this machine.
    pub fn moved_to(&self, called: &Url, location: &str) -> Option<Self> {
        let url = called.join(location).ok()?;
        let safe = url.scheme() == "https" || (url.scheme() == "http" && is_this_machine(&url));
        let moved = Self::of(&url)?;
        (safe && moved.user == self.user && moved.code == self.code).then_some(moved)
    }

    /// The name of the portal.
    pub fn host(&self) -> String {
        self.base.host_str().unwrap_or_default().to_owned()
    }

    /// A text without the code, should the portal have repeated it.
    pub fn without_code(&self, text: &str) -> String {
        text.replace(&self.code, "•••")
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}://{}/rest/{}/•••/", self.base.scheme(), self.host(), self.user)
    }
}

fn is_this_machine(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    fn webhook(text: &str) -> Option<Webhook> {
        Webhook::of(&url(text))
    }

    #[test]
    fn however_it_was_pasted_it_is_the_same_webhook() {
        for pasted in [
            "https://my.bitrix24.ru/rest/1/abc123/",
            "https://my.bitrix24.ru/rest/1/abc123",
            "https://my.bitrix24.ru/rest/1/abc123/crm.lead.add.json",
            "https://my.bitrix24.ru/rest/1/abc123/profile.json?x=1#top",
            "https://my.bitrix24.ru//rest/1/abc123//",
        ] {
            let method = webhook(pasted).expect(pasted).method("crm.item.add");
            assert_eq!(method.as_str(), "https://my.bitrix24.ru/rest/1/abc123/crm.item.add");
        }
    }

    #[test]
    fn other_addresses_are_no_webhooks() {
        for other in [
            "https://my.bitrix24.ru/",
            "https://my.bitrix24.ru/rest/1/",
            "https://my.bitrix24.ru/rest/abc/def/",
            "https://my.bitrix24.ru/rest/1/crm.lead.add.json",
            "mailto:bot@my.bitrix24.ru",
        ] {
            assert_eq!(webhook(other), None, "{other}");
        }
    }

    #[test]
    fn a_portal_is_followed_only_to_where_the_code_is_safe() {
        let hook = webhook("https://old.bitrix24.ru/rest/1/abc123/").unwrap();
        let called = hook.method("crm.item.add");
        let follows = |location: &str| hook.moved_to(&called, location);
        let moved = follows("https://new.bitrix24.ru/rest/1/abc123/crm.item.add").unwrap();
        assert_eq!(moved.method("x").as_str(), "https://new.bitrix24.ru/rest/1/abc123/x");
        assert!(follows("http://127.0.0.1:80/rest/1/abc123/crm.item.add").is_some());
        assert!(follows("/rest/1/abc123/crm.item.add.json").is_some());
        for elsewhere in [
            "http://new.bitrix24.ru/rest/1/abc123/crm.item.add",
            "https://new.bitrix24.ru/login/?back=/rest/1/abc123/",
            "https://new.bitrix24.ru/rest/2/abc123/crm.item.add",
            "https://new.bitrix24.ru/rest/1/other/crm.item.add",
        ] {
            assert_eq!(follows(elsewhere), None, "{elsewhere}");
        }
    }

    #[test]
    fn the_code_is_not_printed() {
        let hook = webhook("https://my.bitrix24.ru/rest/1/abc123/").unwrap();
        assert_eq!(format!("{hook:?}"), "https://my.bitrix24.ru/rest/1/•••/");
        assert_eq!(hook.without_code("bad /rest/1/abc123/"), "bad /rest/1/•••/");
    }
}
