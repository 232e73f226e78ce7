//! Each outside world has its rooms: SQL in `db/` and `*/store.rs`; axum in the faces; `decide::` where rulings are
//! made; `chain::` in the journal. Test code may look under the floor (a test that damages a row has to write SQL).

use super::complaint;
use crate::rust::Source;
use crate::tree::{Complaint, Tree};

const SRC: &str = "crates/waarborg/src/";

/// A crate, and where in the application it may be named.
struct Room {
    names: &'static [&'static str],
    allowed: fn(&str) -> bool,
    advice: &'static str,
}

const ROOMS: &[Room] = &[
    Room {
        names: &["rusqlite", "postgres", "libsqlite3_sys"],
        allowed: |path| path.starts_with("db/"),
        advice: "the drivers are known in db/ only",
    },
    Room {
        names: &["axum", "tower", "hyper"],
        allowed: is_face,
        advice: "HTTP is known in web/, api/, */pages.rs, */api.rs, lib.rs and cli/serve only",
    },
    Room {
        names: &["maud"],
        allowed: |path| is_face(path) || path.ends_with("/view.rs"),
        advice: "markup is made in web/, */pages.rs and */view.rs only",
    },
    Room {
        names: &["decide"],
        allowed: |path| ["decision/", "house", "cli/", "main.rs"].iter().any(|start| path.starts_with(start)),
        advice: "rules are known in decision/, house and cli/ only",
    },
    Room {
        names: &["chain", "tlog_tiles", "signed_note"],
        allowed: |path| ["journal/", "cli/"].iter().any(|start| path.starts_with(start)),
        advice: "the tree is known in journal/ and cli/ only",
    },
    Room {
        names: &["redact"],
        allowed: |path| ["redaction/", "cli/"].iter().any(|start| path.starts_with(start)),
        advice: "what finds and removes personal data is known in redaction/ and cli/ only",
    },
    Room {
        names: &["seal"],
        allowed: |path| {
            ["vault/", "desk/", "house", "cli/"].iter().any(|start| path.starts_with(start))
                || OF_DOCUMENTS.contains(&path)
                || ["minutes/store.rs", "redaction/store.rs"].contains(&path)
        },
        advice: "values are sealed and opened in vault/ only; desk/ seals what belongs to accounts, redaction/ and minutes/ documents",
    },
];

/// Where documents are opened, to be read and written anew and not only shown (decisions 0017, 0018).
const OF_DOCUMENTS: [&str; 3] = ["minutes/contents.rs", "redaction/contents.rs", "redaction/produce.rs"];

fn is_face(path: &str) -> bool {
    path.starts_with("web/")
        || path.starts_with("api/")
        || path == "lib.rs"
        || path.starts_with("cli/serve")
        || path.ends_with("/pages.rs")
        || path.ends_with("/api.rs")
        || path.contains("/pages/")
        || path.contains("/api/")
}

pub(super) fn check(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for file in tree.rust() {
        let Some(path) = file.path.strip_prefix(SRC) else { continue };
        let source = Source::of(file);
        for (line, code) in source.lines().filter(|(line, _)| !source.is_test(*line)) {
            for room in ROOMS {
                if !(room.allowed)(path) && room.names.iter().any(|name| names_crate(code, name)) {
                    complaints.push(complaint(&file.path, line, room.advice));
                }
            }
        }
        // A value in clear exists between `vault::open` and the page that shows it, and nowhere else (decision 0011).
        let may_show = is_face(path)
            || path.ends_with("/view.rs")
            || path.starts_with("desk/")
            || path.starts_with("rights/")
            || OF_DOCUMENTS.contains(&path);
        for (line, code) in source.lines().filter(|(line, _)| !source.is_test(*line)) {
            if !may_show && code.contains(".reveal()") {
                complaints.push(complaint(&file.path, line, "a value in clear is shown by pages only"));
            }
            if code.contains("Permit::of(") && !path.starts_with("decision/governed/") {
                complaints.push(complaint(&file.path, line, "only a decision makes a permit"));
            }
        }
        let may_query = path.starts_with("db/") || path.ends_with("/store.rs") || path.contains("/store/");
        for (line, text) in
            source.strings.iter().filter(|(line, text)| !source.is_test(*line) && is_sql(text))
        {
            if !may_query {
                let start: String = text.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
                complaints.push(complaint(
                    &file.path,
                    *line,
                    format!("SQL (`{start} …`) outside db/ and */store.rs"),
                ));
            }
        }
    }
    complaints
}

