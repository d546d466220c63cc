//! Diagnostics written down: one file per format, each a function from diagnostics and texts to a string.
//!
//! Nothing here prints, colours by guess or sorts for people: `cli` decides where a report goes and how it looks.

pub mod diff;
pub mod github;
pub mod json;
mod lines;
pub mod page;
pub mod sarif;
pub mod text;

/// Where the study stands in its repository: a path with a final `/`, or nothing at its top.
///
/// Services that show a report beside the files of a repository name these from its top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder(pub String);
