//! Strings, plurals, numbers, dates, collation and typography of each language.
