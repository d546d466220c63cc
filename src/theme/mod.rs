//! Loads a theme and renders a view.
