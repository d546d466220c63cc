//! The rules of every room in one list, for `explain`.

use crate::diagnostic::Rule;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

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
