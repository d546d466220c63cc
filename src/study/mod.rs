//! The typed model of a study.
