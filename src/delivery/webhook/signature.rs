//! The signature by which a receiver knows that an event is ours, and fresh.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The header it stands in.
pub const HEADER: &str = "leadlatch-signature";

/// `t=UNIX,v1=hex(HMAC-SHA256(secret, t + "." + body))`; the moment in seconds is
/// signed with the body, so that a receiver can refuse what was recorded long ago.
pub fn signature(secret: &str, unix: i64, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
        .expect("HMAC takes a key of any length (RFC 2104)");
    mac.update(format!("{unix}.").as_bytes());
    mac.update(body);
    let digest = mac.finalize().into_bytes();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={unix},v1={hex}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by Python: `hmac.new("ключ".encode(), b"1750000000." + body, "sha256").hexdigest()`.
    #[test]
    fn it_is_what_others_compute() {
        let body = "{\"имя\":\"Анна\"}".as_bytes();
        assert_eq!(
            signature("ключ", 1_750_000_000, body),
            "t=1750000000,v1=70bfdc7cc7a16673ae6b56eba0c5621842e2821bf17fe3ff4b6f7745494906b2"
        );
    }
}
