//! Tests of whole drawings.
