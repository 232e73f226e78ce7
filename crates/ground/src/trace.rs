//! W3C Trace Context ids, which tie the records of one processing together across systems.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Entropy, Instant, hex};

macro_rules! trace_part {
    ($(#[$doc:meta])* $name:ident, $bytes:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name([u8; $bytes]);

        impl $name {
            /// A fresh id. Never all zero, which Trace Context forbids.
            pub fn fresh(entropy: &dyn Entropy) -> Self {
                let mut bytes = [0; $bytes];
                while bytes == [0; $bytes] {
                    entropy.fill(&mut bytes);
                }
                Self(bytes)
            }

            /// Reads the lower- or upper-case hexadecimal form; `None` for anything else and for all zero.
            pub fn parse(text: &str) -> Option<Self> {
                hex::decode(text).filter(|bytes| *bytes != [0; $bytes]).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex::encode(&self.0))
            }
        }

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text).ok_or("not a trace context id")
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    };
}

trace_part!(
    /// The same for all actions that serve one processing, also across applications.
    TraceId,
    16
);
impl TraceId {
    /// A fresh id that begins with the moment: 48 bits of it, then 80 of chance. Traces that begin together so stand
    /// together in an index, and adding one costs the same in a large log as in a small one. Trace Context asks for
    /// chance in the last seven bytes only.
    pub fn fresh_at(moment: Instant, entropy: &dyn Entropy) -> Self {
        let [_, _, moment @ ..] = moment.0.to_be_bytes();
        let mut bytes = [0; 16];
        let (first, rest) = bytes.split_at_mut(moment.len());
        first.copy_from_slice(&moment);
        while rest.iter().all(|byte| *byte == 0) {
            entropy.fill(rest);
        }
        Self(bytes)
    }
}

trace_part!(
    /// Unique per action.
    SpanId,
    8
);

/// The `traceparent` header of an incoming call: whose trace we join and which span called us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TraceParent {
    /// The trace we join.
    pub trace: TraceId,
    /// The caller's span, which becomes our parent.
    pub span: SpanId,
}

impl TraceParent {
    /// Reads `00-<trace>-<span>-<flags>`. The sampled flag is ignored: nothing here is ever sampled.
    pub fn parse(header: &str) -> Option<Self> {
        let mut parts = header.trim().split('-');
        let version = parts.next().filter(|v| v.len() == 2 && *v != "ff")?;
        let trace = TraceId::parse(parts.next()?)?;
        let span = SpanId::parse(parts.next()?)?;
        let _flags = parts.next().filter(|flags| flags.len() == 2)?;
        (version != "00" || parts.next().is_none()).then_some(Self { trace, span })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededEntropy;

    #[test]
    fn a_fresh_trace_begins_with_its_moment() {
        let entropy = SeededEntropy::new(1);
        let [early, late, again] =
            [1, 2, 2].map(|moment| TraceId::fresh_at(Instant(moment), &entropy).to_string());
        assert!(early.starts_with("000000000001") && early < late && late != again, "{early} {late} {again}");
    }

    #[test]
    fn a_trace_parent_is_read_strictly() {
        let good = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        assert_eq!(TraceParent::parse(good).unwrap().span.to_string(), "b7ad6b7169203331");
        for bad in [
            "",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-extra",
            "00-0af7651916cd43dd8448eb211c8031-b7ad6b7169203331-01",
        ] {
            assert_eq!(TraceParent::parse(bad), None, "{bad}");
        }
    }
}
