//! Checks of a study, before anything is drawn.

mod explicit_on_inferred;
mod finding_without_evidence;
mod generalises_from_one;
mod missing_page;
mod missing_translation;
mod near_duplicate_quotes;
mod number_contradicts_metric;
mod observation_without_source;
mod orphan;
mod same_name;
pub(super) mod share_without_base;
mod unused_evidence;

use crate::diagnostic::{Diagnostic, Rule};
use crate::language::Language;
use crate::resolve::Model;
use crate::study::Study;

/// What a check may read.
pub struct Subject<'a> {
    /// Everything that the files say, withheld entities included.
    pub model: &'a Model,
    /// What is published of it.
    pub study: &'a Study,
    /// The languages of what is published.
    pub languages: &'a [Language],
    /// Whether the files have no error: what an erroneous file would have named is no orphan.
    pub whole: bool,
}

/// A check of a study.
pub struct Check {
    /// What it reports.
    pub rule: &'static Rule,
    /// Reports it.
    pub run: fn(&Subject<'_>) -> Vec<Diagnostic>,
}

/// Every check of a study.
pub static CHECKS: &[Check] = &[
    Check { rule: &near_duplicate_quotes::RULE, run: near_duplicate_quotes::check },
    Check { rule: &orphan::RULE, run: orphan::check },
    Check { rule: &same_name::RULE, run: same_name::check },
    Check { rule: &missing_translation::RULE, run: missing_translation::check },
    Check { rule: &missing_page::RULE, run: missing_page::check },
    Check { rule: &finding_without_evidence::RULE, run: finding_without_evidence::check },
    Check { rule: &generalises_from_one::RULE, run: generalises_from_one::check },
    Check { rule: &unused_evidence::RULE, run: unused_evidence::check },
    Check { rule: &explicit_on_inferred::RULE, run: explicit_on_inferred::check },
    Check { rule: &share_without_base::RULE, run: share_without_base::check },
    Check { rule: &number_contradicts_metric::RULE, run: number_contradicts_metric::check },
    Check { rule: &observation_without_source::RULE, run: observation_without_source::check },
];

/// Runs every check.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    CHECKS.iter().flat_map(|check| (check.run)(subject)).collect()
}
