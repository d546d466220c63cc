//! One rule per file, one explicit list.
