//! YAML text to spanned nodes to values, by declared tables of keys.
//!
//! Nothing is deserialised straight into our types: that would give one mistake and no value. [`yaml::read`] makes a
//! tree of [`Node`]s in which every scalar stands as it was typed; a [`Table`] says which keys a map may have and what
//! is meant by each; [`Fields`] reads a map by its table, collects every mistake in a [`Context`] and goes on.
//! [`front`] finds the YAML in Markdown files, and [`sheet`] reads tables of spreadsheets. What the values mean to a study is none of this room's business.

pub mod date;
pub mod front;
pub mod id;
mod mend;
mod node;
pub mod number;
pub mod quotation;
pub mod read;
pub mod sheet;
mod table;
#[cfg(test)]
mod testing;
pub mod word;
pub mod yaml;

use crate::diagnostic::Rule;

pub use date::Date;
pub use node::{Entry, Node, NodeKind, Style};
pub use read::{Context, Fields, Localised};
pub use sheet::Sheet;
pub use table::{Form, Key, Table};
pub use word::{ClosedWord, words};

/// What this room can find wrong.
pub static RULES: &[&Rule] = &[
    &yaml::INVALID_YAML,
    &yaml::DUPLICATE_KEY,
    &yaml::UNQUOTED_COLON,
    &yaml::CUT_BY_COMMA,
    &yaml::CUT_BY_HASH,
    &sheet::INVALID_CSV,
    &number::DECIMAL_COMMA,
    &front::MISSING_FRONT_MATTER,
    &read::UNKNOWN_KEY,
    &read::MISSING_KEY,
    &read::WRONG_TYPE,
    &read::UNKNOWN_LANGUAGE,
    &quotation::UNPAIRED_QUOTATION_MARK,
    &word::INVALID_VALUE,
    &id::INVALID_ID,
    &id::RESERVED_ID,
    &date::INVALID_DATE,
];
