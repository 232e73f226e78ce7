//! What the clock of a term says, in words: how many days are left, or by how many it is late.

use ground::{Day, Reading};
use maud::Markup;

use super::form::show_day;
use super::part::{self, Tone};
use super::{Arg, Frame};

/// In a line.
pub fn badge(frame: &Frame, reading: Reading) -> Markup {
    let (tone, words) = told(frame, reading);
    part::badge(tone, &words)
}

fn told(frame: &Frame, reading: Reading) -> (Tone, String) {
    let say = |key: &str, day: Day| frame.say_with(key, &[("day", Arg::Text(&show_day(day)))]);
    match reading {
        Reading::Still { since } => (Tone::Ask, say("clock-still", since)),
        Reading::Running { due, left } => {
            let values = [("left", Arg::Number(left)), ("day", Arg::Text(&show_day(due)))];
            (if left > 7 { Tone::Good } else { Tone::Care }, frame.say_with("clock-running", &values))
        }
        Reading::Late { due, over } => {
            let values = [("over", Arg::Number(over)), ("day", Arg::Text(&show_day(due)))];
            (Tone::Bad, frame.say_with("clock-late", &values))
        }
        Reading::Ended { due, on } if on <= due => (Tone::Quiet, say("clock-ended-in-time", on)),
        Reading::Ended { on, .. } => (Tone::Bad, say("clock-ended-late", on)),
    }
}
