//! Makes PDF files from the text of their objects.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A file of these objects, numbered from 1, of which the first is the catalog.
pub(super) fn file(objects: &[String]) -> Vec<u8> {
    let objects: Vec<Vec<u8>> = objects.iter().map(|object| object.clone().into_bytes()).collect();
    file_of(&objects, "")
}

/// The same, from bytes, with more in the trailer.
pub(super) fn file_of(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        table.extend([format!("{:010} 00000 n \n", bytes.len())]);
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let end = format!(
        "trailer\n<</Root 1 0 R /Size {} {trailer}>>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    bytes.extend(table.bytes());
    bytes.extend(end.bytes());
    bytes
}

/// A stream as it is.
pub(super) fn stream(dict: &str, data: &str) -> String {
    format!("<<{dict} /Length {}>>\nstream\n{data}\nendstream", data.len())
}

/// A stream of bytes, packed with Deflate.
pub(super) fn packed(dict: &str, data: &[u8]) -> Vec<u8> {
    let data = deflate(data);
    let mut bytes = format!("<<{dict} /Filter /FlateDecode /Length {}>>\nstream\n", data.len()).into_bytes();
    bytes.extend(data);
    bytes.extend(b"\nendstream");
    bytes
}

pub(super) fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// One page with this content; `resources` stand beside the fonts `F` (Helvetica) and `T` (Times), and `more` are the objects
/// from 7 on. What `page` and `root` say is added to those dictionaries.
#[derive(Default)]
pub(super) struct Sheet<'a> {
    pub(super) content: &'a str,
    pub(super) resources: &'a str,
    pub(super) page: &'a str,
    pub(super) root: &'a str,
    pub(super) more: &'a [String],
}

impl Sheet<'_> {
    pub(super) fn objects(&self) -> Vec<String> {
        let Sheet { content, resources, page, root, more } = self;
        let font = |name: &str| {
            format!("<</Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding>>")
        };
        let mut objects = vec![
            format!("<</Type /Catalog /Pages 2 0 R {root}>>"),
            "<</Type /Pages /Kids [3 0 R] /Count 1>>".to_owned(),
            format!(
                "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
                 /Resources <</Font <</F 5 0 R /T 6 0 R>> {resources}>> {page}>>"
            ),
            stream("", content),
            font("Helvetica"),
            font("Times-Roman"),
        ];
        objects.extend_from_slice(more);
        objects
    }

    pub(super) fn file(&self) -> Vec<u8> {
        file(&self.objects())
    }
}

/// A page with only this content.
pub(super) fn page(content: &str) -> Vec<u8> {
    Sheet { content, ..Sheet::default() }.file()
}
