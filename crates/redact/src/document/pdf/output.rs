//! A new file, from nothing: what is not put in here is not in it.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::object::{Dict, Object, write};

/// Objects of a file to be.
#[derive(Default)]
pub(super) struct Output {
    objects: Vec<Vec<u8>>,
}

impl Output {
    /// A number for an object that comes later.
    pub(super) fn reserve(&mut self) -> u32 {
        self.objects.push(Vec::new());
        u32::try_from(self.objects.len()).unwrap_or(u32::MAX)
    }

    /// Puts an object under a number.
    pub(super) fn put(&mut self, number: u32, object: &Object) {
        let mut bytes = Vec::new();
        write(object, &mut bytes);
        self.place(number, bytes);
    }

    /// Puts a stream under a number, its data as they are.
    pub(super) fn put_stream(&mut self, number: u32, mut dict: Dict, data: &[u8]) {
        dict.insert(b"Length".to_vec(), Object::Int(i32::try_from(data.len()).unwrap_or(i32::MAX)));
        let mut bytes = Vec::new();
        write(&Object::Dict(dict), &mut bytes);
        bytes.extend_from_slice(b"\nstream\n");
        bytes.extend_from_slice(data);
        bytes.extend_from_slice(b"\nendstream");
        self.place(number, bytes);
    }

    /// Puts a stream under a number, packed here.
    pub(super) fn put_packed(&mut self, number: u32, mut dict: Dict, data: &[u8]) {
        dict.remove(b"DecodeParms".as_slice());
        dict.insert(b"Filter".to_vec(), Object::name("FlateDecode"));
        self.put_stream(number, dict, &deflate(data));
    }

    fn place(&mut self, number: u32, bytes: Vec<u8>) {
        let slot =
            usize::try_from(number).ok().and_then(|number| self.objects.get_mut(number.checked_sub(1)?));
        if let Some(slot) = slot {
            *slot = bytes;
        }
    }

    /// The file, which starts at the object `root`.
    pub(super) fn finish(self, root: u32) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (number, object) in (1..).zip(&self.objects) {
            table.extend([format!("{:010} 00000 n \n", file.len())]);
            file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            file.extend_from_slice(if object.is_empty() { b"null" } else { object });
            file.extend_from_slice(b"\nendobj\n");
        }
        let start = file.len();
        file.extend_from_slice(table.as_bytes());
        let end = format!(
            "trailer\n<</Root {root} 0 R/Size {}>>\nstartxref\n{start}\n%%EOF\n",
            self.objects.len() + 1
        );
        file.extend_from_slice(end.as_bytes());
        file
    }
}

fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory does not fail; if it did, the check that reads the output again would refuse it.
    if encoder.write_all(data).is_err() {
        return Vec::new();
    }
    encoder.finish().unwrap_or_default()
}
