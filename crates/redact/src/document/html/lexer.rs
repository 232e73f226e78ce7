//! Source of a page as text, tags, and what is neither.

use super::super::plain::unescaped;

pub(super) enum Token<'s> {
    /// With its entities undone.
    Text(String),
    Open(Tag),
    Close(String),
    Comment(&'s str),
    /// An element in which tags mean nothing, with its contents.
    Raw(Tag, &'s str),
}

pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

const RAW: &[&str] = &[
    "script", "style", "xmp", "iframe", "noembed", "noframes", "title", "textarea", "svg", "math", "object",
    "applet",
];
const MOST_ATTRIBUTES: usize = 200;

impl Tag {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Not shown, by its own word; what a style sheet says is not looked up, and then it is text as any other.
    pub(super) fn is_unseen(&self) -> bool {
        let style: String = self.attribute("style").unwrap_or_default().split_whitespace().collect();
        let style = style.to_ascii_lowercase();
        self.attribute("hidden").is_some()
            || ["display:none", "visibility:hidden", "mso-hide:all", "font-size:0"]
                .iter()
                .any(|way| style.contains(way))
                && !style.contains("font-size:0.")
            || matches!(self.name.as_str(), "template" | "datalist")
    }
}

pub(super) struct Lexer<'s> {
    rest: &'s str,
}

impl<'s> Lexer<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { rest: source }
    }

    fn take(&mut self, length: usize) -> &'s str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Up to the mark, which is taken too and not given; when it is missing, all the rest.
    fn until(&mut self, mark: &str) -> &'s str {
        let (taken, rest) = self.rest.split_once(mark).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn tag(&mut self) -> Tag {
        self.take(1);
        let end =
            self.rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(self.rest.len());
        let name = self.take(end).to_ascii_lowercase();
        // A prefix, as in the HTML of Word (`o:p`), is another name: unknown.
        let mut tag = Tag { name, attributes: Vec::new() };
        loop {
            let skipped = self.rest.find(|c: char| !c.is_whitespace() && c != '/').unwrap_or(self.rest.len());
            self.take(skipped);
            match self.rest.chars().next() {
                None => return tag,
                Some('>') => {
                    self.take(1);
                    return tag;
                }
                Some(first) => {
                    // An equals sign may begin a name.
                    let from = first.len_utf8();
                    let after = self.rest.get(from..).unwrap_or_default();
                    let end = after.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '='));
                    let name = self.take(end.map_or(self.rest.len(), |end| from + end)).to_ascii_lowercase();
                    let value = self.value();
                    if tag.attributes.len() < MOST_ATTRIBUTES {
                        tag.attributes.push((name, value));
                    }
                }
            }
        }
    }

    fn value(&mut self) -> String {
        let trimmed = self.rest.trim_start();
        let Some(after) = trimmed.strip_prefix('=') else { return String::new() };
        self.rest = after.trim_start();
        let value = if let Some(quote @ ('"' | '\'')) = self.rest.chars().next() {
            self.take(1);
            self.until(quote.encode_utf8(&mut [0; 4]))
        } else {
            let end = self.rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(self.rest.len());
            self.take(end)
        };
        unescaped(value)
    }

    /// The contents of a raw element, up to its own end.
    fn raw(&mut self, name: &str) -> &'s str {
        let mut at = 0;
        let end = loop {
            let Some(found) = self.rest.get(at..).and_then(|rest| rest.find("</")) else {
                break self.rest.len();
            };
            at += found;
            let closing = self.rest.get(at + 2..).unwrap_or_default();
            let is_own = closing.get(..name.len()).is_some_and(|closing| closing.eq_ignore_ascii_case(name));
            if is_own {
                break at;
            }
            at += 2;
        };
        let contents = self.take(end);
        self.until(">");
        contents
    }
}

impl<'s> Iterator for Lexer<'s> {
    type Item = Token<'s>;

    fn next(&mut self) -> Option<Token<'s>> {
        if self.rest.is_empty() {
            return None;
        }
        let second = self.rest.strip_prefix('<').and_then(|rest| rest.chars().next());
        Some(match second {
            Some('!') => {
                let is_comment = self.rest.starts_with("<!--");
                if self.rest.starts_with("<!-->") || self.rest.starts_with("<!--->") {
                    self.until(">");
                    return Some(Token::Comment(""));
                }
                self.take(if is_comment { 4 } else { 2 });
                let text = self.until(if is_comment { "-->" } else { ">" });
                Token::Comment(
                    if text.len() >= 7 && text.get(..7).is_some_and(|t| t.eq_ignore_ascii_case("doctype")) {
                        ""
                    } else {
                        text
                    },
                )
            }
            Some('?') => {
                self.take(2);
                Token::Comment(self.until(">"))
            }
            Some('/') => {
                let is_tag = self
                    .rest
                    .get(2..)
                    .and_then(|rest| rest.chars().next())
                    .is_some_and(|c| c.is_ascii_alphabetic());
                self.take(1);
                if is_tag {
                    // Attributes of an end mean nothing.
                    Token::Close(self.tag().name)
                } else {
                    self.take(1);
                    Token::Comment(self.until(">"))
                }
            }
            Some(letter) if letter.is_ascii_alphabetic() => {
                let tag = self.tag();
                if RAW.contains(&tag.name.as_str()) {
                    let contents = self.raw(&tag.name);
                    return Some(Token::Raw(tag, contents));
                }
                Token::Open(tag)
            }
            _ => {
                // A mark that begins no tag is text.
                let from = usize::from(self.rest.starts_with('<'));
                let end = self
                    .rest
                    .get(from..)
                    .and_then(|rest| rest.find('<'))
                    .map_or(self.rest.len(), |end| from + end);
                Token::Text(unescaped(self.take(end)))
            }
        })
    }
}
