//! How far the judging came, as a bar in three parts. Hidden from screen readers: the table beside it says the same. The parts
//! differ by more than colour: what goes is full, what stays is hatched, what is open is empty.

use maud::{Markup, html};

const WIDTH: usize = 320;

/// What goes, what stays, what is open.
pub(super) fn bar([goes, stays, open]: [usize; 3]) -> Markup {
    let all = (goes + stays + open).max(1);
    let at = |count: usize| count * WIDTH / all;
    html! {
        svg class="wb-judged" viewBox=(format!("0 0 {WIDTH} 24")) aria-hidden="true" focusable="false" {
            defs {
                pattern id="arcering" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    path class="wb-judged__hatch" d="M1 0V6" {}
                }
            }
            rect class="wb-judged__open" x="1" y="1" width=(WIDTH - 2) height="22" rx="4" {}
            @if stays > 0 {
                rect class="wb-judged__stays" x=(at(goes)) y="1" width=(at(goes + stays) - at(goes)) height="22" fill="url(#arcering)" {}
            }
            @if goes > 0 { rect class="wb-judged__goes" x="1" y="1" width=(at(goes).max(2) - 1) height="22" rx="4" {} }
        }
    }
}
