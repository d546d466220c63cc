//! The rules of every room in one list: for `explain`, for SARIF, and for what `study.yaml` may say of levels.

use crate::diagnostic::{Code, Rule, Severity};
use crate::{chart, check, decode, external, language, parse, resolve, site, source, theme};

/// Every rule, in the order of codes.
pub fn rules() -> Vec<&'static Rule> {
    let rooms = [
        source::RULES,
        decode::RULES,
        parse::RULES,
        parse::markdown::RULES,
        resolve::RULES,
        language::RULES,
        chart::RULES,
        chart::data::RULES,
        theme::RULES,
        site::RULES,
        external::RULES,
    ];
    let mut rules: Vec<&Rule> = rooms.into_iter().flatten().copied().chain(check::rules()).collect();
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// The level of a code's rule.
pub(super) fn severity(code: Code) -> Option<Severity> {
    rules().into_iter().find(|rule| rule.code == code).map(|rule| rule.severity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_has_exactly_one_rule() {
        let codes: Vec<Code> = rules().iter().map(|rule| rule.code).collect();
        let mut all = Code::ALL.to_vec();
        all.sort();
        assert_eq!(codes, all);
    }

    #[test]
    fn each_rule_says_what_why_and_how() {
        for rule in rules() {
            assert!(!rule.summary.is_empty() && !rule.example.is_empty(), "{}", rule.code.name());
            assert!(rule.explanation.len() > 60, "{} explains nothing", rule.code.name());
        }
    }
}
