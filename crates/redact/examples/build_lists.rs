//! Makes `data/lists.bin` out of the word lists in a folder and those in `data/`. Prints how large it became.
//!
//! ```text
//! cargo run --release -p redact --example build_lists -- FOLDER
//! ```
//!
//! FOLDER holds `family.json`, `female.json`, `male.json`, `unisex.json` (Wikidata) and `basiswoorden-gekeurd.txt`
//! (`OpenTaal`); `data/README.md` says where they come from. The same lists give the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use redact::training::{Flags, build_lists};

fn main() -> anyhow::Result<()> {
    let folder = std::env::args().nth(1).context("say in which folder the lists are")?;
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut all: BTreeMap<String, u8> = BTreeMap::new();
    let mut add = |word: &str, flags: u8| {
        if !word.is_empty() {
            *all.entry(word.to_lowercase()).or_default() |= flags;
        }
    };

    for (file, flags) in [
        ("family.json", Flags::FAMILY),
        ("female.json", Flags::FEMALE),
        ("male.json", Flags::MALE),
        ("unisex.json", Flags::FEMALE | Flags::MALE),
    ] {
        for name in names(&Path::new(&folder).join(file))? {
            // Of `van den Berg` the last word counts, of `Jan Willem` the first: the others are words like any.
            let mut words = name.split_whitespace();
            let word = if flags == Flags::FAMILY { words.next_back() } else { words.next() };
            add(word.unwrap_or_default().trim_matches(|letter: char| !letter.is_alphanumeric()), flags);
        }
    }
    let words = Path::new(&folder).join("basiswoorden-gekeurd.txt");
    for word in read(&words)?.lines() {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        add(word, if capital { Flags::PROPER } else { Flags::WORD });
        if !capital {
            for form in conjugated(word) {
                add(&form, Flags::WORD);
            }
        }
    }
    for town in read(&data.join("towns.txt"))?.lines() {
        add(town, Flags::TOWN);
    }
    for country in read(&data.join("countries.txt"))?.lines() {
        add(country, Flags::COUNTRY);
    }
    for place in read(&data.join("places.txt"))?.split_whitespace() {
        add(place, Flags::PROPER);
    }
    let common = read(&data.join("names_nl.txt"))?;
    let (families, given) = common.split_once("%given").context("names_nl.txt has two parts")?;
    families.split_whitespace().for_each(|name| add(name, Flags::FAMILY | Flags::COMMON));
    given.split_whitespace().for_each(|name| add(name, Flags::FEMALE | Flags::MALE | Flags::COMMON));

    let table = build_lists(all.iter().map(|(word, flags)| (word.as_str(), *flags)));
    println!("{} words, {} kB", all.len(), table.len() / 1000);
    fs::write(data.join("lists.bin"), table)?;
    Ok(())
}

fn names(path: &Path) -> anyhow::Result<Vec<String>> {
    serde_json::from_str(&read(path)?).with_context(|| format!("`{}` is no list of names", path.display()))
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
}

/// The forms that open sentences of a verb in the list, which has only whole verbs: `reageer`, `reageert`, `reageerde`.
/// Some of what this makes is no word; a list of what names are not can bear that.
fn conjugated(verb: &str) -> Vec<String> {
    let Some(stem) = verb.strip_suffix("en").filter(|stem| stem.len() > 2 && stem.is_ascii()) else {
        return Vec::new();
    };
    let vowel = |letter: &char| "aeiou".contains(*letter);
    let letters: Vec<char> = stem.chars().rev().collect();
    let stem = match letters.as_slice() {
        // bakken: bak
        [last, before, ..] if last == before && !vowel(last) => {
            stem.get(..stem.len() - 1).unwrap_or(stem).to_owned()
        }
        // nemen: neem
        [last, inner, before, ..]
            if !vowel(last)
                && vowel(inner)
                && !vowel(before)
                && *inner != 'i'
                && !verb.ends_with("elen")
                && !verb.ends_with("enen") =>
        {
            let (front, tail) = stem.split_at(stem.len() - 1);
            format!("{front}{inner}{tail}")
        }
        _ => stem.to_owned(),
    };
    // geven: geef, reizen: reis
    let stem = match stem.char_indices().next_back() {
        Some((at, 'v')) => format!("{}f", stem.get(..at).unwrap_or_default()),
        Some((at, 'z')) => format!("{}s", stem.get(..at).unwrap_or_default()),
        _ => stem,
    };
    let past = if stem.ends_with(['t', 'k', 'f', 's', 'c', 'h', 'p', 'x']) { "te" } else { "de" };
    ["", "t", past].iter().map(|tail| format!("{stem}{tail}")).filter(|form| form.len() > 3).collect()
}
