//! Fuzzes a body for `/v1/decisions`.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use waarborg::decision::fuzzing::Targets;

static TARGETS: LazyLock<Targets> = LazyLock::new(Targets::new);

fuzz_target!(|bytes: &[u8]| TARGETS.call(bytes));