/// `name::` or `use name` as a path of its own: not `self::name::`, not `my_name::`.
fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code.get(..at).unwrap_or_default();
        let after = code.get(at + name.len()..).unwrap_or_default();
        let starts = !before.ends_with(|letter: char| {
            letter.is_alphanumeric() || letter == '_' || letter == ':' || letter == '.'
        });
        starts
            && (after.starts_with("::")
                || (before.trim_end().ends_with("use") && after.starts_with([';', ' '])))
    })
}

fn is_sql(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    matches!(
        words.as_slice(),
        ["SELECT" | "WITH" | "PRAGMA", _, ..]
            | ["INSERT" | "REPLACE", "INTO" | "OR", ..]
            | ["DELETE", "FROM", ..]
            | ["CREATE" | "DROP" | "ALTER", "TABLE" | "INDEX" | "UNIQUE" | "SCHEMA" | "VIEW", ..]
            | ["UPDATE", _, "SET"]
    ) || text.starts_with("SAVEPOINT ")
        || text.starts_with("BEGIN ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        check(&Tree::of(&[(path, text)])).into_iter().map(|complaint| complaint.line).collect()
    }

    #[test]
    fn a_value_in_clear_and_a_permit_are_found_where_they_do_not_belong() {
        let text = "//! x\nfn a(value: &Opened<String>) { value.reveal(); }\nfn b() { Permit::of(1); }\n";
        assert_eq!(lines("crates/waarborg/src/vault/service.rs", text), [2, 3]);
        assert_eq!(lines("crates/waarborg/src/vault/pages/file.rs", text), [3]);
        assert_eq!(lines("crates/waarborg/src/decision/governed/mod.rs", text), [2]);
    }

    #[test]
    fn each_crate_is_found_outside_its_rooms() {
        for name in ["rusqlite", "postgres", "axum", "maud", "decide", "chain", "tlog_tiles", "tower"] {
            let text = format!("//! x\nuse {name}::Thing;\n");
            assert_eq!(lines("crates/waarborg/src/register/service.rs", &text), [2], "{name}");
        }
    }

    #[test]
    fn each_crate_is_welcome_in_its_room() {
        for (path, name) in [
            ("db/mod.rs", "rusqlite"),
            ("register/pages.rs", "axum"),
            ("register/pages/list.rs", "maud"),
            ("cli/serve.rs", "axum"),
            ("decision/service.rs", "decide"),
            ("journal/tree.rs", "chain"),
        ] {
            let text = format!("//! x\nuse {name}::Thing;\n");
            assert_eq!(lines(&format!("crates/waarborg/src/{path}"), &text), [0; 0], "{path}");
        }
    }

    #[test]
    fn likenesses_and_comments_are_left_alone() {
        let text = "//! x\nuse crate::desk::chain::X; // axum::Router\nlet s = \"axum::x\"; my_decide::f(); self.chain::<X>();\n";
        assert_eq!(lines("crates/waarborg/src/register/service.rs", text), [0; 0]);
    }

    #[test]
    fn sql_is_found_outside_stores_but_not_in_tests() {
        let text = "//! x\nlet a = \"SELECT id FROM t\";\nlet b = \"UPDATE t SET x = 1\";\nlet c = \"Select a file\";\n\
                    #[cfg(test)]\nmod tests { fn f() { g(\"DELETE FROM t\") } }\n";
        assert_eq!(lines("crates/waarborg/src/register/service.rs", text), [2, 3]);
        assert_eq!(lines("crates/waarborg/src/register/store.rs", text), [0; 0]);
        assert_eq!(lines("crates/waarborg/src/db/migrate.rs", text), [0; 0]);
    }
}
