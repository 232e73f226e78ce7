//! Just enough of Rust's grammar to tell code from comments, strings and tests.

use norms::File;

/// A source with its comments and strings set apart. Lines keep their numbers.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// the code, comments and the insides of strings blanked out
    pub(crate) code: Vec<String>,
    /// string literals with the line on which they begin
    pub(crate) strings: Vec<(usize, String)>,
    /// for each line: is it test code?
    test: Vec<bool>,
}

impl Source {
    pub(crate) fn of(file: &File) -> Self {
        let (code, strings) = split(&file.text);
        let code: Vec<String> = code.lines().map(str::to_owned).collect();
        let whole = is_test_path(&file.path) || file.text.contains("#![cfg(test)]");
        let test = if whole { vec![true; code.len()] } else { test_lines(&code) };
        Self { code, strings, test }
    }

    /// Whether line `number` (from 1) is test code.
    pub(crate) fn is_test(&self, number: usize) -> bool {
        number.checked_sub(1).and_then(|index| self.test.get(index)).copied().unwrap_or(false)
    }

    /// Numbered lines of code, from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.code.iter().map(String::as_str))
    }
}

/// Test sources by their place: `tests/`, `tests.rs`, `testing.rs`, `benches/`, `fuzz/`.
pub(crate) fn is_test_path(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path.split('/').any(|part| matches!(part, "tests" | "benches" | "fuzz" | "testing"))
        || matches!(name, "tests.rs" | "testing.rs")
        || name.ends_with("_tests.rs")
}

/// Lines below `#[cfg(test)]` up to the end of the item it stands on.
fn test_lines(code: &[String]) -> Vec<bool> {
    let mut test = Vec::with_capacity(code.len());
    let mut waiting = false; // `#[cfg(test)]` seen, its item not yet begun
    let mut depth = 0_usize; // braces open inside that item
    for line in code {
        if depth == 0 && (line.contains("#[cfg(test)]") || line.contains("#[cfg(any(test")) {
            waiting = true;
        }
        test.push(waiting || depth > 0);
        if waiting || depth > 0 {
            for letter in line.chars() {
                match letter {
                    '{' => {
                        depth += 1;
                        waiting = false;
                    }
                    '}' => depth = depth.saturating_sub(1),
                    ';' if depth == 0 => waiting = false,
                    _ => {}
                }
            }
        }
    }
    test
}

/// The code with comments and the insides of strings as spaces, and the strings.
fn split(text: &str) -> (String, Vec<(usize, String)>) {
    let letters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut strings = Vec::new();
    let mut line = 1;
    let mut at = 0;
    let peek = |index: usize| letters.get(index).copied().unwrap_or('\0');
    while at < letters.len() {
        let end = match (peek(at), peek(at + 1)) {
            ('/', '/') => {
                let mut end = at;
                while end < letters.len() && peek(end) != '\n' {
                    end += 1;
                }
                end
            }
            ('/', '*') => block_comment_end(&letters, at),
            ('"', _) => {
                let end = string_end(&letters, at);
                strings.push((
                    line,
                    letters.get(at + 1..end.saturating_sub(1)).unwrap_or_default().iter().collect(),
                ));
                end
            }
            ('r' | 'b', _) if !is_word(at.checked_sub(1).map_or(' ', peek)) => match raw_string(&letters, at)
            {
                Some((from, to, end)) => {
                    strings.push((line, letters.get(from..to).unwrap_or_default().iter().collect()));
                    end
                }
                None => at,
            },
            ('\'', _) => char_end(&letters, at),
            _ => at,
        };
        if end == at {
            code.push(peek(at));
            line += usize::from(peek(at) == '\n');
            at += 1;
        } else {
            for index in at..end.min(letters.len()) {
                let newline = peek(index) == '\n';
                code.push(if newline { '\n' } else { ' ' });
                line += usize::from(newline);
            }
            at = end;
        }
    }
    (code, strings)
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn block_comment_end(letters: &[char], start: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = start;
    while at < letters.len() {
        match (letters.get(at), letters.get(at + 1)) {
            (Some('/'), Some('*')) => {
                depth += 1;
                at += 2;
            }
            (Some('*'), Some('/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    letters.len()
}

fn string_end(letters: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(letter) = letters.get(at) {
        match letter {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    letters.len()
}

/// `r"…"`, `r#"…"#`, `b"…"`, `br#"…"#`: (begin of the inside, its end, end of the literal).
fn raw_string(letters: &[char], start: usize) -> Option<(usize, usize, usize)> {
    let mut at = start;
    if letters.get(at) == Some(&'b') {
        at += 1;
    }
    let raw = letters.get(at) == Some(&'r');
    if raw {
        at += 1;
    }
    let mut hashes = 0;
    while raw && letters.get(at + hashes) == Some(&'#') {
        hashes += 1;
    }
    at += hashes;
    if letters.get(at) != Some(&'"') {
        return None;
    }
    if !raw {
        let end = string_end(letters, at);
        return Some((at + 1, end.saturating_sub(1), end));
    }
    let from = at + 1;
    let mut to = from;
    while to < letters.len() {
        let closes = letters.get(to) == Some(&'"')
            && letters
                .get(to + 1..to + 1 + hashes)
                .is_some_and(|tail| tail.iter().all(|letter| *letter == '#'));
        if closes {
            return Some((from, to, to + 1 + hashes));
        }
        to += 1;
    }
    Some((from, letters.len(), letters.len()))
}

/// The end of a character literal; `start` itself for a lifetime.
fn char_end(letters: &[char], start: usize) -> usize {
    match (letters.get(start + 1), letters.get(start + 2)) {
        (Some('\\'), _) => {
            let mut at = start + 3;
            while letters.get(at).is_some_and(|letter| *letter != '\'') {
                at += 1;
            }
            at + 1
        }
        (Some(_), Some('\'')) => start + 3,
        _ => start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::of(&File { path: "crates/a/src/lib.rs".to_owned(), text: text.to_owned() })
    }

    #[test]
    fn comments_and_strings_are_no_code() {
        let source = source(
            "use a::b; // use crate::web\n/* use crate::x /* nested */ still */ let s = \"crate::y\";\nlet r = r#\"SELECT \"1\"\"#;\n\
             let c = '\"'; fn f<'a>(x: &'a str) { g('\\'') } let b = b\"x\"; crate::z();",
        );
        let code = source.code.join("\n");
        for word in ["crate::web", "crate::x", "crate::y", "SELECT", "still"] {
            assert!(!code.contains(word), "{word} in {code}");
        }
        assert!(code.contains("crate::z()") && code.contains("fn f<'a>(x: &'a str)"), "{code}");
        let strings: Vec<_> = source.strings.iter().map(|(line, text)| (*line, text.as_str())).collect();
        assert_eq!(strings, [(2, "crate::y"), (3, "SELECT \"1\""), (4, "x")]);
    }

    #[test]
    fn test_code_is_told_apart() {
        let source = source(
            "fn a() {}\n#[cfg(test)]\nmod tests;\nfn b() {}\n#[cfg(test)]\nmod more {\n  fn c() {}\n}\nfn d() {}\n",
        );
        let test: Vec<_> = (1..=9).map(|line| source.is_test(line)).collect();
        assert_eq!(test, [false, true, true, false, true, true, true, true, false]);
    }

    #[test]
    fn test_paths_are_known() {
        for path in ["crates/a/tests/it/main.rs", "crates/a/src/db/tests.rs", "crates/a/src/db/testing.rs"] {
            assert!(is_test_path(path), "{path}");
        }
        assert!(!is_test_path("crates/a/src/attests.rs"));
    }
}
