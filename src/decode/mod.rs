//! YAML text to spanned nodes to values, by declared tables of keys.
