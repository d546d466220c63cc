//! One file per kind of page: its view and the function that makes its pages.

pub mod view;
