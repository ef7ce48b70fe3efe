//! The parameters of a call, however the bot chose to send them.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Query, Request};
use axum::http::header::CONTENT_TYPE;
use serde_json::{Map, Value};

use super::refusal::Refusal;

/// A file that came with a call.
#[derive(Clone, Debug)]
pub(super) struct Upload {
    pub name: Option<String>,
    pub mime: Option<String>,
    pub bytes: Bytes,
}

/// What a method was called with.
#[derive(Clone, Debug, Default)]
pub(super) struct Parameters {
    pub values: Map<String, Value>,
    pub uploads: HashMap<String, Upload>,
}

impl Parameters {
    /// Reads the query, then a JSON, urlencoded or multipart body.
    pub async fn read(request: Request) -> Result<Parameters, Refusal> {
        let mut found = Parameters::default();
        if let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(request.uri()) {
            found.add_pairs(pairs);
        }
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or_default().to_ascii_lowercase();
        if kind.starts_with("multipart/form-data") {
            found.add_multipart(request).await?;
            return Ok(found);
        }
        let body = Bytes::from_request(request, &()).await;
        let body = body.map_err(|_| Refusal::new(413, "Request Entity Too Large"))?;
        if kind.starts_with("application/json") && !body.is_empty() {
            let values = serde_json::from_slice::<Map<String, Value>>(&body);
            found.values.extend(values.map_err(|_| Refusal::bad("can't parse JSON object"))?);
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            found.add_pairs(form(&body));
        }
        Ok(found)
    }

    fn add_pairs(&mut self, pairs: impl IntoIterator<Item = (String, String)>) {
        self.values.extend(pairs.into_iter().map(|(name, value)| (name, Value::String(value))));
    }

    async fn add_multipart(&mut self, request: Request) -> Result<(), Refusal> {
        let broken = || Refusal::bad("can't parse multipart body");
        let mut form = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
        while let Some(field) = form.next_field().await.map_err(|_| broken())? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(str::to_owned);
            let mime = field.content_type().map(str::to_owned);
            let bytes = field.bytes().await.map_err(|_| broken())?;
            if file.is_some() {
                self.uploads.insert(name, Upload { name: file, mime, bytes });
            } else {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                self.values.insert(name, Value::String(text));
            }
        }
        Ok(())
    }

    /// A text.
    pub fn text(&self, name: &str) -> Option<String> {
        match self.values.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Null => None,
            other => Some(other.to_string()),
        }
    }

    /// A whole number, also when it was sent as a text.
    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.values.get(name)? {
            Value::String(text) => text.trim().parse().ok(),
            value => value.as_i64(),
        }
    }

    /// A fraction, also when it was sent as a text.
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.values.get(name)? {
            Value::String(text) => text.trim().parse().ok(),
            value => value.as_f64(),
        }
    }

    /// Yes or no; absent is no.
    pub fn flag(&self, name: &str) -> bool {
        match self.values.get(name) {
            Some(Value::String(text)) => text.eq_ignore_ascii_case("true") || text == "1",
            Some(value) => value.as_bool().unwrap_or(false),
            None => false,
        }
    }

    /// An object or a list, also when it was sent as JSON in a text.
    pub fn object(&self, name: &str) -> Result<Option<Value>, Refusal> {
        match self.values.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text)
                .map(Some)
                .map_err(|_| Refusal::bad(format!("can't parse {name} JSON object"))),
            Some(value) => Ok(Some(value.clone())),
        }
    }
}

/// Name and value pairs of an urlencoded body. A whole address is parsed because the parser of
/// addresses is at hand and, unlike `Uri`, has no limit of length.
fn form(body: &[u8]) -> Vec<(String, String)> {
    let body = String::from_utf8_lossy(body).replace('#', "%23");
    let Ok(address) = reqwest::Url::parse(&format!("http://localhost/?{}", body.trim())) else {
        return Vec::new();
    };
    address.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}
