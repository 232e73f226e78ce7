//! What was found, as a bar for each sort. Hidden from screen readers: the table beside it says the same.

use maud::{Markup, html};

const WIDTH: usize = 320;
const LINE: usize = 30;
const WORDS: usize = 130;
/// Room for the number behind the longest bar.
const NUMBER: usize = 30;

/// Words and count of each sort.
pub(super) fn bars(rows: &[(String, usize)]) -> Markup {
    let most = rows.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let length = |count: usize| (count * (WIDTH - WORDS - NUMBER) / most).max(2);
    html! {
        svg class="wb-bars" viewBox=(format!("0 0 {WIDTH} {}", rows.len() * LINE)) aria-hidden="true" focusable="false" {
            @for (place, (words, count)) in rows.iter().enumerate() {
                @let top = place * LINE;
                text class="wb-bars__words" x="0" y=(top + 20) { (words) }
                rect class="wb-bars__bar" x=(WORDS) y=(top + 5) width=(length(*count)) height="20" rx="3" {}
                text class="wb-bars__words" x=(WORDS + length(*count) + 6) y=(top + 20) { (count) }
            }
        }
    }
}
