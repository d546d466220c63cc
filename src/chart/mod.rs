//! A definition to data to scales to marks to SVG, description and table.
