//! The pages of a file, in order, with what they inherit; and the reasons to refuse a file as a whole.

use std::collections::HashSet;

use super::file::File;
use super::filter;
use super::object::{Dict, Object};
use crate::document::pdf::trouble::Trouble;

/// A document has at most this many pages.
const PAGES: usize = 20_000;

/// What a page takes from the nodes above it.
const INHERITED: [&str; 4] = ["Resources", "MediaBox", "CropBox", "Rotate"];

/// All pages. Refuses what is signed or holds a form in another language.
pub(super) fn pages(file: &File<'_>) -> Result<Vec<Dict>, Trouble> {
    let root = file.dict(&file.trailer, "Root");
    let form = file.dict(&root, "AcroForm");
    if !matches!(file.entry(&form, "XFA"), Object::Null) {
        return Err(Trouble::Form);
    }
    if root.contains_key(b"Perms".as_slice())
        || file.entry(&form, "SigFlags").count().is_some_and(|flags| flags & 1 != 0)
    {
        return Err(Trouble::Signed);
    }
    let mut pages = Vec::new();
    let mut seen = HashSet::new();
    let start = root.get(b"Pages".as_slice()).cloned().unwrap_or(Object::Null);
    // A stack of our own: the tree may be deep, and the deepest branch comes last.
    let mut open = vec![(start, Dict::new())];
    while let Some((node, inherited)) = open.pop() {
        if let Object::Ref(number) = node
            && !seen.insert(number)
        {
            return Err(Trouble::Broken);
        }
        let Object::Dict(dict) = file.get(&node) else { return Err(Trouble::Broken) };
        let mut given = inherited;
        for key in INHERITED {
            if let Some(value) = dict.get(key.as_bytes()) {
                given.insert(key.as_bytes().to_vec(), value.clone());
            }
        }
        let kids = dict.contains_key(b"Kids".as_slice());
        if kids && !file.entry(&dict, "Type").is("Page") {
            for kid in filter::list_refs(file, dict.get(b"Kids".as_slice())).into_iter().rev() {
                open.push((kid, given.clone()));
            }
        } else {
            let mut page = dict;
            page.extend(given);
            signed(file, &page)?;
            pages.push(page);
        }
        if pages.len() > PAGES || open.len() > PAGES * 4 {
            return Err(Trouble::TooLarge);
        }
    }
    if pages.is_empty() { Err(Trouble::Broken) } else { Ok(pages) }
}

/// Refuses a page on which a field for a signature is filled.
fn signed(file: &File<'_>, page: &Dict) -> Result<(), Trouble> {
    for annotation in filter::list(file, page.get(b"Annots".as_slice())) {
        let Object::Dict(annotation) = annotation else { continue };
        let parent = file.dict(&annotation, "Parent");
        let is = file.entry(&annotation, "FT").is("Sig") || file.entry(&parent, "FT").is("Sig");
        let filled = !matches!(file.entry(&annotation, "V"), Object::Null)
            || !matches!(file.entry(&parent, "V"), Object::Null);
        if is && filled {
            return Err(Trouble::Signed);
        }
    }
    Ok(())
}

/// What a page shows, as one stream: its own streams one after the other.
pub(super) fn contents(file: &File<'_>, page: &Dict) -> Result<Vec<u8>, Trouble> {
    let mut data = Vec::new();
    for part in filter::list(file, page.get(b"Contents".as_slice())) {
        match part {
            Object::Stream(stream) => data.extend_from_slice(&filter::plain(file, &stream)?),
            Object::Null => {}
            _ => return Err(Trouble::Broken),
        }
        data.push(b'\n');
    }
    Ok(data)
}
