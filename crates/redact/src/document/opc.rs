//! Packages of Office Open XML: parts found by following relations from the start, so that what nothing points at is not
//! seen and not written. Parts and relations get new names: old ones may say something.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;

use super::collect::{Collector, Edits};
use super::package::{self, Parts};
use super::refusal::{self, Refusal};
use super::xml::{self, Element, Vocabulary};

const RELATIONS: Vocabulary = &[("", "http://schemas.openxmlformats.org/package/2006/relationships")];
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
/// Pictures and parts that one part points at; each pointer is looked up in them.
const MOST_RELATIONS: usize = 2_000;
/// Where the pictures of an office document or a web page stand.
pub(super) const IN_TEXT: &str = "in de tekst";
/// Said of every picture.
pub(super) const PICTURES: &str = "afbeeldingen zijn niet doorzocht en daarom vervangen door een leeg vlak";

/// Stands in the place of every picture: one white dot.
pub(super) const BLANK: &[u8] =
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\
    \x00\x00\x00\nIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\xb18\xf6\x14\x00\x00\x00\x00IEND\xaeB`\x82";

/// A dialect: what its parts are called and which are known.
pub(super) struct Dialect {
    pub(super) vocabulary: Vocabulary,
    /// The folder of the main part, and its name.
    pub(super) folder: &'static str,
    pub(super) main: &'static str,
    /// Kind of relation, and content type, of every part that is kept.
    pub(super) kinds: &'static [(&'static str, &'static str)],
    pub(super) main_type: &'static str,
}

/// A part that is kept.
pub(super) struct Part {
    /// The kind of relation that led to it.
    pub(super) kind: String,
    /// Where it was.
    pub(super) old: String,
    /// Where it will be.
    path: String,
    pub(super) root: Element,
    pub(super) relations: Vec<Relation>,
    pub(super) is_wanted: bool,
}

/// Something a part points at.
pub(super) struct Relation {
    pub(super) old: String,
    pub(super) new: String,
    pub(super) kind: String,
    /// Index of the part, or none for a picture.
    pub(super) part: Option<usize>,
}

/// The parts that are kept, the main one first.
pub(super) struct Package {
    pub(super) parts: Vec<Part>,
    dialect: &'static Dialect,
}

/// Reads what the dialect knows. Also tells of what is left out.
pub(super) fn read(
    bytes: &[u8],
    dialect: &'static Dialect,
    collector: &mut Collector,
) -> Result<Package, Refusal> {
    let parts = package::read(bytes, collector)?;
    let missing = || Refusal::Broken { what: refusal::MISSING };
    let main = relations(&parts, "")?
        .into_iter()
        .find(|relation| relation.1 == "officeDocument")
        .ok_or_else(missing)?
        .2;
    let mut kept: Vec<Part> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut waiting = VecDeque::from([(main.clone(), "officeDocument".to_owned())]);
    known.insert(main, 0);
    let mut found = 1;
    while let Some((old, kind)) = waiting.pop_front() {
        let root = xml::read(parts.get(&old).ok_or_else(missing)?, dialect.vocabulary, collector)?;
        let mut part = Part { path: String::new(), old, kind, root, relations: Vec::new(), is_wanted: true };
        for (id, kind, target) in relations(&parts, &part.old)? {
            if part.relations.len() >= MOST_RELATIONS {
                return Err(Refusal::TooLarge { what: refusal::PARTS });
            }
            let new = format!("rId{}", part.relations.len() + 1);
            if kind == "image" {
                if parts.get(&target).is_none_or(|picture| picture != BLANK) {
                    collector.shows(&target);
                    collector.picture(IN_TEXT, PICTURES);
                }
                part.relations.push(Relation { old: id, new, kind, part: None });
            } else if dialect.kinds.iter().any(|(known, _)| *known == kind) && !target.is_empty() {
                let index = *known.entry(target.clone()).or_insert_with(|| {
                    waiting.push_back((target, kind.clone()));
                    found += 1;
                    found - 1
                });
                part.relations.push(Relation { old: id, new, kind, part: Some(index) });
            }
        }
        part.path = match kept.len() {
            0 => format!("{}/{}", dialect.folder, dialect.main),
            index => format!("{}/part{index}.xml", dialect.folder),
        };
        kept.push(part);
    }
    left_out(&parts, &kept, collector)?;
    Ok(Package { parts: kept, dialect })
}

/// Id, kind and target of each relation of a part; a target outside the package is empty.
fn relations(parts: &Parts, of: &str) -> Result<Vec<(String, String, String)>, Refusal> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let path =
        if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let Some(bytes) = parts.get(&path) else { return Ok(Vec::new()) };
    let root = xml::parse(bytes, Some(RELATIONS))?;
    let of = |element: &Element| {
        let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
        let target = match element.attribute("TargetMode") {
            Some("External") => String::new(),
            _ => resolved(folder, element.attribute("Target")?),
        };
        Some((element.attribute("Id")?.to_owned(), kind, target))
    };
    Ok(root.elements().filter_map(of).collect())
}

/// A path seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            _ => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

/// What stands in parts that do not come along: hidden passages, so that a person sees what they held.
fn left_out(parts: &Parts, kept: &[Part], collector: &mut Collector) -> Result<(), Refusal> {
    for (path, bytes) in parts {
        if path == "[Content_Types].xml" || kept.iter().any(|part| part.old == *path) {
            continue;
        }
        if path.rsplit_once('.').is_some_and(|(_, extension)| extension == "rels") {
            links(bytes, collector)?;
            continue;
        }
        // Colours and the order of calculation hold no text.
        if path.contains("/theme/") || path.ends_with("/calcChain.xml") || path.ends_with("/webSettings.xml")
        {
            continue;
        }
        let place = place_left_out(path);
        if !path.contains("/media/") {
            collector.note(&format!("{place}: verwijderd"));
        }
        // What cannot be read is gone all the same.
        let Ok(root) = xml::parse(bytes, None) else {
            match place {
                // It shows the first page, which was read.
                "miniatuur" => {}
                _ if path.contains("/fonts/") => {}
                _ if path.contains("/media/") => {
                    if bytes != BLANK && !collector.is_shown(path) {
                        collector.unsearched(PICTURES);
                    }
                }
                _ => collector.unsearched(&format!("{place}: niet doorzocht")),
            }
            continue;
        };
        let mut text = root.all_text(true);
        add_authors(&root, &mut text);
        collector.gone(place, text.trim())?;
    }
    Ok(())
}

/// Addresses outside the document: a link keeps its text and loses its address.
fn links(bytes: &[u8], collector: &mut Collector) -> Result<(), Refusal> {
    let Ok(root) = xml::parse(bytes, Some(RELATIONS)) else { return Ok(()) };
    for relation in root.elements().filter(|relation| relation.attribute("TargetMode") == Some("External")) {
        collector.note("koppelingen houden hun tekst en verliezen hun adres");
        let target = relation.attribute("Target").unwrap_or_default();
        collector.gone("koppeling", &super::plain::percent_decoded(target))?;
    }
    Ok(())
}

fn place_left_out(path: &str) -> &'static str {
    let known = [
        ("docProps/thumbnail", "miniatuur"),
        ("docProps", "eigenschappen"),
        ("customXml", "gegevens achter het document"),
        ("omment", "opmerkingen"),
        ("people", "auteurs"),
        ("hart", "grafiek"),
        ("embeddings", "ingesloten bestand"),
        ("pivot", "draaitabel"),
        ("externalLink", "koppeling met een ander bestand"),
        ("drawing", "tekening"),
        ("diagram", "schema"),
        ("vba", "macro's"),
        ("glossary", "bouwstenen"),
        ("tables/", "eigenschappen van een tabel"),
        ("_xmlsignatures", "handtekening"),
    ];
    known.iter().find(|(part, _)| path.contains(part)).map_or("overig onderdeel", |(_, place)| place)
}

fn add_authors(element: &Element, text: &mut String) {
    for attribute in &element.attributes {
        if matches!(xml::local(&attribute.name), "author" | "displayName" | "userId" | "descr" | "title") {
            text.push(' ');
            text.push_str(&attribute.value);
        }
    }
    for child in element.elements() {
        add_authors(child, text);
    }
}

impl Package {
    /// The package again, with the parts that are still wanted.
    pub(super) fn write(&self, edits: &Edits) -> Result<Vec<u8>, Refusal> {
        let dialect = self.dialect;
        let mut types = String::from(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Default Extension=\"png\" ContentType=\"image/png\"/>",
        );
        let mut files = Vec::new();
        for part in self.parts.iter().filter(|part| part.is_wanted) {
            let kind = dialect.kinds.iter().find(|(kind, _)| *kind == part.kind);
            let content_type = kind.map_or(dialect.main_type, |(_, content_type)| content_type);
            let _ = write!(types, "<Override PartName=\"/{}\" ContentType=\"{content_type}\"/>", part.path);
            files.push((part.path.clone(), xml::write(&part.root, dialect.vocabulary, edits)));
            let mut lines = String::new();
            for relation in &part.relations {
                // All parts lie in one folder.
                let target = match relation.part.map(|index| self.parts.get(index)) {
                    Some(Some(target)) if target.is_wanted => file_name(&target.path),
                    Some(_) => continue,
                    None => "media/blank.png",
                };
                let _ = write!(
                    lines,
                    "<Relationship Id=\"{}\" Type=\"{KIND}{}\" Target=\"{target}\"/>",
                    relation.new, relation.kind
                );
            }
            if !lines.is_empty() {
                let name = file_name(&part.path);
                files.push((format!("{}/_rels/{name}.rels", dialect.folder), relations_part(&lines)));
            }
        }
        types.push_str("</Types>");
        let main = format!(
            "<Relationship Id=\"rId1\" Type=\"{KIND}officeDocument\" Target=\"{}/{}\"/>",
            dialect.folder, dialect.main
        );
        let mut all = vec![
            ("[Content_Types].xml".to_owned(), document_part(&types)),
            ("_rels/.rels".to_owned(), relations_part(&main)),
        ];
        all.append(&mut files);
        if self.parts.iter().any(|part| part.relations.iter().any(|relation| relation.part.is_none())) {
            all.push((format!("{}/media/blank.png", dialect.folder), BLANK.to_vec()));
        }
        package::write(&all, false)
    }
}

/// The name of a file in its folder.
fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

fn document_part(contents: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{contents}").into_bytes()
}

fn relations_part(lines: &str) -> Vec<u8> {
    document_part(&format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{lines}</Relationships>"
    ))
}
