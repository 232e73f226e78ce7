//! Messages: heads, bodies, and everything attached, each by its own format.
//!
//! A message is built anew: from, to, copies, subject and date come along as text, all other heads go. Of alternatives the
//! richest stays. An attachment of a known format is redacted as a document of its own; any other goes, and is named.

use std::fmt::Write as _;

use base64::Engine as _;
use mail_parser::{Address, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

use super::collect::{Collector, Draft, Edits};
use super::html::{self, Html};
use super::plain::{self, Plain};
use super::refusal::{self, Refusal};
use super::{Document, Format, format_of};

pub(super) struct Mail {
    heads: Vec<Head>,
    date: Option<String>,
    bodies: Vec<Body>,
}

struct Head {
    name: &'static str,
    text: String,
    slot: Option<usize>,
}

enum Body {
    Text(Plain),
    Html(Html),
    Message(Box<Mail>),
    Attached { name: String, slot: Option<usize>, kind: &'static str, document: Box<Document> },
}

const SHOWN: [(&str, &str); 4] =
    [("From", "afzender"), ("To", "aan"), ("Cc", "kopie aan"), ("Subject", "onderwerp")];
/// Structure of the message, which is made anew.
const MACHINERY: [&str; 5] =
    ["date", "mime-version", "content-type", "content-transfer-encoding", "content-disposition"];

pub(super) fn open(bytes: &[u8], collector: &mut Collector) -> Result<Mail, Refusal> {
    let message = MessageParser::default().parse(bytes).ok_or(Refusal::Broken { what: refusal::MESSAGE })?;
    let mail = of_message(&message, collector)?;
    if mail.heads.is_empty() { Err(Refusal::Broken { what: refusal::MESSAGE }) } else { Ok(mail) }
}

fn of_message(message: &Message<'_>, collector: &mut Collector) -> Result<Mail, Refusal> {
    let mut mail = Mail {
        heads: Vec::new(),
        date: message.date().map(mail_parser::DateTime::to_rfc822),
        bodies: Vec::new(),
    };
    for (name, place) in SHOWN {
        for header in message.headers().iter().filter(|header| header.name().eq_ignore_ascii_case(name)) {
            let text = shown(&header.value);
            let mut draft = Draft::new(place, false);
            let slot = draft.slot(&text, collector);
            collector.keep(draft)?;
            mail.heads.push(Head { name, text, slot });
        }
    }
    for (name, value) in message.headers_raw() {
        let is_known = SHOWN.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
            || MACHINERY.iter().any(|known| known.eq_ignore_ascii_case(name));
        if !is_known {
            collector.gone(&format!("kopregel {name}"), value.trim())?;
        }
    }
    part(message, message.root_part(), &mut mail, collector, 0)?;
    Ok(mail)
}

/// A head as a person reads it.
fn shown(value: &HeaderValue<'_>) -> String {
    let text = match value {
        HeaderValue::Address(Address::List(list)) => list.iter().map(one).collect::<Vec<_>>().join(", "),
        HeaderValue::Address(Address::Group(groups)) => {
            let group = |group: &mail_parser::Group<'_>| {
                let list = group.addresses.iter().map(one).collect::<Vec<_>>().join(", ");
                format!("{}: {list}", group.name.as_deref().unwrap_or_default())
            };
            groups.iter().map(group).collect::<Vec<_>>().join("; ")
        }
        HeaderValue::Text(text) => text.clone().into_owned(),
        HeaderValue::TextList(texts) => texts.join(", "),
        _ => String::new(),
    };
    text.split(|c: char| c.is_control()).collect::<Vec<_>>().join(" ")
}

fn one(address: &mail_parser::Addr<'_>) -> String {
    match (address.name.as_deref(), address.address.as_deref()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => name.or(address).unwrap_or_default().to_owned(),
    }
}

fn part(
    message: &Message<'_>,
    part_of: &MessagePart<'_>,
    mail: &mut Mail,
    collector: &mut Collector,
    depth: usize,
) -> Result<(), Refusal> {
    if depth > 20 {
        return Err(Refusal::TooLarge { what: refusal::NESTED });
    }
    let content = part_of.content_type();
    let is = |kind: &str, subtype: &str| {
        content.is_some_and(|content| {
            content.ctype().eq_ignore_ascii_case(kind)
                && content.subtype().is_some_and(|known| known.eq_ignore_ascii_case(subtype))
        })
    };
    match &part_of.body {
        PartType::Multipart(children) => {
            // Signatures and encryption cannot be redacted and stay true.
            if is("multipart", "encrypted") {
                return Err(Refusal::Encrypted);
            }
            let children: Vec<&MessagePart<'_>> =
                children.iter().filter_map(|id| message.part(*id)).collect();
            if is("multipart", "alternative") {
                let is_html = |part: &&&MessagePart<'_>| {
                    matches!(part.body, PartType::Html(_) | PartType::Multipart(_))
                };
                let Some(best) = children.iter().rfind(is_html).or(children.first()) else { return Ok(()) };
                for other in children.iter().filter(|child| !std::ptr::eq(**child, *best)) {
                    if let PartType::Text(text) | PartType::Html(text) = &other.body {
                        collector.gone("andere vorm van het bericht", text)?;
                    }
                }
                return part(message, best, mail, collector, depth + 1);
            }
            children.into_iter().try_for_each(|child| part(message, child, mail, collector, depth + 1))
        }
        PartType::Message(inner) => {
            let inner = collector.nested("bijgevoegd bericht", |collector| of_message(inner, collector))?;
            mail.bodies.push(Body::Message(Box::new(inner)));
            Ok(())
        }
        PartType::Text(text)
            if part_of.attachment_name().is_none() && (content.is_none() || is("text", "plain")) =>
        {
            // A stray control character does not make a message unreadable.
            let text = text.replace(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r'), " ");
            mail.bodies.push(Body::Text(plain::text(text.as_bytes(), collector)?));
            Ok(())
        }
        PartType::Html(text) if part_of.attachment_name().is_none() => {
            mail.bodies.push(Body::Html(html::of_text(text, collector)?));
            Ok(())
        }
        PartType::Text(text) | PartType::Html(text) => attached(part_of, text.as_bytes(), mail, collector),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => attached(part_of, bytes, mail, collector),
    }
}

fn attached(
    part: &MessagePart<'_>,
    bytes: &[u8],
    mail: &mut Mail,
    collector: &mut Collector,
) -> Result<(), Refusal> {
    if part
        .content_type()
        .is_some_and(|content| matches!(content.subtype(), Some("pkcs7-mime" | "x-pkcs7-mime")))
    {
        return Err(Refusal::Encrypted);
    }
    collector.read(1)?;
    let number = mail.bodies.len() + 1;
    let name = part.attachment_name().unwrap_or_default().to_owned();
    let place = format!("bijlage {number}");
    let opened = format_of(&name, bytes).and_then(|format| {
        // Plain text by its contents only, such as a calendar, may fold words in ways of its own.
        if format == Format::Text && !name.to_ascii_lowercase().ends_with(".txt") {
            return Err(Refusal::Unsupported { what: refusal::UNKNOWN });
        }
        let document = collector.nested(&place, |collector| Document::open(format, bytes, collector))?;
        Ok((format, document))
    });
    let (format, document) = match opened {
        Ok(opened) => opened,
        Err(refusal @ Refusal::TooLarge { .. }) => return Err(refusal),
        Err(_) => {
            collector.gone("naam van een bijlage", &name)?;
            collector.unsearched(&format!("{place} kon niet worden doorzocht: verwijderd"));
            return Ok(());
        }
    };
    let mut draft = Draft::new(format!("naam van bijlage {number}"), false);
    let slot = draft.slot(&name, collector);
    collector.keep(draft)?;
    let kind = extension(format);
    mail.bodies.push(Body::Attached { name, slot, kind, document: Box::new(document) });
    Ok(())
}

fn extension(format: Format) -> &'static str {
    match format {
        Format::Text => "txt",
        Format::Markdown => "md",
        Format::Html => "html",
        Format::Csv => "csv",
        Format::Docx => "docx",
        Format::Odt => "odt",
        Format::Xlsx => "xlsx",
        Format::Eml => "eml",
        Format::Pdf => "pdf",
    }
}

