//! Bytes that are no text: files saved in the encodings of old editors.

use crate::rules::diagnostic::Problem;
use crate::rules::schema;

use super::Findings;

/// The text of a file, or the problem with the place of the first unreadable byte.
///
/// The problem's span counts in the text as [`String::from_utf8_lossy`] shows it.
pub fn decode(bytes: &[u8]) -> Result<&str, Box<Problem>> {
    // Letters of two bytes each, as UTF-16 has them, are full of zeros; one is a stray sign.
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    let wide_text = zeros * 4 > bytes.len();
    let error = match std::str::from_utf8(bytes) {
        Ok(text) if !wide_text => return Ok(text),
        Ok(text) => text.find('\0').unwrap_or_default(),
        Err(error) => error.valid_up_to(),
    };
    let lossy = String::from_utf8_lossy(bytes);
    let shown = super::super::diagnostic::visible(&lossy);
    let mut findings = Findings::new(shown, schema::language_of(shown));
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let packed = [&b"PK\x03\x04"[..], b"%PDF", &[0xd0, 0xcf, 0x11, 0xe0]];
    let key = match () {
        () if packed.iter().any(|begin| bytes.starts_with(begin)) => "document",
        () if wide || wide_text => "encoding-wide",
        () => "encoding",
    };
    let skipped = lossy.len() - shown.len();
    let at = error.saturating_sub(skipped);
    let end = shown[at..].chars().next().map_or(at, |sign| at + sign.len_utf8());
    findings.error("encoding", key, at..end).label().help().done();
    let mut problems = findings.into_problems();
    Err(Box::new(problems.remove(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_an_old_editor_is_told_where_it_goes_wrong() {
        let mut bytes = b"version = 1\ncompany = \"".to_vec();
        bytes.extend([0xd7, 0xe8, 0xf1, 0xf2, 0xfb, 0xe9]);
        let problem = decode(&bytes).unwrap_err();
        assert_eq!((problem.slug, problem.line, problem.column), ("encoding", 2, 12));
        let wide: Vec<u8> = "version".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide).unwrap_err().slug, "encoding");
        assert_eq!(decode("версия".as_bytes()), Ok("версия"));
    }
}
