//! What the operator sets in the environment or `.env`: tokens, addresses, folders.

mod address;
mod secret;

pub use address::{Address, Reach};
pub use secret::Secret;

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::delivery::bitrix24;
use crate::dialog::Sink;
use crate::texts::{Language, text_with};

/// The settings of a bot, checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `TELEGRAM_BOT_TOKEN`
    pub token: Secret,
    /// `TELEGRAM_API_URL`; Telegram's own server by default.
    pub api_url: Address,
    /// `MANAGERS_CHAT_ID`; when absent, `/link CODE` tells which group it is.
    pub managers: Option<i64>,
    /// `BITRIX24_WEBHOOK_URL`
    pub bitrix24: Option<Address>,
    /// `BITRIX24_API`: which methods of the portal are used.
    pub bitrix24_api: Bitrix24Api,
    /// `SMTP_URL`, `EMAIL_FROM`, `EMAIL_TO`
    pub email: Option<Email>,
    /// `LEAD_WEBHOOK_URL`, `LEAD_WEBHOOK_SECRET`
    pub lead_webhook: Option<LeadWebhook>,
    /// `WEBHOOK_URL`, `WEBHOOK_LISTEN`, `WEBHOOK_SECRET`: updates pushed instead of polled.
    pub webhook: Option<Webhook>,
    /// `DATA_DIR`
    pub data: PathBuf,
    /// `RULES_FILE`
    pub rules: PathBuf,
}

/// The methods a Bitrix24 portal is spoken to by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bitrix24Api {
    /// `crm.item.*`, of every portal that is kept up to date.
    #[default]
    Item,
    /// `crm.lead.*`, of older ones.
    Lead,
}

/// Where letters go, and how.
#[derive(Clone, Debug)]
pub struct Email {
    /// The mail server, with the password in it.
    pub server: Address,
    /// The sender.
    pub from: String,
    /// The receivers.
    pub to: Vec<String>,
}

/// Another CRM that is told of every lead.
#[derive(Clone, Debug)]
pub struct LeadWebhook {
    /// Where events are posted to.
    pub url: Address,
    /// What they are signed with; without it they are not signed.
    pub secret: Option<Secret>,
}

/// How Telegram pushes updates to this machine.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The address Telegram calls.
    pub url: Address,
    /// Where to listen for it: `0.0.0.0:8443`.
    pub listen: SocketAddr,
    /// What Telegram must show.
    pub secret: Secret,
}

/// A setting that cannot be used, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    key: &'static str,
    setting: &'static str,
}

impl SettingsError {
    /// The complaint `key` of the texts catalogue about that setting.
    pub(crate) fn new(key: &'static str, setting: &'static str) -> Self {
        Self { key, setting }
    }

    /// The setting that is wrong or missing.
    pub fn setting(&self) -> &'static str {
        self.setting
    }

    /// Without which setting the others could be used: that one, or the one that needs it.
    pub fn without(&self) -> &'static str {
        match self.key {
            "settings-needed-for-email" => "SMTP_URL",
            "settings-needed-for-webhook" => "WEBHOOK_URL",
            _ => self.setting,
        }
    }

    /// One sentence for the operator; never holds the value, which may be a secret.
    pub fn in_words(&self, language: Language) -> String {
        text_with(language, self.key, &[("setting", self.setting.into())])
    }
}

impl Settings {
    /// Reads the settings; `lookup` gives a variable's value.
    ///
    /// An empty value counts as absent: `.env` files are full of them.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let value = |name: &str| {
            lookup(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let secret = |name: &str| value(name).map(Secret::new);
        let https = |name| address(value, name, Reach::Loopback);
        let token = secret("TELEGRAM_BOT_TOKEN")
            .ok_or(SettingsError::new("settings-no-token", "TELEGRAM_BOT_TOKEN"))?;
        if !looks_like_token(token.expose()) {
            return Err(SettingsError::new("settings-bad-token", "TELEGRAM_BOT_TOKEN"));
        }
        Ok(Self {
            token,
            api_url: address(value, "TELEGRAM_API_URL", Reach::Private)?
                .unwrap_or_else(Address::telegram),
            managers: number(value, "MANAGERS_CHAT_ID")?,
            bitrix24: bitrix24_webhook(value)?,
            bitrix24_api: bitrix24_api(value)?,
            email: email(value)?,
            lead_webhook: https("LEAD_WEBHOOK_URL")?
                .map(|url| LeadWebhook { url, secret: secret("LEAD_WEBHOOK_SECRET") }),
            webhook: webhook(value)?,
            data: value("DATA_DIR").unwrap_or_else(|| "./data".to_owned()).into(),
            rules: value("RULES_FILE").unwrap_or_else(|| "./rules.toml".to_owned()).into(),
        })
    }

