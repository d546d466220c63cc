//! Strings, plurals, numbers, dates, collation and typography of each language.

mod code;

pub use code::LanguageCode;
