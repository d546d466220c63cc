//! A study, chapter, finding, chart or quote as a citation.
