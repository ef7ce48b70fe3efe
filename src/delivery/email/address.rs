//! Addresses of the settings and of customers, in the form that every mail server takes.

use lettre::Address;
use lettre::message::Mailbox;

use super::line::one_line;

/// A longer name than this is nobody's.
const NAME: usize = 80;

/// `Leadlatch <bot@shop.ru>`, `"Shop, Ltd" <bot@shop.ru>` or `bot@shop.ru`.
pub fn mailbox(text: &str) -> Option<Mailbox> {
    let (name, inside) = match text.trim().strip_suffix('>') {
        Some(rest) => rest.rsplit_once('<')?,
        None => ("", text.trim()),
    };
    let name = one_line(name, NAME);
    let name = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(&name);
    let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
    Some(Mailbox::new(name, address(inside.trim())?))
}

/// An address with its domain in ASCII (`почта.рф` is `xn--80a1acny.xn--p1ai`).
/// A name before the `@` that is not ASCII needs SMTPUTF8, which hardly any
/// server speaks (RFC 6531): such an address is none.
pub fn address(text: &str) -> Option<Address> {
    let (user, domain) = text.rsplit_once('@')?;
    let domain = match domain.starts_with('[') {
        true => domain.to_owned(),
        false => idna::domain_to_ascii(domain).ok()?,
    };
    let fits = user.bytes().all(|byte| byte.is_ascii_graphic()) && !user.contains(['<', '>', ',']);
    if fits { Address::new(user, domain).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<(Option<String>, String)> {
        mailbox(text).map(|mailbox| (mailbox.name, mailbox.email.to_string()))
    }

    #[test]
    fn people_write_addresses_in_many_ways() {
        let bot = "bot@shop.ru".to_owned();
        assert_eq!(shown(" bot@shop.ru "), Some((None, bot.clone())));
        assert_eq!(shown("<bot@shop.ru>"), Some((None, bot.clone())));
        let named = |name: &str| Some((Some(name.to_owned()), bot.clone()));
        assert_eq!(shown("Заявки с сайта <bot@shop.ru>"), named("Заявки с сайта"));
        assert_eq!(shown("\"Shop, Ltd\" <bot@shop.ru>"), named("Shop, Ltd"));
        assert_eq!(shown("a\r\nb <bot@shop.ru>"), named("a b"));
        let russian = Some((None, "info@xn--80a1acny.xn--p1ai".to_owned()));
        assert_eq!(shown("info@почта.рф"), russian);
    }

    #[test]
    fn what_is_no_address_is_none() {
        for wrong in ["", "bot", "bot@", "@shop.ru", "bot@shop.ru>", "a b@shop.ru", "бот@shop.ru"]
        {
            assert_eq!(shown(wrong), None, "{wrong}");
        }
        assert_eq!(shown("a@b.ru, c@d.ru"), None);
        assert_eq!(shown("bot@shop\r\n.ru"), None);
    }
}
