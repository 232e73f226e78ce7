//! From glyphs on a page to lines of text that a detector can read, and back.
//!
//! Glyphs belong together when they stand on one line in one direction, whatever the order in which they are drawn. Not
//! guaranteed: the order in which a person would read columns, tables and notes.

use std::collections::HashMap;
use std::ops::Range;

use super::walk::Glyph;

/// A hole of more than this part of the size is a space.
const SPACE: f64 = 0.2;

/// A hole of more than this part of the size ends a stretch of text.
const HOLE: f64 = 1.6;

/// Text with, for each stretch of its bytes, the glyph it came from.
#[derive(Default)]
pub(super) struct Read {
    pub(super) text: String,
    pub(super) from: Vec<(Range<usize>, usize)>,
    /// Whether something stands there that cannot be read and is more than a sign of its own.
    pub(super) unreadable: bool,
}

/// A stretch of text on one line.
struct Stretch {
    glyphs: Vec<usize>,
    start: f64,
    end: f64,
    foot: f64,
    size: f64,
    angle: i32,
}

/// The text of those glyphs that are hidden, or of those that are not.
pub(super) fn read(glyphs: &[Glyph], hidden: bool) -> Read {
    let stretches = joined(glyphs, gathered(glyphs, hidden));
    let mut read = Read::default();
    let mut before: Option<&Stretch> = None;
    for stretch in &stretches {
        if let Some(before) = before {
            read.text.push_str(between(before, stretch));
        }
        write(glyphs, stretch, &mut read);
        before = Some(stretch);
    }
    read.unreadable = unreadable(&read.text);
    read
}

/// Where a glyph stands: along the direction of its text, and across it.
pub(super) fn place(glyph: &Glyph) -> (f64, f64) {
    let ((x, y), (dx, dy)) = (glyph.foot, glyph.along);
    (x * dx + y * dy, y * dx - x * dy)
}

/// Takes the glyphs as they are drawn and lays them at stretches that they continue.
fn gathered(glyphs: &[Glyph], hidden: bool) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut recent: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
    for (index, glyph) in glyphs.iter().enumerate().filter(|(_, glyph)| glyph.hidden == hidden) {
        let (start, foot) = place(glyph);
        let end = start + glyph.length;
        let angle = angle(glyph);
        let bucket = whole(foot / 4.0);
        let near = (bucket - 1..=bucket + 1).filter_map(|bucket| recent.get(&(angle, bucket)));
        // Only the last few: on a line with more, the stretches are joined afterwards.
        let candidates = near.flat_map(|list| list.iter().rev().take(8)).copied().max_by_key(|&at| {
            let fits = stretches.get(at).is_some_and(|stretch| continues(stretch, start, foot, glyph.size));
            (fits, at)
        });
        let fitting = candidates
            .and_then(|at| stretches.get_mut(at))
            .filter(|stretch| continues(stretch, start, foot, glyph.size));
        if let Some(stretch) = fitting {
            stretch.glyphs.push(index);
            stretch.end = stretch.end.max(end);
            stretch.size = stretch.size.max(glyph.size);
        } else {
            recent.entry((angle, bucket)).or_default().push(stretches.len());
            stretches.push(Stretch { glyphs: vec![index], start, end, foot, size: glyph.size, angle });
        }
    }
    stretches
}

fn continues(stretch: &Stretch, start: f64, foot: f64, size: f64) -> bool {
    let measure = stretch.size.max(size);
    let hole = start - stretch.end;
    (foot - stretch.foot).abs() <= 0.2 * measure && hole > -0.35 * measure && hole < HOLE * measure
}