impl Mail {
    pub(super) fn write(self, edits: &Edits) -> Result<Vec<u8>, Refusal> {
        let mut output = String::new();
        self.add_to(&mut output, edits, 0)?;
        Ok(output.into_bytes())
    }

    fn add_to(self, output: &mut String, edits: &Edits, depth: usize) -> Result<(), Refusal> {
        for head in &self.heads {
            let _ =
                write!(output, "{}: {}\r\n", head.name, encoded_words(&edits.text(head.slot, &head.text)));
        }
        if let Some(date) = &self.date {
            let _ = write!(output, "Date: {date}\r\n");
        }
        // No line of base64 can begin like this.
        let boundary = format!("--gelakt-{depth}");
        let _ = write!(
            output,
            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n"
        );
        for (index, body) in self.bodies.into_iter().enumerate() {
            let _ = write!(output, "--{boundary}\r\n");
            let (head, bytes) = match body {
                Body::Text(plain) => {
                    ("Content-Type: text/plain; charset=utf-8\r\n".to_owned(), plain.write(edits))
                }
                Body::Html(html) => {
                    ("Content-Type: text/html; charset=utf-8\r\n".to_owned(), html.write(edits))
                }
                Body::Message(mail) => {
                    output.push_str("Content-Type: message/rfc822\r\n\r\n");
                    mail.add_to(output, edits, depth + 1)?;
                    continue;
                }
                Body::Attached { name, slot, kind, document } => {
                    let is_kept = !edits.touches(slot) && !name.is_empty();
                    let name = if is_kept { name } else { format!("bijlage-{}.{kind}", index + 1) };
                    let name = encoded_words(&name.replace(['"', '\\'], "'"));
                    let head = format!(
                        "Content-Type: application/octet-stream; name=\"{name}\"\r\n\
                         Content-Disposition: attachment; filename=\"{name}\"\r\n"
                    );
                    (head, document.write(edits)?)
                }
            };
            let _ = write!(output, "{head}Content-Transfer-Encoding: base64\r\n\r\n");
            let encoded = base64::engine::general_purpose::STANDARD.encode(bytes);
            let mut rest = encoded.as_str();
            while !rest.is_empty() {
                let (line, after) = rest.split_at_checked(76).unwrap_or((rest, ""));
                let _ = write!(output, "{line}\r\n");
                rest = after;
            }
        }
        let _ = write!(output, "--{boundary}--\r\n");
        Ok(())
    }
}

/// Text for a head: as it is when that is plain and short, else in encoded words.
fn encoded_words(text: &str) -> String {
    let is_plain =
        text.len() < 70 && text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) && !text.contains("=?");
    if is_plain {
        return text.to_owned();
    }
    let mut words = Vec::new();
    let mut word = String::new();
    for character in text.chars() {
        if word.len() + character.len_utf8() > 42 {
            words.push(std::mem::take(&mut word));
        }
        word.push(character);
    }
    words.push(word);
    let encode =
        |word: &String| format!("=?utf-8?B?{}?=", base64::engine::general_purpose::STANDARD.encode(word));
    words.iter().map(encode).collect::<Vec<_>>().join("\r\n ")
}
