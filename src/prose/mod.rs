//! The typed tree of an author's text.
