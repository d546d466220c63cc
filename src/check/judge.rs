//! What a study says about its own diagnostics: levels and pardons of `study.yaml`, and the baseline of old warnings.
//!
//! Only what is a warning by its rule can be pardoned, left out or set to another level: an error says that the study
//! makes no sense as it is, and stays. Levels are raised last, so that a warning that this study counts as an error does
//! not keep the site from being made and checked: everything that is wrong is found in one run.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::baseline::{Baseline, Identity, may_hold};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity, Texts, any_error};
use crate::study::{Level, Pardon};

/// A level for a code whose level cannot be changed.
pub static UNCHANGEABLE_LEVEL: Rule = Rule {
    code: Code::UnchangeableLevel,
    severity: Severity::Error,
    summary: "`checks` names an error, and errors cannot be changed",
    explanation: "A study cannot be built while it has an error: a name that leads nowhere, a value that means nothing. \
                  Turning the message off would not make it mean something, so levels and pardons are for warnings \
                  alone. `florilege explain` says of each code which it is.",
    example: "checks: {unknown-tool: {level: allow, reason: \"later\"}} → checks: {orphan: {level: allow, reason: \"later\"}}",
};

/// A pardon of entities about which nothing is said.
pub static IDLE_PARDON: Rule = Rule {
    code: Code::IdlePardon,
    severity: Severity::Warning,
    summary: "`checks` pardons entities about which nothing is said",
    explanation: "A pardon that is no longer needed would hide the next mistake of its kind. It is idle where none of the \
                  entities under `except` has the warning: they were mended, or their names are mistyped. Remove it.",
    example: "checks: {same-name: {except: [tool:twitter], reason: \"two things\"}} → checks: {}",
};

/// An entry of the baseline that leaves nothing out.
pub static IDLE_BASELINE: Rule = Rule {
    code: Code::IdleBaseline,
    severity: Severity::Warning,
    summary: "an entry of the baseline leaves nothing out any more",
    explanation: "`baseline.yaml` holds the warnings that a study had when it was written, so that only new ones are \
                  shown. A warning is known by its code, its file and the text of its line. Where it was mended, or its \
                  line changed, the entry is idle: remove it, so that the baseline shrinks. \
                  `florilege check --write-baseline` writes the file anew.",
    example: "# baseline.yaml\n- {code: same-name, file: content/tools/twitter.md}\n→\n# baseline.yaml\n[]",
};

/// What only `check --external` looks for: elsewhere, nothing being said of it means nothing.
const ON_REQUEST: &[Code] = &[Code::DeadLink, Code::MovedLink, Code::UnreachableLink];

static NOTHING_KNOWN: Baseline = Baseline { entries: Vec::new() };

/// Weighs diagnostics, and remembers which pardons and entries were needed.
pub struct Judge<'a> {
    checks: &'a BTreeMap<String, Pardon>,
    baseline: &'a Baseline,
    /// How many more each entry of the baseline leaves out.
    left: BTreeMap<Identity, usize>,
    needed: BTreeSet<&'a str>,
    left_out: usize,
}

impl<'a> Judge<'a> {
    /// Nothing is weighed yet.
    pub fn new(checks: &'a BTreeMap<String, Pardon>, baseline: &'a Baseline) -> Self {
        let mut left: BTreeMap<Identity, usize> = BTreeMap::new();
        for known in &baseline.entries {
            *left.entry(known.identity.clone()).or_default() += known.count;
        }
        Self { checks, baseline, left, needed: BTreeSet::new(), left_out: 0 }
    }

    /// Drops what is pardoned and what the baseline leaves out. Levels stay as they are.
    pub fn sift(&mut self, diagnostics: Vec<Diagnostic>, texts: &dyn Texts) -> Vec<Diagnostic> {
        diagnostics.into_iter().filter(|found| !self.is_pardoned(found) && !self.is_known(found, texts)).collect()
    }

    /// Adds what is to be said about the pardons and the baseline themselves, and sets the levels of all that is left; how
    /// many diagnostics the baseline left out. `severity` is the level of a code's rule.
    pub fn finish(mut self, out: &mut Vec<Diagnostic>, severity: &dyn Fn(Code) -> Option<Severity>) -> usize {
        // Where errors stand, parts of the study were not looked at.
        if !any_error(out) {
            let idle = [self.idle_pardons(), self.idle_entries()].concat();
            out.extend(idle.into_iter().filter(|found| !self.is_pardoned(found)));
        }
        self.set_levels(out);
        out.extend(self.unchangeable(severity));
        self.left_out
    }

