//! Diagnostics as text and as JSON: one file per format.
