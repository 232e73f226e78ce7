//! The clock of a request as a line: what has passed, where it stood still, today and the last day. Hidden from screen
//! readers: the table beside it says the same.

use ground::Day;
use maud::{Markup, html};

use super::super::clock::{Clock, Pause};
use crate::web::Frame;
use crate::web::form::show_day;

/// Where the line begins and ends in the drawing.
const LEFT: i64 = 10;
const RIGHT: i64 = 310;

/// Words closer to an end than this are set against that end, so that they stay inside the drawing.
const MARGIN: i64 = 60;

pub(super) fn line(frame: &Frame, clock: &Clock, today: Day) -> Markup {
    let now = clock.ended.unwrap_or(today);
    let due = clock.due(now);
    let last = due.max(now);
    let place = |day: Day| {
        let all = (last.number() - clock.received.number()).max(1);
        LEFT + (day.number() - clock.received.number()).clamp(0, all) * (RIGHT - LEFT) / all
    };
    let still = clock.pause.filter(|pause| clock.counts(pause.asked));
    let still = still.map(|Pause { asked, shown }| (place(asked), place(shown.unwrap_or(now))));
    let late = now > due;
    html! {
        svg class="wb-timeline" viewBox="0 0 320 78" aria-hidden="true" focusable="false" {
            path class="wb-timeline__all" d=(format!("M{LEFT} 38H{RIGHT}")) {}
            path class="wb-timeline__passed" d=(format!("M{LEFT} 38H{}", place(now.min(due)))) {}
            @if late { path class="wb-timeline__late" d=(format!("M{} 38H{}", place(due), place(now))) {} }
            @if let Some((from, to)) = still { path class="wb-timeline__still" d=(format!("M{from} 38H{to}")) {} }
            circle class="wb-timeline__end" cx=(place(clock.received)) cy="38" r="6" {}
            (words(LEFT, 64, &show_day(clock.received)))
            circle class=(if late { "wb-timeline__due wb-timeline__due--late" } else { "wb-timeline__due" }) cx=(place(due)) cy="38" r="6" {}
            (words(place(due), 64, &show_day(due)))
            circle class="wb-timeline__now" cx=(place(now)) cy="38" r="8" {}
            (words(place(now), 18, &clock.ended.map_or_else(|| frame.say("rights-clock-today"), show_day)))
        }
    }
}

fn words(at: i64, height: i64, text: &str) -> Markup {
    let (at, anchor) = match at {
        at if at < LEFT + MARGIN => (at - LEFT, "start"),
        at if at > RIGHT - MARGIN => (at + LEFT, "end"),
        at => (at, "middle"),
    };
    html! { text class="wb-timeline__words" x=(at) y=(height) text-anchor=(anchor) { (text) } }
}
