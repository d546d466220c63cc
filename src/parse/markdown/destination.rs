//! Where a link leads, told from its address: to something of the study, to a heading of the same text, to the web.
//!
//! Whether the thing or the heading exists is not asked here.

use super::{KINDS, RawTarget};
use crate::diagnostic::{Certainty, Code, Diagnostic, Place, Rule, Severity, SourcePath};

/// The schemes that lead out of the study.
const WEB: [&str; 3] = ["https", "http", "mailto"];

/// The folders of a study and the kind of what they hold.
const FOLDERS: [(&str, &str); 11] = [
    ("organisations", "organisation"),
    ("tools", "tool"),
    ("practices", "practice"),
    ("topics", "topic"),
    ("quotes", "quote"),
    ("metrics", "metric"),
    ("charts", "chart"),
    ("findings", "finding"),
    ("chapters", "chapter"),
    ("pages", "page"),
    ("documents", "document"),
];

/// A scheme that is none of ours.
pub(in crate::parse) static UNKNOWN_SCHEME: Rule = Rule {
    code: Code::UnknownScheme,
    severity: Severity::Error,
    summary: "a link begins with a scheme that does not exist here",
    explanation: "Links lead to something of the study, `kind:id` with one of the kinds `quote`, `organisation`, `tool`, \
        `practice`, `topic`, `metric`, `chart`, `finding`, `chapter`, `page` and `document`, or out of it with `https:`, \
        `http:` or `mailto:`. Nothing else is let through.",
    example: "<organization:ined>  →  <organisation:ined>",
};

/// A link to a file.
pub(super) static LINK_TO_FILE: Rule = Rule {
    code: Code::LinkToFile,
    severity: Severity::Error,
    summary: "a link leads to a file instead of what the study declares",
    explanation: "Addresses of pages follow from kind and id, in each language, so links name these: `kind:id`, or \
        `kind:id#heading`. A link to a file would break when the site is built. `#heading` alone leads to a heading of \
        the same text.",
    example: "[l'Ined](../organisations/ined.md)  →  [l'Ined](organisation:ined)",
};

/// Where a link leads.
pub(super) enum Destination {
    /// To something of the study, perhaps to one of its headings.
    Target { target: RawTarget, anchor: Option<String> },
    /// To a heading of the same text.
    Anchor(String),
    /// To the web.
    External(String),
    /// Nowhere that we know.
    Wrong(Wrong),
}

/// What is wrong with an address.
pub(super) enum Wrong {
    UnknownScheme(String),
    NotOfTheStudy,
    Nothing,
}

/// Reads an address.
pub(super) fn read(address: &str) -> Destination {
    if address.is_empty() || address == "#" {
        return Destination::Wrong(Wrong::Nothing);
    }
    if let Some(id) = address.strip_prefix('#') {
        return Destination::Anchor(percent_decoded(id));
    }
    match scheme(address) {
        Some((scheme, rest)) if KINDS.contains(&scheme) => target(scheme, rest),
        Some((scheme, _)) if WEB.iter().any(|web| scheme.eq_ignore_ascii_case(web)) => {
            Destination::External(address.to_owned())
        }
        Some((scheme, _)) => Destination::Wrong(Wrong::UnknownScheme(scheme.to_owned())),
        None => Destination::Wrong(Wrong::NotOfTheStudy),
    }
}

fn target(kind: &str, rest: &str) -> Destination {
    let (rest, anchor) = parted(rest, '#');
    let (id, query) = parted(rest, '?');
    let target = RawTarget { kind: kind.to_owned(), id: percent_decoded(id), query: query.map(percent_decoded) };
    Destination::Target { target, anchor: anchor.filter(|anchor| !anchor.is_empty()).map(percent_decoded) }
}

fn parted(text: &str, sign: char) -> (&str, Option<&str>) {
    text.split_once(sign).map_or((text, None), |(before, after)| (before, Some(after)))
}

/// Whether a text begins with a scheme that links may have, and its colon.
pub(super) fn begins_with_scheme(text: &str) -> bool {
    KINDS.iter().chain(&WEB).any(|known| text.strip_prefix(known).is_some_and(|rest| rest.starts_with(':')))
}

/// The scheme of an address and what follows its colon (RFC 3986, 3.1; CommonMark wants 2 to 32 characters).
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let starts_well = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic());
    let letters_fit = scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
    (starts_well && letters_fit && (2..=32).contains(&scheme.len())).then_some((scheme, rest))
}

/// The text with each `%XX` undone; as it is where that gives no text.
pub(super) fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        match (first, after) {
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(hexadecimal(*high) << 4 | hexadecimal(*low));
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    match String::from_utf8(bytes) {
        Ok(decoded) if !decoded.contains(char::is_control) => decoded,
        _ => text.to_owned(),
    }
}

