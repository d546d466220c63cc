//! Diagnostics written down: one file per format, each a function from diagnostics and texts to a string.
//!
//! Nothing here prints, colours by guess or sorts: `cli` decides where a report goes and how it looks.

pub mod json;
mod lines;
pub mod text;
