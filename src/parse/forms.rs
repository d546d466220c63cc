//! Texts of a certain form: addresses of the web and of pages that moved, DOI, ISBN, ORCID iD, codes of languages.
//!
//! Each function takes a text as it is typed and gives it back where it has the form; what is wrong is noted. Whether
//! the page, the book or the person exists is not asked: that would need the network.

use super::Name;
use super::rules::{INVALID_ADDRESS, INVALID_IDENTIFIER};
use crate::decode::{Context, word::INVALID_VALUE};
use crate::diagnostic::Rule;
use crate::language::LanguageCode;

/// An address of the web: `https://…` or `http://…`. Nothing else may become a link: `javascript:` would run.
pub(super) fn web_address(typed: Option<Name>, context: &mut Context) -> Option<Name> {
    let typed = typed?;
    if is_web_address(&typed.value) {
        return Some(typed);
    }
    let help = match typed.value.split_once("://") {
        None if typed.value.starts_with("www.") => format!("write `https://{}`", typed.value),
        _ => "an address begins with `https://` or `http://` and holds no spaces".to_owned(),
    };
    refuse(&INVALID_ADDRESS, &typed, "address of the web", help, context)
}

/// The address of a file: one of the web, or a path in the study.
pub(super) fn file_address(typed: Option<Name>, context: &mut Context) -> Option<Name> {
    let typed = typed?;
    if is_web_address(&typed.value) || is_relative(&typed.value) {
        return Some(typed);
    }
    let help = "write an address that begins with `https://`, or the path of a file of the study";
    refuse(&INVALID_ADDRESS, &typed, "address of a file", help.to_owned(), context)
}

/// An address of mail, or of a page where one can be written to.
pub(super) fn contact(typed: Option<Name>, context: &mut Context) -> Option<Name> {
    let typed = typed?;
    if is_web_address(&typed.value) || is_mail(&typed.value) {
        return Some(typed);
    }
    let help = match typed.value.strip_prefix("mailto:").filter(|mail| is_mail(mail)) {
        Some(mail) => format!("write `{mail}`"),
        None => "write an address of mail, or of a page that begins with `https://`".to_owned(),
    };
    refuse(&INVALID_ADDRESS, &typed, "address to write to", help, context)
}

/// An address that a page had: the path of a page from the top of the site, `old/name.html`.
pub(super) fn old_address(typed: Name, context: &mut Context) -> Option<Name> {
    let path = typed.value.as_str();
    if is_relative(path) && path.ends_with(".html") && path.len() <= 300 {
        return Some(typed);
    }
    let bare = path.trim_start_matches(['/', '.']).trim_end_matches('/');
    let bare = match bare.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => bare,
    };
    let right = if bare.ends_with(".html") { bare.to_owned() } else { format!("{bare}.html") };
    let help = match !bare.is_empty() && is_relative(&right) {
        true => format!("write `{right}`"),
        false => "write the path of a page from the top of the site, as `tools/old-name.html`".to_owned(),
    };
    refuse(&INVALID_ADDRESS, &typed, "address that a page can have had", help, context)
}

/// A DOI without a prefix: `10.5281/zenodo.1234` (ISO 26324).
pub(super) fn doi(typed: Option<Name>, context: &mut Context) -> Option<Name> {
    let typed = typed?;
    if is_doi(&typed.value) {
        return Some(typed);
    }
    let help = match typed.value.find("10.").and_then(|at| typed.value.get(at..)).filter(|doi| is_doi(doi)) {
        Some(doi) => format!("write `{doi}`"),
        None => "a DOI is `10.`, digits, a slash and a name, as `10.5281/zenodo.1234`".to_owned(),
    };
    refuse(&INVALID_IDENTIFIER, &typed, "DOI", help, context)
}

/// An ORCID iD with its check digit: `0000-0002-1825-0097`.
pub(super) fn orcid(typed: Option<Name>, context: &mut Context) -> Option<Name> {
    let typed = typed?;
    let signs: String =
        typed.value.rsplit('/').next().unwrap_or_default().chars().filter(|sign| *sign != '-').collect();
    let (digits, check) = signs.split_at_checked(15).unwrap_or_default();
    let is_form = digits.bytes().all(|byte| byte.is_ascii_digit()) && check.len() == 1;
    let parts: Vec<&str> = [0, 4, 8, 12].iter().filter_map(|at| signs.get(*at..at + 4)).collect();
    let right = parts.join("-");
    if !is_form || signs.len() != 16 {
        return refuse(
            &INVALID_IDENTIFIER,
            &typed,
            "ORCID iD",
            "one is sixteen digits, as `0000-0002-1825-0097`".to_owned(),
            context,
        );
    }
    if orcid_check_digit(digits).to_string() != check {
        return refuse(
            &INVALID_IDENTIFIER,
            &typed,
            "ORCID iD",
            "its last digit does not fit the others: compare each".to_owned(),
            context,
        );
    }
    if typed.value != right {
        return refuse(&INVALID_IDENTIFIER, &typed, "ORCID iD", format!("write `{right}`"), context);
    }
    Some(typed)
}

