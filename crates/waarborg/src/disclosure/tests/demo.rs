//! The fictional requests: several stages are there, and starting again adds nothing.

use super::*;

#[test]
fn the_demo_shows_several_stages_once_however_often_it_starts() {
    each(|house, _| {
        for _ in 0..2 {
            run(register::seed_at_start(house)).unwrap();
            run(crate::desk::ensure_demo(house)).unwrap();
            run(seed_demo(house)).unwrap();
        }
        let (open, closed) = run(list(house, &staff(house, "demo-fatma", Role::Officer))).unwrap();
        let stages: Vec<&str> = open.iter().chain(&closed).map(|request| request.stage.as_str()).collect();
        assert_eq!(stages, ["assessed", "received", "released"]);
        let running = run(view(house, &lieke(house), &open[0].id)).unwrap();
        assert_eq!(running.documents.len(), 2);
        assert_eq!(running.documents[0].judgement, Some(Judgement::Partly));
        assert_eq!(run(public_list(house)).unwrap().len(), 1);
    });
}
