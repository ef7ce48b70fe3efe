//! A letter on paper: plain text, and HTML that mail programs keep as it is; pure.
//!
//! Mail programs drop style sheets and rewrite colours at night. So the HTML has
//! inline styles, a table for the rows, no picture, no background, and no colour
//! but a grey that can be read on white and on black.

use super::letter::{Letter, Link, Said};
use crate::lead_text::LeadRow;

/// The part for programs and people that want text only.
pub fn plain(letter: &Letter) -> String {
    let rows = |rows: &[LeadRow]| {
        let lines = rows.iter().map(|row| format!("{}: {}", row.title, row.value));
        lines.collect::<Vec<_>>().join("\n")
    };
    let [whole, talk] = &letter.captions;
    let mut parts = vec![letter.heading.clone()];
    if !letter.learnt.is_empty() {
        parts.push(rows(&letter.learnt));
        parts.push(whole.clone());
    }
    parts.push(rows(&letter.rows));
    parts.extend(letter.remarks.iter().cloned());
    let telegram = letter.links.iter().filter(|link| link.address.starts_with("https:"));
    parts.extend(telegram.map(|link| format!("{}: {}", link.title, link.address)));
    if !letter.talk.is_empty() {
        let said = letter.talk.iter().map(|it| format!("{} {}: {}", it.time, it.who, it.words));
        parts.push(format!("{talk}\n{}", said.collect::<Vec<_>>().join("\n")));
    }
    // Programs know this line for the end of a letter (RFC 3676, 4.3).
    parts.push(format!("-- \n{}", letter.footer.join("\n")));
    parts.join("\n\n") + "\n"
}

const FONT: &str = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const GREY: &str = "#7d8590";

/// The part most people see.
pub fn html(letter: &Letter) -> String {
    let [whole, talk] = letter.captions.each_ref().map(|caption| {
        format!(
            "<p style=\"margin:20px 0 6px;font-size:13px;color:{GREY}\">{}</p>\n",
            escape(caption)
        )
    });
    let mut body = format!(
        "<h1 style=\"margin:0 0 12px;font-size:20px;line-height:1.3\">{}</h1>\n",
        escape(&letter.heading)
    );
    if !letter.learnt.is_empty() {
        body += &table(&letter.learnt, "font-weight:600");
        body += &whole;
    }
    body += &table(&letter.rows, "");
    for remark in &letter.remarks {
        body += &format!("<p style=\"margin:10px 0 0\">{}</p>\n", escape(remark));
    }
    if !letter.links.is_empty() {
        let links = letter.links.iter().map(link).collect::<Vec<_>>().join(" &nbsp; ");
        body += &format!("<p style=\"margin:14px 0 0\">{links}</p>\n");
    }
    if !letter.talk.is_empty() {
        body += &talk;
        body.extend(letter.talk.iter().map(said));
    }
    let footer: Vec<_> = letter.footer.iter().map(|line| escape(line)).collect();
    body += &format!(
        "<p style=\"margin:24px 0 0;font-size:12px;color:{GREY}\">{}</p>\n",
        footer.join("<br>")
    );
    format!(
        "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"supported-color-schemes\" content=\"light dark\">\n\
         <title>{}</title>\n</head>\n<body style=\"margin:0;padding:16px\">\n\
         <div style=\"max-width:640px;{FONT};font-size:15px;line-height:1.45\">\n\
         {body}</div>\n</body>\n</html>\n",
        escape(&letter.subject)
    )
}

fn table(rows: &[LeadRow], style: &str) -> String {
    let row = |row: &LeadRow| {
        format!(
            "<tr><td valign=\"top\" style=\"padding:3px 16px 3px 0;color:{GREY};white-space:nowrap\">{}</td>\
             <td valign=\"top\" dir=\"auto\" style=\"padding:3px 0;{style}\">{}</td></tr>\n",
            escape(&row.title),
            broken(&row.value)
        )
    };
    let rows: String = rows.iter().map(row).collect();
    format!(
        "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" \
         style=\"font-size:15px;line-height:1.45\">\n{rows}</table>\n"
    )
}

fn link(link: &Link) -> String {
    format!("<a href=\"{}\">{}</a>", escape(&link.address), escape(&link.title))
}

fn said(said: &Said) -> String {
    // The customer's words stand out by a rule at their side, not by a colour.
    let side = if said.by_client { "3px solid #7d8590" } else { "3px solid transparent" };
    format!(
        "<div style=\"margin:0 0 8px;padding-left:10px;border-left:{side}\">\
         <span style=\"font-size:12px;color:{GREY}\">{} {}</span><br>\
         <span dir=\"auto\">{}</span></div>\n",
        escape(&said.time),
        escape(&said.who),
        broken(&said.words)
    )
}

/// Text with its line breaks.
fn broken(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

/// Text that is markup nowhere, in an attribute neither.
fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}
