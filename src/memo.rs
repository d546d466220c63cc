//! Results of pure functions, kept from one build to the next.