/// Joins stretches that lie behind each other on one line, however they were drawn, and puts them in the order in which
/// their first glyphs are drawn.
fn joined(glyphs: &[Glyph], mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_by(|a, b| {
        let line = |stretch: &Stretch| (stretch.angle, whole(stretch.foot));
        line(a).cmp(&line(b)).then(a.start.total_cmp(&b.start))
    });
    let mut done: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        let open = done.iter_mut().rev().take(8).find(|open| {
            open.angle == stretch.angle && continues(open, stretch.start, stretch.foot, stretch.size)
        });
        if let Some(open) = open {
            open.end = open.end.max(stretch.end);
            open.size = open.size.max(stretch.size);
            open.glyphs.extend(stretch.glyphs);
        } else {
            done.push(stretch);
        }
    }
    for stretch in &mut done {
        let starts = |&index: &usize| glyphs.get(index).map_or(0.0, |glyph| place(glyph).0);
        stretch.glyphs.sort_by(|a, b| starts(a).total_cmp(&starts(b)));
    }
    done.sort_by_key(|stretch| stretch.glyphs.iter().min().copied());
    done
}

fn between(before: &Stretch, after: &Stretch) -> &'static str {
    let size = before.size.max(after.size);
    let step = before.foot - after.foot;
    if before.angle != after.angle {
        "\n\n"
    } else if step.abs() <= 0.2 * size && after.start >= before.end {
        "\t"
    } else if step > 0.0 && step < 2.0 * size {
        "\n"
    } else {
        "\n\n"
    }
}

fn write(glyphs: &[Glyph], stretch: &Stretch, read: &mut Read) {
    let wide = spread(glyphs, stretch);
    let mut end: Option<f64> = None;
    for &index in &stretch.glyphs {
        let Some(glyph) = glyphs.get(index) else { continue };
        let (start, _) = place(glyph);
        let blank = |text: &str| text.ends_with([' ', '\t', '\n']);
        let says = glyph.text.as_deref().unwrap_or("\u{fffd}");
        if end.is_some_and(|end| start - end > wide * glyph.size)
            && !blank(&read.text)
            && !says.starts_with(' ')
        {
            read.text.push(' ');
        }
        let from = read.text.len();
        read.text.push_str(says);
        read.from.push((from..read.text.len(), index));
        end = Some(start + glyph.length + glyph.added);
    }
}

/// From which hole on there is a space. Where every letter stands apart, only a larger hole is one.
fn spread(glyphs: &[Glyph], stretch: &Stretch) -> f64 {
    let mut holes = Vec::new();
    let pairs = stretch.glyphs.iter().zip(stretch.glyphs.iter().skip(1));
    for (before, after) in pairs.filter_map(|(&a, &b)| Some((glyphs.get(a)?, glyphs.get(b)?))) {
        let hole = place(after).0 - place(before).0 - before.length - before.added;
        holes.push(hole / before.size.max(1e-6));
    }
    let apart = holes.iter().filter(|&&hole| hole > SPACE).count();
    if holes.len() < 4 || apart * 10 < holes.len() * 6 {
        return SPACE;
    }
    holes.sort_by(f64::total_cmp);
    holes.get(holes.len() / 2).map_or(SPACE, |middle| middle * 1.4)
}

/// A sign that cannot be read is let pass when it stands alone, as the bullet of a list does. Next to letters, or to another
/// such sign, it may be part of a name.
fn unreadable(text: &str) -> bool {
    let part = |letter: char| letter == '\u{fffd}' || letter.is_alphanumeric();
    let letters: Vec<char> = text.chars().collect();
    let known = |at: Option<usize>| at.and_then(|at| letters.get(at)).copied().is_some_and(part);
    letters
        .iter()
        .enumerate()
        .any(|(at, &letter)| letter == '\u{fffd}' && (known(at.checked_sub(1)) || known(Some(at + 1))))
}

fn angle(glyph: &Glyph) -> i32 {
    let (x, y) = glyph.along;
    whole(y.atan2(x) * 60.0)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a float that does not fit becomes the nearest that does"
)]
pub(super) fn whole(value: f64) -> i32 {
    value.round() as i32
}
