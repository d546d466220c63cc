//! The build: every stage, once.
