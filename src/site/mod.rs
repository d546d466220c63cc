//! The site: routes with fingerprints, lengths and facts.