    /// Whether leads can be sent there.
    pub fn has(&self, sink: Sink) -> bool {
        match sink {
            Sink::Telegram => true,
            Sink::Bitrix24 => self.bitrix24.is_some(),
            Sink::Email => self.email.is_some(),
            Sink::Webhook => self.lead_webhook.is_some(),
        }
    }
}

/// `123456:ABC…`; anything else would end up in a path and confuse the server.
fn looks_like_token(token: &str) -> bool {
    token.split_once(':').is_some_and(|(id, key)| {
        !id.is_empty()
            && id.bytes().all(|byte| byte.is_ascii_digit())
            && !key.is_empty()
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    })
}

fn address(
    value: impl Fn(&str) -> Option<String>,
    name: &'static str,
    plain: Reach,
) -> Result<Option<Address>, SettingsError> {
    value(name)
        .map(|text| Address::http(&text, plain).map_err(|key| SettingsError::new(key, name)))
        .transpose()
}

fn bitrix24_webhook(
    value: impl Fn(&str) -> Option<String>,
) -> Result<Option<Address>, SettingsError> {
    const NAME: &str = "BITRIX24_WEBHOOK_URL";
    let address = address(value, NAME, Reach::Loopback)?;
    match &address {
        Some(address) if bitrix24::address::Webhook::of(address.expose()).is_none() => {
            Err(SettingsError::new("settings-bad-bitrix24", NAME))
        }
        _ => Ok(address),
    }
}

fn bitrix24_api(value: impl Fn(&str) -> Option<String>) -> Result<Bitrix24Api, SettingsError> {
    const NAME: &str = "BITRIX24_API";
    match value(NAME).map(|api| api.to_lowercase()).as_deref() {
        None | Some("item") => Ok(Bitrix24Api::Item),
        Some("lead") => Ok(Bitrix24Api::Lead),
        Some(_) => Err(SettingsError::new("settings-bad-bitrix24-api", NAME)),
    }
}

fn number(
    value: impl Fn(&str) -> Option<String>,
    name: &'static str,
) -> Result<Option<i64>, SettingsError> {
    value(name)
        .map(|text| text.parse().map_err(|_| SettingsError::new("settings-no-number", name)))
        .transpose()
}

fn email(value: impl Fn(&str) -> Option<String>) -> Result<Option<Email>, SettingsError> {
    let Some(server) = value("SMTP_URL") else { return Ok(None) };
    let server = Address::smtp(&server).map_err(|key| SettingsError::new(key, "SMTP_URL"))?;
    let needed = |name| value(name).ok_or(SettingsError::new("settings-needed-for-email", name));
    let to = needed("EMAIL_TO")?;
    Ok(Some(Email { server, from: needed("EMAIL_FROM")?, to: receivers(&to) }))
}

/// The parts between commas or semicolons; those within quotes part nothing.
fn receivers(list: &str) -> Vec<String> {
    let mut quoted = false;
    let parts = list.split(|letter| {
        quoted ^= letter == '"';
        !quoted && matches!(letter, ',' | ';')
    });
    parts.map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
}

