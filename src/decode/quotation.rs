//! Quotation marks without a partner, in any text that an author types: Markdown, the words of a quote, a title in YAML.
//!
//! Guillemets and curly double quotes are paired in reading order; either may open, since German writes »…« and „…“. A
//! quotation that goes on over several paragraphs repeats its mark at the start of each, as French printers do. Straight
//! quotes are only counted. Apostrophes and single quotes look alike and are left alone.

use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity};

/// A quotation mark without its partner.
pub static UNPAIRED_QUOTATION_MARK: Rule = Rule {
    code: Code::UnpairedQuotationMark,
    severity: Severity::Warning,
    summary: "a quotation mark has no partner",
    explanation: "Readers cannot tell where somebody else's words end, and typography sets its spaces on the wrong side. Add \
                  the mark that is missing. Where a quotation goes on in the next paragraph, begin that with the same mark. A \
                  quote with `[sic]` or `[…]` among its words is taken as it is.",
    example: "Ils parlent d’« ambassades virtuelles.  →  Ils parlent d’« ambassades virtuelles ».",
};

/// A mark without a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unpaired {
    /// The paragraph, counted from 0.
    pub paragraph: usize,
    /// Its first byte in the paragraph.
    pub at: usize,
    /// The mark.
    pub mark: char,
    /// The mark that is missing.
    pub partner: char,
    /// Whether it opens a quotation that nothing closes; else it closes one that nothing opened.
    pub opens: bool,
}

impl Unpaired {
    /// What to say of it; the place is the caller's.
    pub fn diagnostic(&self, place: Place) -> Diagnostic {
        let message = match self.opens {
            true if self.mark == '"' => "the straight quotation marks of this paragraph are odd in number".to_owned(),
            true => format!("`{}` is opened and not closed in its paragraph", self.mark),
            false => format!("`{}` closes a quotation that nothing opened", self.mark),
        };
        let where_to = if self.opens { "where the quotation ends" } else { "where the quotation begins" };
        UNPAIRED_QUOTATION_MARK.at(place, message).help(format!("write `{}` {where_to}", self.partner))
    }
}

struct Open {
    paragraph: usize,
    at: usize,
    mark: char,
}

/// The marks without partners of paragraphs that follow one another.
pub fn unpaired(paragraphs: &[&str]) -> Vec<Unpaired> {
    let turned = is_turned(paragraphs);
    let mut open: Vec<Open> = Vec::new();
    let mut found = Vec::new();
    for (paragraph, text) in paragraphs.iter().enumerate() {
        let goes_on = open.last().and_then(|last| continued(text, last.mark, turned));
        if goes_on.is_none() {
            found.extend(open.drain(..).map(|left| left.unclosed(turned)));
        }
        for (at, mark) in text.char_indices().filter(|(at, _)| Some(*at) != goes_on) {
            match role(mark, turned, open.last().map(|open| open.mark)) {
                Some(Role::Opens) => open.push(Open { paragraph, at, mark }),
                Some(Role::Closes) => match open.iter().rposition(|each| closes(each.mark, mark, turned)) {
                    Some(place) => {
                        found.extend(open.drain(place + 1..).map(|left| left.unclosed(turned)));
                        open.pop();
                    }
                    None => {
                        let partner = opener(mark, turned);
                        found.push(Unpaired { paragraph, at, mark, partner, opens: false });
                    }
                },
                None => {}
            }
        }
        found.extend(straight(text, paragraph));
    }
    found.extend(open.into_iter().map(|left| left.unclosed(turned)));
    found
}

impl Open {
    fn unclosed(self, turned: bool) -> Unpaired {
        let Open { paragraph, at, mark } = self;
        Unpaired { paragraph, at, mark, partner: closer(mark, turned), opens: true }
    }
}

enum Role {
    Opens,
    Closes,
}

