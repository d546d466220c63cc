//! The files of a study, read once.
