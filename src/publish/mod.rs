//! The only writer: the site's folder by difference, the cache beside the study, the lock that guards both, and an
//! author's files where a fix was asked for.
//!
//! `public/` goes from one whole site to the next (see [`output`]). What it decides nothing about: which files a site
//! has, and whether a study with errors may be published; `cli` asks it to publish or to give up.

pub mod author;
mod cache;
mod disk;
mod error;
mod journal;
pub mod last_build;
pub mod ledger;
pub mod lock;
mod manifest;
pub mod new_files;
pub mod output;
pub mod schemas;
#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests look at the disk")]
mod tests;

pub use error::{Problem, PublishError};
