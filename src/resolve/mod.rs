//! Parsed files to the whole model: names to ids, links, both ends of every relation.
