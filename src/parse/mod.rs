//! One file's text to one parsed file, names still strings.

pub mod markdown;
