//! Values about a person, sealed under that person's own key (policy 2-14, 6.4, 6.5; AVG 17, 25, 32).
//!
//! Three things, from the outside in. A [`Ring`] holds the master keys of an installation. It wraps a [`SubjectKey`]: each
//! person has one of their own. That key seals a value into [`Sealed`], bound to the [`Place`] where it is kept, so that a
//! sealed value copied into another row opens nowhere. Destroying a person's wrapped key makes every copy of their values
//! unreadable, those in old backups too.
//!
//! Architecture invariants: no I/O, no clock; chance is handed in; a value in clear is [`Opened`], which cannot be
//! printed, serialised, compared or copied, and is wiped from memory when dropped.
//!
//! Not hidden: how long a value is, and whether there is one. Not protected against: whoever holds both the database and
//! the master keys, and whoever reads the memory of the running service.
//!
//! What cannot be done does not compile. A sealed or opened value is not printed:
//!
//! ```compile_fail,E0277
//! fn print(value: &seal::Opened<String>) { println!("{value:?}"); }
//! ```
//! ```compile_fail,E0277
//! fn print(value: &seal::Opened<String>) { println!("{value}"); }
//! ```
//! ```compile_fail,E0277
//! fn print(value: &seal::Sealed<String>) { println!("{value:?}"); }
//! ```
//! ```compile_fail,E0599
//! fn print(value: &seal::Sealed<String>) -> String { value.to_string() }
//! ```
//!
//! It is not compared, and so not searched for:
//!
//! ```compile_fail,E0369
//! fn same(one: &seal::Sealed<String>, other: &seal::Sealed<String>) -> bool { one == other }
//! ```
//! ```compile_fail,E0369
//! fn same(one: seal::Opened<String>, other: seal::Opened<String>) -> bool { one == other }
//! ```
//!
//! It is not serialised, not copied, and does not pass for what is in it:
//!
//! ```compile_fail,E0277
//! fn is_serialize<T: serde::Serialize>() {}
//! is_serialize::<seal::Sealed<String>>();
//! ```
//! ```compile_fail,E0277
//! fn is_serialize<T: serde::Serialize>() {}
//! is_serialize::<seal::Opened<String>>();
//! ```
//! ```compile_fail,E0599
//! fn copy(value: &seal::Opened<String>) -> seal::Opened<String> { seal::Opened::clone(value) }
//! ```
//! ```compile_fail,E0308
//! fn pass(value: &seal::Opened<String>) -> &str { value }
//! ```
//! ```compile_fail,E0277
//! fn print(key: &seal::SubjectKey) { println!("{key:?}"); }
//! ```
//!
//! This is how one reads it; every call of `reveal` is a place to review:
//!
//! ```
//! fn length(value: &seal::Opened<String>) -> usize { value.reveal().len() }
//! ```

mod key;
mod ring;
mod value;

pub use key::SubjectKey;
pub use ring::{Ring, RingError, WrappedKey};
pub use value::{Opened, Place, SealError, Sealable, Sealed};
