fn main() {
    for path in std::env::args().skip(1) {
        let s = std::fs::read_to_string(&path).unwrap();
        let text = redact::training::marked(&s).unwrap().text;
        for c in redact::clues(&text) {
            let st = text[..c.span.start].char_indices().rev().nth(50).map_or(0, |x| x.0);
            let en = text[c.span.end..].char_indices().nth(40).map_or(text.len(), |x| c.span.end + x.0);
            println!("{} {:?} {}: …{}[[{}]]{}…", path.rsplit('/').next().unwrap(), c.hint, c.confidence, text[st..c.span.start].replace('\n'," "), &text[c.span.clone()], text[c.span.end..en].replace('\n'," "));
        }
    }
}
