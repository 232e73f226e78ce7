//! Letters: the first of a process, and the ones after it, of one page and of three. `cargo xtask bench letter`

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark may fail loudly and is there to print"
)]

#[path = "../tests/sample/mod.rs"]
mod sample;

use letter::Letter;
use std::time::Instant;

const ROUNDS: u32 = 20;

fn main() {
    let begin = Instant::now();
    let bytes = letter::pdf(&sample::short()).unwrap().len();
    let first = begin.elapsed().as_secs_f64() * 1e3;
    println!("a letter of one page has {} kB", bytes / 1000);

    let (one, three) = (millis(&sample::short()), millis(&sample::decision()));
    println!(
        "bench:\tfirst letter of a process, with reading the fonts\tms\t{first:.1}\tthe next letter\t{one:.1}"
    );
    println!("bench:\tletter of three pages with a long table\tms\t{three:.1}\tof one page\t{one:.1}");
}

/// The fastest of some rounds: what the work takes, without what else the machine did.
fn millis(letter: &Letter) -> f64 {
    let rounds = (0..ROUNDS).map(|_| {
        let begin = Instant::now();
        letter::pdf(letter).unwrap();
        begin.elapsed().as_secs_f64() * 1e3
    });
    rounds.fold(f64::INFINITY, f64::min)
}