    /// What is left, with its levels, of diagnostics that were found after everything else was weighed: a baseline knows
    /// nothing of them.
    pub fn late(checks: &'a BTreeMap<String, Pardon>, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut judge =
            Judge { checks, baseline: &NOTHING_KNOWN, left: BTreeMap::new(), needed: BTreeSet::new(), left_out: 0 };
        let mut left: Vec<Diagnostic> = diagnostics.into_iter().filter(|found| !judge.is_pardoned(found)).collect();
        judge.set_levels(&mut left);
        left
    }

    fn set_levels(&self, out: &mut [Diagnostic]) {
        for found in out.iter_mut().filter(|found| found.severity == Severity::Warning) {
            if let Some(Level::As(level)) = self.checks.get(found.code.name()).and_then(|pardon| pardon.level) {
                found.severity = level;
            }
        }
    }

    fn is_pardoned(&mut self, found: &Diagnostic) -> bool {
        let checks = self.checks;
        let Some((code, pardon)) = checks.get_key_value(found.code.name()) else { return false };
        if found.severity == Severity::Error {
            return false;
        }
        let excepted = found.subject.as_ref().is_some_and(|subject| pardon.except.contains(subject));
        if excepted {
            self.needed.insert(code);
        }
        excepted || pardon.level == Some(Level::Allow)
    }

    fn is_known(&mut self, found: &Diagnostic, texts: &dyn Texts) -> bool {
        if found.severity == Severity::Error || !may_hold(found.code) || self.left.is_empty() {
            return false;
        }
        let Some(left) = self.left.get_mut(&Identity::of(found, texts)).filter(|left| **left > 0) else { return false };
        *left -= 1;
        self.left_out += 1;
        true
    }

    fn idle_pardons(&self) -> Vec<Diagnostic> {
        let idle = self.checks.iter().filter(|(code, pardon)| {
            // Where the level hides everything, whether the entities would be named is not known.
            let hides = pardon.level == Some(Level::Allow);
            let is_looked_for = Code::from_name(code).is_none_or(|code| !ON_REQUEST.contains(&code));
            !pardon.except.is_empty() && !hides && is_looked_for && !self.needed.contains(code.as_str())
        });
        idle.map(|(code, pardon)| {
            let message = format!("nothing is said about any of these under `{code}`, so the pardon does nothing");
            IDLE_PARDON.at(pardon.place.clone(), message).help("remove it, or correct the names after `except`")
        })
        .collect()
    }

    fn idle_entries(&self) -> Vec<Diagnostic> {
        let mut left = self.left.clone();
        let mut idle = Vec::new();
        // Of entries that know the same, the last are the idle ones.
        for known in self.baseline.entries.iter().rev() {
            let Some(count) = left.get_mut(&known.identity) else { continue };
            let unused = (*count).min(known.count);
            *count -= unused;
            let Identity { path, code, .. } = &known.identity;
            let message = match (unused, known.count) {
                (0, _) => continue,
                (unused, count) if unused < count => {
                    format!("this leaves out {count} of `{code}` in `{path}`, and there are only {}", count - unused)
                }
                _ => format!("nothing in `{path}` is left out as `{code}` by this entry"),
            };
            let help = "remove what is no longer needed, or write the file anew by `florilege check --write-baseline`";
            idle.push(IDLE_BASELINE.at(known.place.clone(), message).help(help));
        }
        idle
    }

    fn unchangeable(&self, severity: &dyn Fn(Code) -> Option<Severity>) -> Vec<Diagnostic> {
        let is_error = |code: &str| Code::from_name(code).and_then(severity) == Some(Severity::Error);
        let of_errors = self.checks.iter().filter(|(code, _)| is_error(code));
        of_errors
            .map(|(code, pardon)| {
                let message = format!("`{code}` is an error, whose level cannot be changed");
                let found = UNCHANGEABLE_LEVEL.at(pardon.place.clone(), message);
                found.help("remove this entry, and mend what it would hide")
            })
            .collect()
    }
}
