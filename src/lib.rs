//! Florilège builds published study reports: quotes, tools, practices and organisations in, a browsable site out.
//!
//! ```text
//!  study.yaml content/ charts/ themes/                                                  public/
//!         │                                                                                ▲
//!      source ─► parse ─► resolve ─► Study ─► analysis ─► chart ─► page ─► theme ─► Site ─► publish
//!      (reads)  per file  names→ids  typed,              (SVG)   (views)  format   (routes, (journal,
//!               + spans   + links,   immutable,                           render    facts)   renames)
//!                  │      publishable only the published       │
//!                  └─────────┴──────────┴─ check ──────────────┴────────────────┴─► Diagnostics ─► report
//! ```
//!
//! [`pipeline`] is that picture as code. The modules stand here in reading order; which may use which is held by
//! `tests/layers.rs`.

pub mod diagnostic;
pub mod fingerprint;
pub mod memo;

pub mod decode;
pub mod language;
pub mod parse;
pub mod prose;
pub mod resolve;
pub mod source;
pub mod study;

pub mod analysis;
pub mod chart;
pub mod check;
pub mod citation;
pub mod format;
pub mod page;
pub mod site;
pub mod theme;

pub mod addition;
pub mod cli;
pub mod external;
pub mod pipeline;
pub mod publish;
pub mod schema;
pub mod serve;
pub mod starter;
