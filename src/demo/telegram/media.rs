//! Files in messages: uploads kept, known files found, each described as Telegram would.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::parameters::Parameters;
use super::refusal::Refusal;
use super::state::{State, Stored};

/// The smallest PNG there is: one clear point.
const POINT: &[u8] = &[
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0,
    0, 0, 31, 21, 196, 137, 0, 0, 0, 13, 73, 68, 65, 84, 120, 156, 99, 0, 1, 0, 0, 5, 0, 1, 13, 10,
    45, 180, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
];

/// The content of a message with a file, from the parameter of the same name.
pub(super) fn content(
    state: &mut State,
    kind: &str,
    parameters: &Parameters,
) -> Result<Value, Refusal> {
    let given = parameters.text(kind);
    let part =
        given.as_deref().map_or(kind, |given| given.strip_prefix("attach://").unwrap_or(kind));
    if let Some(upload) = parameters.uploads.get(part) {
        if upload.bytes.is_empty() {
            return Err(Refusal::bad("file must be non-empty"));
        }
        let (name, mime) = (upload.name.clone(), upload.mime.clone());
        let id = state.keep_file(Stored { name, mime, bytes: upload.bytes.clone() });
        return Ok(described(state, kind, &id));
    }
    match given {
        Some(id) if state.files.contains_key(&id) => Ok(described(state, kind, &id)),
        Some(_) => Err(Refusal::bad("wrong file identifier/HTTP URL specified")),
        None => Err(Refusal::bad(format!("there is no {kind} in the request"))),
    }
}

/// A file a person sends.
pub(super) fn from_person(state: &mut State, kind: &str) -> Value {
    let (name, mime, bytes) = match kind {
        "photo" => ("photo.png", "image/png", Bytes::from_static(POINT)),
        "sticker" => ("sticker.webp", "image/webp", Bytes::from_static(POINT)),
        "voice" => ("voice.oga", "audio/ogg", Bytes::from_static(b"OggS")),
        "audio" => ("audio.mp3", "audio/mpeg", Bytes::from_static(b"ID3")),
        "video" | "animation" | "video_note" => {
            ("video.mp4", "video/mp4", Bytes::from_static(b"ftyp"))
        }
        _ => ("document.txt", "text/plain", Bytes::from_static(b"document")),
    };
    let (name, mime) = (Some(name.to_owned()), Some(mime.to_owned()));
    let id = state.keep_file(Stored { name, mime, bytes });
    described(state, kind, &id)
}

fn described(state: &State, kind: &str, id: &str) -> Value {
    let Some(file) = state.files.get(id) else { return Value::Null };
    let mut about = json!({
        "file_id": id, "file_unique_id": format!("unique-{id}"), "file_size": file.bytes.len(),
    });
    let mut put = |name: &str, value: Value| about[name] = value;
    let mime = file.mime.clone().unwrap_or_else(|| "application/octet-stream".to_owned());
    match kind {
        "photo" => {
            put("width", 320.into());
            put("height", 240.into());
            return json!([about]);
        }
        "sticker" => {
            put("width", 512.into());
            put("height", 512.into());
            put("is_animated", false.into());
            put("is_video", false.into());
            put("type", "regular".into());
            put("emoji", "👍".into());
            return about;
        }
        "video" | "animation" => {
            put("width", 640.into());
            put("height", 360.into());
        }
        "video_note" => put("length", 240.into()),
        _ => {}
    }
    if matches!(kind, "voice" | "audio" | "video" | "animation" | "video_note") {
        put("duration", 3.into());
    }
    if kind != "video_note" {
        put("mime_type", mime.into());
    }
    if let Some(name) = file.name.as_deref().filter(|_| !matches!(kind, "voice" | "video_note")) {
        put("file_name", name.into());
    }
    about
}