/// Whether guillemets point inwards, as in German: then a `»` stands at the start of a word, with no space after it.
fn is_turned(paragraphs: &[&str]) -> bool {
    let starts_word = |text: &str, at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at..).and_then(|rest| rest.chars().nth(1));
        before.is_none_or(|letter| letter.is_whitespace() || letter == '(') && after.is_some_and(char::is_alphanumeric)
    };
    paragraphs.iter().any(|text| text.match_indices('»').any(|(at, _)| starts_word(text, at)))
}

/// Where the mark stands with which a paragraph goes on with a quotation: it opens again, or, in old French books, closes.
fn continued(text: &str, mark: char, turned: bool) -> Option<usize> {
    let at = text.len() - text.trim_start().len();
    let first = text.trim_start().chars().next()?;
    (first == mark || first == closer(mark, turned)).then_some(at)
}

fn role(mark: char, turned: bool, innermost: Option<char>) -> Option<Role> {
    match mark {
        '«' | '»' => Some(if (mark == '«') == turned { Role::Closes } else { Role::Opens }),
        '„' => Some(Role::Opens),
        // In German this mark closes what `„` opened.
        '“' if innermost == Some('„') => Some(Role::Closes),
        '“' => Some(Role::Opens),
        '”' => Some(Role::Closes),
        _ => None,
    }
}

fn closes(open: char, mark: char, turned: bool) -> bool {
    closer(open, turned) == mark || (open == '„' && mark == '”')
}

fn closer(open: char, turned: bool) -> char {
    match open {
        '«' | '»' if turned => '«',
        '«' | '»' => '»',
        '„' => '“',
        _ => '”',
    }
}

fn opener(close: char, turned: bool) -> char {
    match close {
        '«' | '»' if turned => '»',
        '«' | '»' => '«',
        _ => '“',
    }
}

/// The last straight quotation mark of a paragraph that has an odd number of them, with those after a digit, which may be
/// measures in inches, and without.
fn straight(text: &str, paragraph: usize) -> Option<Unpaired> {
    let after_digit = |at: usize| text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    let all: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    let inches = all.iter().filter(|at| after_digit(**at)).count();
    let is_odd = all.len() % 2 == 1 && (all.len() - inches) % 2 == 1;
    let last = all.last().filter(|_| is_odd)?;
    Some(Unpaired { paragraph, at: *last, mark: '"', partner: '"', opens: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(paragraphs: &[&str]) -> Vec<(usize, char, bool)> {
        unpaired(paragraphs).into_iter().map(|each| (each.paragraph, each.mark, each.opens)).collect()
    }

    #[test]
    fn pairs_of_every_style_say_nothing() {
        for text in [
            "« Un “deux” trois »",
            "»Eins ‚zwei‘ drei« und »vier«",
            "„Eins“ und „zwei“",
            "“One ‘two’ three”",
            "Say \"one\" and \"two\", on a 7\" screen",
            "\"2 libraries\", \"3 of 15\"",
            "l’Ined n’a pas d’« avis »",
            "« « deux » de suite »",
        ] {
            assert_eq!(marks(&[text]), [], "{text}");
        }
    }

    #[test]
    fn a_mark_without_partner_is_named() {
        assert_eq!(marks(&["« Un"]), [(0, '«', true)]);
        assert_eq!(marks(&["Un »"]), [(0, '»', false)]);
        assert_eq!(marks(&["Un » puis « deux »"]), [(0, '»', false)]);
        assert_eq!(marks(&["« Un » deux »"]), [(0, '»', false)]);
        assert_eq!(marks(&["« Un “deux »"]), [(0, '“', true)]);
        assert_eq!(marks(&["one” two"]), [(0, '”', false)]);
        assert_eq!(marks(&["one \"two\" three\""]), [(0, '"', true)]);
        assert_eq!(unpaired(&["Ah « oui"])[0].at, 3);
    }

    #[test]
    fn a_quotation_goes_on_where_the_next_paragraph_says_so() {
        assert_eq!(marks(&["« Un.", "« Deux. »"]), []);
        assert_eq!(marks(&["« Un.", "» Deux. »"]), []);
        assert_eq!(marks(&["« Un.", "Deux. »"]), [(0, '«', true), (1, '»', false)]);
    }
}