/// An ISBN of ten or thirteen digits with its check digit (ISO 2108).
pub(super) fn isbn(typed: Option<Name>, context: &mut Context) -> Option<Name> {
    let typed = typed?;
    let signs: String = typed.value.chars().filter(|sign| !matches!(sign, '-' | ' ')).collect();
    let last_may_be_ten = |(at, sign): (usize, char)| match sign {
        'X' if at == 9 && signs.len() == 10 => Some(10),
        digit => digit.to_digit(10),
    };
    let digits: Option<Vec<u32>> = signs.chars().enumerate().map(last_may_be_ten).collect();
    let fits = match digits.as_deref() {
        Some(digits) if digits.len() == 10 => weighed(digits, (1..=10).rev()) % 11 == 0,
        Some(digits) if digits.len() == 13 => weighed(digits, [1, 3].into_iter().cycle()) % 10 == 0,
        _ => {
            let help = "one is ten or thirteen digits, with hyphens or spaces between them".to_owned();
            return refuse(&INVALID_IDENTIFIER, &typed, "ISBN", help, context);
        }
    };
    if fits {
        return Some(typed);
    }
    refuse(
        &INVALID_IDENTIFIER,
        &typed,
        "ISBN",
        "its last digit does not fit the others: compare each".to_owned(),
        context,
    )
}

/// The code of any language, of the study or not, as `lang` writes it.
pub(super) fn language(typed: Name, context: &mut Context) -> Option<Name> {
    if LanguageCode::parse(&typed.value).is_some() {
        return Some(typed);
    }
    let help = "write two or three small letters, as in `fr` or `en`".to_owned();
    refuse(&INVALID_VALUE, &typed, "code of a language", help, context)
}

fn refuse(rule: &Rule, typed: &Name, what: &str, help: String, context: &mut Context) -> Option<Name> {
    let article = if what.starts_with(['a', 'I', 'O']) { "an" } else { "a" };
    let message = format!("`{}` is not {article} {what}", typed.value);
    context.report(rule.at(context.place(typed.span), message).help(help));
    None
}

fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let unfit = |sign: char| sign.is_whitespace() || sign.is_control() || "<>\"`{}|\\^".contains(sign);
    !host.is_empty() && !host.starts_with(['.', ':', '@']) && !text.contains(unfit)
}

