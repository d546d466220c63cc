//! Ids: what a file's name or a key must look like so that it can stand in an address for ever.

use crate::diagnostic::{Certainty, Code, Diagnostic, Place, Rule, Severity, fold};

/// An id of more bytes would not fit the file names of every system.
const LONGEST: usize = 80;

/// An id is spelt wrong.
pub static INVALID_ID: Rule = Rule {
    code: Code::InvalidId,
    severity: Severity::Error,
    summary: "an id has letters that an address cannot hold",
    explanation: "An id stands in addresses, file names and links, and must read the same everywhere. It is made of \
                  lower case letters `a` to `z`, digits and single hyphens between them, at most 80 bytes long. The \
                  name of a file is its id. Names with accents and capitals belong in `name` or `title`.",
    example: "content/organisations/Île_de_France.md → content/organisations/ile-de-france.md",
};

/// An id is a word with a meaning of its own.
pub static RESERVED_ID: Rule = Rule {
    code: Code::ReservedId,
    severity: Severity::Error,
    summary: "an id is a word that addresses use already",
    explanation: "`index` is the page that lists a kind, and `ID/index.md` is the other spelling of `ID.md`, so \
                  nothing can have the id `index`.",
    example: "content/tools/index.md → content/tools/search-index.md",
};

/// What is wrong with an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdProblem {
    /// It is spelt wrong; the right spelling where there is one.
    Invalid {
        /// The same words as an id.
        suggestion: Option<String>,
    },
    /// It is `index`.
    Reserved,
}

/// Whether a text is an id: `[a-z0-9]+(-[a-z0-9]+)*`, at most 80 bytes, not `index`.
pub fn check(id: &str) -> Result<(), IdProblem> {
    if id == "index" {
        return Err(IdProblem::Reserved);
    }
    let fine = id.len() <= LONGEST && id.split('-').all(is_part);
    if fine { Ok(()) } else { Err(IdProblem::Invalid { suggestion: spell(id) }) }
}

/// The diagnostic about an id, where there is one.
pub fn diagnose(id: &str, place: Place) -> Option<Diagnostic> {
    match check(id) {
        Ok(()) => None,
        Err(IdProblem::Reserved) => {
            let diagnostic = RESERVED_ID.at(place, "`index` is no id: it is the page that lists all of a kind");
            Some(diagnostic.help("give it a name of its own"))
        }
        Err(IdProblem::Invalid { suggestion }) => Some(invalid(id, place, suggestion)),
    }
}

/// The id that a text would have: accents and case folded, everything else between letters and digits one hyphen.
///
/// `None` where no letter or digit is left, or where what is left is reserved.
pub fn spell(text: &str) -> Option<String> {
    let mut id = String::new();
    let mut gap = false;
    for letter in fold(text).chars() {
        if !letter.is_ascii_alphanumeric() {
            gap = true;
            continue;
        }
        let hyphen = gap && !id.is_empty();
        if id.len() + usize::from(hyphen) >= LONGEST {
            break;
        }
        if hyphen {
            id.push('-');
        }
        id.push(letter);
        gap = false;
    }
    (!id.is_empty() && id != "index").then_some(id)
}

fn is_part(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

fn invalid(id: &str, place: Place, suggestion: Option<String>) -> Diagnostic {
    if id.is_empty() {
        return INVALID_ID.at(place, "an id is empty").help(RULE);
    }
    let message = if id.len() > LONGEST && id.split('-').all(is_part) {
        format!("an id of {} bytes is too long", id.len())
    } else {
        format!("`{id}` is no id")
    };
    let diagnostic = INVALID_ID.at(place, message);
    match suggestion {
        Some(right) => {
            let certainty = if id.len() > LONGEST { Certainty::Likely } else { Certainty::Certain };
            diagnostic.help(format!("write `{right}`")).respell(certainty, id, &right)
        }
        None => diagnostic.help(RULE),
    }
}

const RULE: &str = "an id is made of `a` to `z`, digits and single hyphens between them, at most 80 bytes";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourcePath;
    use proptest::prelude::*;

    fn said(id: &str) -> String {
        let place = Place::file(&SourcePath::new("a.md"));
        diagnose(id, place).map_or(String::new(), |found| format!("{}: {}", found.message, found.help.join("; ")))
    }

    #[test]
    fn lower_case_digits_and_single_hyphens_are_ids() {
        for id in ["a", "2012", "ined", "short-validation", "a-1-b", "0"] {
            assert_eq!(check(id), Ok(()), "{id}");
        }
    }

    #[test]
    fn a_wrong_id_gets_its_right_spelling() {
        assert_eq!(said("Île_de France"), "`Île_de France` is no id: write `ile-de-france`");
        assert_eq!(said("a--b-"), "`a--b-` is no id: write `a-b`");
        assert_eq!(said("l’Œuvre"), "`l’Œuvre` is no id: write `l-oeuvre`");
    }

    #[test]
    fn an_id_without_letters_gets_the_rule() {
        assert_eq!(
            said("日本"),
            "`日本` is no id: an id is made of `a` to `z`, digits and single hyphens between them, at most 80 bytes"
        );
        assert!(said("").starts_with("an id is empty: "));
    }

    #[test]
    fn index_is_reserved() {
        assert_eq!(
            said("index"),
            "`index` is no id: it is the page that lists all of a kind: give it a name of its own"
        );
        assert_eq!(spell("Index"), None);
    }

    #[test]
    fn eighty_bytes_are_the_longest() {
        assert_eq!(check(&"a".repeat(80)), Ok(()));
        assert_eq!(said(&"a".repeat(81)), format!("an id of 81 bytes is too long: write `{}`", "a".repeat(80)));
    }

    proptest! {
        #[test]
        fn what_is_suggested_is_an_id(text in ".{0,200}") {
            if let Some(id) = spell(&text) {
                prop_assert_eq!(check(&id), Ok(()));
            }
        }
    }
}
