//! The fictional requests: each stage is there, and starting again adds nothing.

use ground::Reading;

use super::*;
use crate::consents;

#[test]
fn the_demo_shows_each_stage_once_however_often_it_starts() {
    each(|house, _| {
        let start = || {
            run(register::seed_at_start(house)).unwrap();
            run(crate::desk::ensure_demo(house)).unwrap();
            run(vault::seed_demo(house)).unwrap();
            run(consents::seed_demo(house)).unwrap();
            run(seed_demo(house)).unwrap();
        };
        start();
        let officer = staff(house, "demo-fatma", Role::Officer);
        let (open, closed) = run(list(house, &officer)).unwrap();
        let stages: Vec<&str> = open.iter().chain(&closed).map(|request| request.stage.as_str()).collect();
        for stage in ["identity-asked", "identified", "extended", "decided"] {
            assert!(stages.contains(&stage), "{stage} in {stages:?}");
        }
        let today = house.clock.now().day();
        let reading = |request: &Request| request.clock(length(house, request)).read(today);
        assert!(open.iter().any(|request| matches!(reading(request), Reading::Late { .. })));
        assert!(open.iter().any(|request| matches!(reading(request), Reading::Still { .. })));

        let duties = run(crate::notices::overview(house, &officer)).unwrap();
        let duties: Vec<&str> = duties.iter().map(|waiting| waiting.duty.as_str()).collect();
        for duty in ["overdue", "open", "deferred"] {
            assert!(duties.contains(&duty), "{duty} in {duties:?}");
        }

        let place = run(place(house, &resident(house, BSN))).unwrap();
        assert_eq!(place.requests.len(), 2);
        assert_eq!(place.consents.len(), 2, "one given, one asked");

        let before = run(crate::journal::size(house)).unwrap();
        start();
        assert_eq!(run(crate::journal::size(house)).unwrap(), before, "nothing is made twice");
    });
}