fn is_mail(text: &str) -> bool {
    let unfit = |sign: char| sign.is_whitespace() || sign.is_control() || "<>\"`{}|\\^:?&#/".contains(sign);
    let parts = text.split_once('@').filter(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
    parts.is_some() && !text.contains(unfit)
}

/// Whether a text is a path below the top, which no system reads otherwise.
fn is_relative(text: &str) -> bool {
    let unfit = |sign: char| sign.is_control() || sign.is_whitespace() || "<>\"`|\\^:?#*%&".contains(sign);
    !text.contains(unfit)
        && text.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.'))
}

fn is_doi(text: &str) -> bool {
    let parts = text.strip_prefix("10.").and_then(|rest| rest.split_once('/'));
    let unfit = |sign: char| sign.is_whitespace() || sign.is_control() || "<>\"`".contains(sign);
    parts.is_some_and(|(registrant, name)| {
        let digits = registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        registrant.len() >= 4 && digits && !name.is_empty() && !name.contains(unfit)
    })
}

/// The check digit of the fifteen digits before it (ISO 7064, MOD 11-2).
fn orcid_check_digit(digits: &str) -> char {
    let total = digits.chars().filter_map(|digit| digit.to_digit(10)).fold(0, |total, digit| (total + digit) * 2 % 11);
    match (12 - total) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

fn weighed(digits: &[u32], weights: impl Iterator<Item = u32>) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourcePath, Span};

    fn said(form: impl Fn(Name, &mut Context) -> Option<Name>, typed: &str) -> String {
        let mut context = Context::new(&SourcePath::new("a.yaml"), &[]);
        let read = form(Name::new(typed.to_owned(), Span::default()), &mut context);
        assert_eq!(read.is_some(), context.diagnostics.is_empty(), "{typed}");
        context.diagnostics.iter().map(|found| format!("{} | {}", found.message, found.help.join(" | "))).collect()
    }

    fn some(form: fn(Option<Name>, &mut Context) -> Option<Name>) -> impl Fn(Name, &mut Context) -> Option<Name> {
        move |typed, context| form(Some(typed), context)
    }

    #[test]
    fn addresses_of_the_web_begin_with_their_scheme() {
        for right in ["https://example.org", "http://example.org/a?b#c", "https://example.org:8080/é"] {
            assert_eq!(said(some(web_address), right), "");
        }
        assert_eq!(
            said(some(web_address), "www.example.org"),
            "`www.example.org` is not an address of the web | write `https://www.example.org`"
        );
        for wrong in [
            "javascript:alert(1)",
            "https://",
            "ftp://example.org",
            "https:///x",
            "https://exa mple.org",
            "https://a\"b",
        ] {
            assert_eq!(
                said(some(web_address), wrong),
                format!(
                    "`{wrong}` is not an address of the web | an address begins with `https://` or `http://` and holds no spaces"
                )
            );
        }
    }

    #[test]
    fn a_contact_is_mail_or_a_page() {
        assert_eq!(said(some(contact), "etude@example.org"), "");
        assert_eq!(said(some(contact), "https://example.org/contact"), "");
        assert_eq!(
            said(some(contact), "mailto:etude@example.org"),
            "`mailto:etude@example.org` is not an address to write to | write `etude@example.org`"
        );
        assert!(said(some(contact), "javascript:a@b").contains("is not an address to write to"));
    }

    #[test]
    fn a_file_is_of_the_web_or_of_the_study() {
        assert_eq!(said(some(file_address), "https://example.org/a.pdf"), "");
        assert_eq!(said(some(file_address), "content/rapport.pdf"), "");
        for wrong in ["../secret.pdf", "/etc/passwd", "data:text/html,x", "a//b.pdf", "C:\\a.pdf"] {
            assert!(said(some(file_address), wrong).starts_with(&format!("`{wrong}` is not an address of a file | ")));
        }
    }

    #[test]
    fn old_addresses_are_paths_of_pages() {
        assert_eq!(said(old_address, "outils/twitter.html"), "");
        for (typed, right) in [
            ("/outils/twitter.html", "outils/twitter.html"),
            ("outils/twitter/", "outils/twitter.html"),
            ("https://example.org/outils/x.html", "outils/x.html"),
        ] {
            let message = format!("`{typed}` is not an address that a page can have had | write `{right}`");
            assert_eq!(said(old_address, typed), message);
        }
        assert!(
            said(old_address, "../../etc/x.html").ends_with("| write `etc/x.html`")
                || said(old_address, "../../etc/x.html").contains("from the top")
        );
        assert!(said(old_address, "a/../../x.html").ends_with("as `tools/old-name.html`"));
        assert!(said(old_address, "page.php?id=3").ends_with("as `tools/old-name.html`"));
    }

    #[test]
    fn a_doi_has_no_prefix() {
        assert_eq!(said(some(doi), "10.5281/zenodo.1234"), "");
        assert_eq!(
            said(some(doi), "https://doi.org/10.5281/zenodo.1234"),
            "`https://doi.org/10.5281/zenodo.1234` is not a DOI | write `10.5281/zenodo.1234`"
        );
        assert_eq!(
            said(some(doi), "zenodo"),
            "`zenodo` is not a DOI | a DOI is `10.`, digits, a slash and a name, as `10.5281/zenodo.1234`"
        );
    }

    #[test]
    fn the_last_digit_of_an_orcid_id_fits() {
        assert_eq!(said(some(orcid), "0000-0002-1825-0097"), "");
        assert_eq!(said(some(orcid), "0000-0002-1694-233X"), "");
        assert_eq!(
            said(some(orcid), "https://orcid.org/0000-0002-1825-0097"),
            "`https://orcid.org/0000-0002-1825-0097` is not an ORCID iD | write `0000-0002-1825-0097`"
        );
        assert_eq!(
            said(some(orcid), "0000-0002-1825-0098"),
            "`0000-0002-1825-0098` is not an ORCID iD | its last digit does not fit the others: compare each"
        );
        assert_eq!(
            said(some(orcid), "0000-0002"),
            "`0000-0002` is not an ORCID iD | one is sixteen digits, as `0000-0002-1825-0097`"
        );
        assert!(said(some(orcid), "éééé-éééé-éééé-éééé").contains("one is sixteen digits"));
    }

    #[test]
    fn the_last_digit_of_an_isbn_fits() {
        for right in ["978-2-07-036822-8", "2-07-036822-X", "0-306-40615-2"] {
            assert_eq!(said(some(isbn), right), "");
        }
        assert!(
            said(some(isbn), "978-2-07-036822-7").ends_with("its last digit does not fit the others: compare each")
        );
        assert!(
            said(some(isbn), "978").ends_with("one is ten or thirteen digits, with hyphens or spaces between them")
        );
    }

    #[test]
    fn a_language_is_a_code() {
        assert_eq!(said(language, "en"), "");
        assert_eq!(
            said(language, "English"),
            "`English` is not a code of a language | write two or three small letters, as in `fr` or `en`"
        );
    }
}
