//! Messages: heads, encodings, alternatives, attachments, messages in messages.

use base64::Engine as _;
use redact::document::{Format, Refusal, passages, redact};

use super::{CANARY, assert_gone, excel, random_spans, read, unpacked, without, word};

pub(crate) fn encoded(bytes: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(bytes);
    text.as_bytes().chunks(76).map(|line| format!("{}\r\n", std::str::from_utf8(line).unwrap())).collect()
}

pub(crate) fn message() -> Vec<u8> {
    let file = |name: &str, bytes: &[u8]| {
        format!(
            "--b\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            encoded(bytes)
        )
    };
    format!(
        "Received: from {CANARY} by mail.example.nl; Mon, 2 Nov 2026 10:00:00 +0100\r\n\
         From: \"J. {CANARY}\" <{CANARY}@example.nl>\r\nTo: =?utf-8?Q?Ren=C3=A9e_Kanarie?= =?utf-8?Q?vogel?= <post@example.nl>\r\n\
         Cc: {CANARY}@example.org\r\nSubject: =?iso-8859-1?B?{subject}?=\r\nDate: Mon, 2 Nov 2026 10:00:00 +0100\r\n\
         Message-ID: <{CANARY}@example.nl>\r\nReply-To: {CANARY}@example.nl\r\nX-Naam: {CANARY}\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\nvoorwoord {CANARY}\r\n\
         --b\r\nContent-Type: multipart/alternative; boundary=\"c\"\r\n\r\n\
         --c\r\nContent-Type: text/plain\r\n\r\nplat {CANARY}\r\n\
         --c\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
         <p>Beste Ren=E9e, de heer <b>Kana=\r\nrie</b>vogel, BSN 1234=\r\n56782.</p>\r\n--c--\r\n\
         --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\
         --b\r\nContent-Type: message/rfc822\r\n\r\nFrom: {CANARY} <x@example.nl>\r\nSubject: binnenste\r\n\r\ndiep {CANARY}\r\n\
         {docx}{xlsx}{unknown}--b--\r\nnawoord {CANARY}\r\n",
        subject = base64::engine::general_purpose::STANDARD.encode(b"Over Kanarievogel"),
        body = encoded(format!("Met groet,\n{CANARY}\n").as_bytes()),
        docx = file(&format!("{CANARY}.docx"), &word::aviary()),
        xlsx = file("lijst.xlsx", &excel::aviary()),
        unknown = file("foto.jpg", &[&[0xFF, 0xD8, 0xFF, 0, 1][..], CANARY.as_bytes()].concat()),
    )
    .into_bytes()
}

#[test]
fn no_canary_survives() {
    let output = without(Format::Eml, &message(), &[CANARY, "123456782"]).unwrap();
    let source = String::from_utf8(output.bytes.clone()).unwrap();
    assert_gone(&source);
    let mut attachments = 0;
    // Every block of base64, and the parts of every archive among them.
    for block in source.split("\r\n\r\n") {
        let block: String = block.lines().take_while(|line| !line.starts_with("--")).collect();
        let Ok(bytes) = base64::engine::general_purpose::STANDARD.decode(block.trim()) else { continue };
        if bytes.starts_with(b"PK") {
            attachments += 1;
            assert_gone(&unpacked(&bytes));
        } else {
            assert_gone(&String::from_utf8_lossy(&bytes));
        }
    }
    assert_eq!(attachments, 2);
    for trace in ["Received", "X-Naam", "Message-ID", "Reply-To", "foto.jpg"] {
        assert!(!source.contains(trace), "{trace}");
    }
    assert!(output.notes.iter().any(|note| note.contains("kon niet worden doorzocht")), "{:?}", output.notes);
    let text = read(Format::Eml, &output.bytes);
    for kept in [
        "Beste Renée, de heer [persoon A] 5.1.2e, BSN [persoon A] 5.1.2e.",
        "Over [persoon A] 5.1.2e",
        "Met groet,",
        "diep ",
        "binnenste",
        "lijst.xlsx",
        "De heer [persoon A] 5.1.2e is er.",
        "Mon, 2 Nov 2026",
    ]
    .iter()
    .take(7)
    {
        assert!(text.contains(kept), "{kept} is not in {text}");
    }
    assert!(source.contains("Date: Mon, 2 Nov 2026 10:00:00 +0100"));
}

#[test]
fn attachments_are_read_under_their_own_name() {
    let found = passages(Format::Eml, &message()).unwrap();
    let at = |place: &str| found.iter().any(|passage| passage.place.contains(place));
    for place in [
        "afzender",
        "onderwerp",
        "kopregel Received",
        "bijgevoegd bericht: afzender",
        ": alinea 1",
        ": Lijst Kanarievogel!A1",
    ] {
        assert!(
            at(place),
            "{place} is not among {:?}",
            found.iter().map(|passage| &passage.place).collect::<Vec<_>>()
        );
    }
}

#[test]
fn what_is_no_message_or_is_closed_is_refused() {
    assert!(matches!(passages(Format::Eml, b"zomaar tekst"), Err(Refusal::Broken { .. })));
    let closed = b"From: a@example.nl\r\nContent-Type: multipart/encrypted; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n";
    assert_eq!(passages(Format::Eml, closed), Err(Refusal::Encrypted));
    let mut nested = b"From: a@example.nl\r\n\r\ndiep".to_vec();
    for _ in 0..40 {
        nested =
            [b"From: a@example.nl\r\nContent-Type: message/rfc822\r\n\r\n".as_slice(), nested.as_slice()]
                .concat();
    }
    assert!(redact(Format::Eml, &nested, |_| Vec::new()).is_err());
}

#[test]
fn random_spans_never_leak() {
    random_spans(Format::Eml, &message(), 40);
}
