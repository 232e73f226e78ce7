//! Layers that can be switched off (optional content).

use std::collections::HashSet;

use super::file::File;
use super::filter;
use super::object::{Dict, Object, name_of};

/// The layers that a reader does not see when the document is opened.
pub(super) struct Layers {
    off: HashSet<u32>,
}

impl Layers {
    pub(super) fn read(file: &File<'_>) -> Self {
        let root = file.dict(&file.trailer, "Root");
        let properties = file.dict(&root, "OCProperties");
        let default = file.dict(&properties, "D");
        let refs = |dict: &Dict, key: &str| -> HashSet<u32> {
            let items = filter::list_refs(file, dict.get(key.as_bytes()));
            items.iter().filter_map(number).collect()
        };
        let off = if file.entry(&default, "BaseState").is("OFF") {
            let on = refs(&default, "ON");
            refs(&properties, "OCGs").into_iter().filter(|layer| !on.contains(layer)).collect()
        } else {
            refs(&default, "OFF")
        };
        Self { off }
    }

    /// Whether what carries this mark is not seen. A rule that is not understood counts as seen, and what is seen is
    /// searched.
    pub(super) fn hides(&self, file: &File<'_>, mark: &Object) -> bool {
        if number(mark).is_some_and(|number| self.off.contains(&number)) {
            return true;
        }
        let Object::Dict(rule) = file.get(mark) else { return false };
        if !file.entry(&rule, "Type").is("OCMD") || rule.contains_key(b"VE".as_slice()) {
            return false;
        }
        let layers = match rule.get(b"OCGs".as_slice()) {
            Some(single @ Object::Ref(_)) if !matches!(file.get(single), Object::Array(_)) => {
                vec![single.clone()]
            }
            other => filter::list_refs(file, other),
        };
        let off = |layer: &Object| number(layer).is_some_and(|number| self.off.contains(&number));
        let policy = file.entry(&rule, "P");
        match name_of(&policy) {
            None | Some(b"AnyOn") => !layers.is_empty() && layers.iter().all(off),
            Some(b"AllOn") => layers.iter().any(off),
            _ => false,
        }
    }
}

fn number(object: &Object) -> Option<u32> {
    match object {
        Object::Ref(number) => Some(*number),
        _ => None,
    }
}