fn hexadecimal(digit: u8) -> u8 {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or(0)
}

impl Wrong {
    /// What to tell the author.
    pub(super) fn diagnostic(&self, address: &str, place: &Place) -> Diagnostic {
        match self {
            Wrong::UnknownScheme(scheme) => unknown_scheme(scheme, address, place),
            Wrong::NotOfTheStudy => link_to_file(address, place),
            Wrong::Nothing => LINK_TO_FILE.at(place.clone(), "the link leads nowhere").help(HOW_LINKS_ARE_WRITTEN),
        }
    }
}

/// What kinds are called in American English and in French, folded.
const OTHER_NAMES: [(&str, &str); 12] = [
    ("organization", "organisation"),
    ("organisme", "organisation"),
    ("outil", "tool"),
    ("pratique", "practice"),
    ("citation", "quote"),
    ("sujet", "topic"),
    ("mesure", "metric"),
    ("indicateur", "metric"),
    ("graphique", "chart"),
    ("constat", "finding"),
    ("resultat", "finding"),
    ("chapitre", "chapter"),
];

/// The kind that a word of another language, or one with other capitals, certainly means.
pub(in crate::parse) fn kind_meant(typed: &str) -> Option<&'static str> {
    let folded = crate::diagnostic::fold(typed);
    let same = KINDS.into_iter().find(|kind| *kind == folded);
    same.or_else(|| OTHER_NAMES.iter().find(|(other, _)| *other == folded).map(|(_, kind)| *kind))
}

/// Whether a kind is certainly the one that was meant.
pub(in crate::parse) fn certainty_of_kind(typed: &str, kind: &str) -> Certainty {
    if kind_meant(typed) == Some(kind) { Certainty::Certain } else { Certainty::Likely }
}

const HOW_LINKS_ARE_WRITTEN: &str =
    "links to pages of the study are written `kind:id`, as `organisation:ined`; those to the web begin with `https://`";

fn unknown_scheme(scheme: &str, address: &str, place: &Place) -> Diagnostic {
    let diagnostic = UNKNOWN_SCHEME.at(place.clone(), format!("no link begins with `{scheme}:`"));
    if scheme.eq_ignore_ascii_case("doi") {
        let (_, number) = parted(address, ':');
        return diagnostic.help(format!("write `https://doi.org/{}`", number.unwrap_or_default()));
    }
    let schemes = || KINDS.into_iter().chain(WEB);
    match kind_meant(scheme).or_else(|| crate::diagnostic::nearest(scheme, schemes())) {
        Some(near) => {
            let right = format!("{near}{}", address.get(scheme.len()..).unwrap_or_default());
            let diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            diagnostic.respell(certainty_of_kind(scheme, near), address, &right)
        }
        None => diagnostic.help(format!("links begin with one of `{}`", schemes().collect::<Vec<_>>().join("`, `"))),
    }
}

fn link_to_file(address: &str, place: &Place) -> Diagnostic {
    if let Some(web) = web_address(address) {
        return LINK_TO_FILE
            .at(place.clone(), format!("`{address}` has no scheme, so it would be a file"))
            .help(format!("write `{web}`"))
            .respell(Certainty::Likely, address, &web);
    }
    let message = format!("`{address}` is a file, and links name what the study declares");
    match named(address, &place.path) {
        Some(name) => LINK_TO_FILE.at(place.clone(), message).help(format!("write `{name}`")).respell(
            Certainty::Certain,
            address,
            &name,
        ),
        None => LINK_TO_FILE.at(place.clone(), message).help(HOW_LINKS_ARE_WRITTEN),
    }
}

fn web_address(address: &str) -> Option<String> {
    if let Some(rest) = address.strip_prefix("//") {
        return Some(format!("https://{rest}"));
    }
    address.starts_with("www.").then(|| format!("https://{address}"))
}

/// The `kind:id` of what a relative address to a file of the study means.
fn named(address: &str, path: &SourcePath) -> Option<String> {
    let (address, anchor) = parted(address, '#');
    let address = percent_decoded(address);
    let start = if address.starts_with('/') { "" } else { path.folder() };
    let mut parts: Vec<&str> = Vec::new();
    for part in start.split('/').chain(address.split('/')) {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            _ => parts.push(part),
        }
    }
    let at = parts.iter().rposition(|part| FOLDERS.iter().any(|(folder, _)| folder == part))?;
    let (_, kind) = FOLDERS.iter().find(|(folder, _)| Some(folder) == parts.get(at))?;
    let (id, _) = parted(parts.get(at + 1)?, '.');
    // The digits before a chapter's name are its order.
    let id =
        if *kind == "chapter" { id.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == '-') } else { id };
    let is_id =
        !id.is_empty() && id.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-');
    let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
    (is_id && id != "index").then(|| format!("{kind}:{id}{anchor}"))
}
