//! Fuzzes a line of facts for `waarborg decide`.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use waarborg::decision::fuzzing::Targets;

static TARGETS: LazyLock<Targets> = LazyLock::new(Targets::new);

fuzz_target!(|bytes: &[u8]| TARGETS.facts(bytes));
