//! Questions put to a study.