fn webhook(value: impl Fn(&str) -> Option<String>) -> Result<Option<Webhook>, SettingsError> {
    let Some(url) = address(&value, "WEBHOOK_URL", Reach::Loopback)? else { return Ok(None) };
    let needed = |name| value(name).ok_or(SettingsError::new("settings-needed-for-webhook", name));
    let listen = needed("WEBHOOK_LISTEN")?.parse();
    let listen = listen.map_err(|_| SettingsError::new("settings-bad-listen", "WEBHOOK_LISTEN"))?;
    let secret = needed("WEBHOOK_SECRET")?;
    // Telegram takes no other: <https://core.telegram.org/bots/api#setwebhook>.
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    if secret.len() > 256 || !secret.bytes().all(fits) {
        return Err(SettingsError::new("settings-bad-webhook-secret", "WEBHOOK_SECRET"));
    }
    Ok(Some(Webhook { url, listen, secret: Secret::new(secret) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        let token = [("TELEGRAM_BOT_TOKEN", "123:abc")];
        Settings::read(|name| {
            let mut all = lines.iter().chain(&token);
            all.find(|line| line.0 == name).map(|line| line.1.to_owned())
        })
    }

    fn complaint(lines: &[(&str, &str)]) -> String {
        read(lines).expect_err("these settings are wrong").in_words(Language::En)
    }

    #[test]
    fn a_token_is_enough() {
        let settings = read(&[]).unwrap();
        assert_eq!(settings.api_url.expose().as_str(), "https://api.telegram.org/");
        assert_eq!(settings.data, PathBuf::from("./data"));
        assert_eq!(settings.rules, PathBuf::from("./rules.toml"));
        assert!(settings.has(Sink::Telegram) && !settings.has(Sink::Email));
    }

    #[test]
    fn nothing_secret_is_ever_printed() {
        let settings = read(&[
            ("BITRIX24_WEBHOOK_URL", "https://portal.example/rest/1/hushhush/"),
            ("SMTP_URL", "smtps://bot:hushhush@mail.example"),
            ("EMAIL_FROM", "bot@mail.example"),
            ("EMAIL_TO", "a@mail.example, b@mail.example"),
            ("LEAD_WEBHOOK_URL", "https://crm.example/hushhush"),
            ("LEAD_WEBHOOK_SECRET", "hushhush"),
        ]);
        let settings = settings.unwrap();
        let printed = format!("{settings:?}");
        assert!(!printed.contains("hushhush") && !printed.contains("abc"), "{printed}");
        assert_eq!(settings.email.unwrap().to, ["a@mail.example", "b@mail.example"]);
    }

    #[test]
    fn every_complaint_names_the_setting_and_not_its_value() {
        for (setting, value) in [
            ("TELEGRAM_BOT_TOKEN", "hush"),
            ("TELEGRAM_API_URL", "hush"),
            ("TELEGRAM_API_URL", "http://api.telegram.org"),
            ("MANAGERS_CHAT_ID", "@hush"),
            ("LEAD_WEBHOOK_URL", "http://crm.example/hush"),
            ("BITRIX24_WEBHOOK_URL", "https://portal.example/hush/"),
            ("BITRIX24_API", "hush"),
            ("SMTP_URL", "smtp://bot:hush@mail.example?tls=opportunistic"),
        ] {
            let words = complaint(&[(setting, value)]);
            assert!(words.contains(setting) && !words.contains("hush"), "{words}");
        }
        assert!(complaint(&[("SMTP_URL", "smtps://mail.example")]).contains("EMAIL_"));
        for garbage in ["mail.example", "bot:a/b@mail.example:465", "https://mail.example", "465"] {
            let words = complaint(&[("SMTP_URL", garbage)]);
            assert!(words.contains("smtps://") && !words.contains("https://"), "{words}");
        }
        assert!(complaint(&[("TELEGRAM_BOT_TOKEN", " ")]).contains("BotFather"));
    }

    #[test]
    fn plain_http_stays_in_the_house() {
        let telegram = |url| read(&[("TELEGRAM_API_URL", url)]).is_ok();
        assert!(telegram("http://127.0.0.1:8081") && telegram("http://[::1]:1/"));
        assert!(telegram("http://192.168.0.7:8081") && telegram("http://bot-api:8081"));
        assert!(!telegram("http://8.8.8.8") && !telegram("http://api.telegram.org"));
        let webhook = |url| read(&[("LEAD_WEBHOOK_URL", url)]).is_ok();
        assert!(webhook("http://localhost:1/x") && webhook("https://crm.example/x"));
        assert!(!webhook("http://192.168.0.7/x"));
    }
}
