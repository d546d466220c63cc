//! The address of a file of the site, and the links from one to another.
//!
//! A [`Route`] is a relative path that can be a file on any machine: the same bytes must work at a root, under a
//! sub-path, from `file://` and out of a ZIP. So links are always relative, an index is written out (`index.html`),
//! and what a disk, an address or a shell could read in another way is refused. Which route belongs to which entity is
//! decided in `page`.

use std::fmt;
use std::sync::Arc;

/// The longest route in bytes; ids are at most 80, so this leaves room for any real one.
const LONGEST: usize = 1024;
/// The longest name of a file or folder that common file systems can hold, in bytes.
const LONGEST_NAME: usize = 255;
/// Characters that some file system refuses in a name. Controls are refused besides.
const REFUSED: &[char] = &['\\', ':', '*', '?', '"', '<', '>', '|'];
/// Names that `publish` uses inside the folder of the site begin with this.
const RESERVED: &str = ".florilege";

/// The address of a file of the site: relative, parted by `/`, never empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

/// A text that cannot be the address of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRoute {
    /// The text.
    pub route: String,
    /// What is wrong with it: "holds `..`".
    pub reason: &'static str,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// To a file of the site, and perhaps to an anchor in it.
    Inside {
        /// The file.
        route: Route,
        /// The anchor, decoded, without its `#`.
        anchor: Option<String>,
    },
    /// To an address with a scheme or a host, as it was written.
    Outside(String),
    /// To nothing that a page of this site may link to: an absolute path, a folder, or out of the site.
    Nowhere(String),
}

impl Route {
    /// Takes a text that is a valid address, and says what is wrong with any other.
    pub fn new(text: impl AsRef<str>) -> Result<Self, InvalidRoute> {
        let text = text.as_ref();
        match fault(text) {
            None => Ok(Self(text.into())),
            Some(reason) => Err(InvalidRoute { route: text.to_owned(), reason }),
        }
    }

    /// The route of a text that is built from ids and names of ours, which are valid by construction.
    ///
    /// It never fails: what an address cannot hold becomes `-`. A valid text stays as it is.
    pub fn tidy(text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        if fault(text).is_none() {
            return Self(text.into());
        }
        let names = text.split('/').map(tidy_name).filter(|name| !name.is_empty());
        let mut tidied = String::new();
        for name in names {
            if tidied.len() + name.len() >= LONGEST {
                break;
            }
            if !tidied.is_empty() {
                tidied.push('/');
            }
            tidied.push_str(&name);
        }
        if tidied.is_empty() { Self("-".into()) } else { Self(tidied.into()) }
    }

    /// The path as text, parted by `/`, not encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The folders before the file's name, without a final `/`; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// How many folders the file is deep: 0 at the root.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// Whether the file is a page.
    pub fn is_page(&self) -> bool {
        self.0.ends_with(".html")
    }

    /// The same address with another extension: what belongs to a page stands beside it, under its name.
    pub fn with_extension(&self, extension: &str) -> Route {
        let name = self.file_name();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let folder = self.0.strip_suffix(name).unwrap_or("");
        Route::tidy(format!("{folder}{stem}.{extension}"))
    }

    /// The same address inside a folder; an empty folder changes nothing.
    pub fn inside(&self, folder: &str) -> Route {
        if folder.is_empty() { self.clone() } else { Route::tidy(format!("{folder}/{self}")) }
    }

    /// The link to this file that stands in the page `from`: `../tools/twitter.html`.
    ///
    /// It is percent-encoded so far that it needs no further escaping in HTML, CSS or XML.
    pub fn relative_to(&self, from: &Route) -> String {
        let here: Vec<&str> = from.folders().collect();
        let shared = here.iter().zip(self.folders()).take_while(|(a, b)| **a == *b).count();
        let mut link = "../".repeat(here.len() - shared);
        let parts: Vec<&str> = self.0.split('/').skip(shared).collect();
        encode_into(&mut link, &parts.join("/"));
        link
    }

    /// The way from this page up to the root of the site: empty at the root, `../` one folder deep.
    pub fn to_root(&self) -> String {
        "../".repeat(self.depth())
    }

    /// The absolute address under the site's own, which may or may not end in `/`.
    pub fn absolute(&self, site: &str) -> String {
        let mut address = site.trim_end_matches('/').to_owned();
        address.push('/');
        encode_into(&mut address, &self.0);
        address
    }

    /// Where a link that stands in this page leads. A query is not part of the answer.
    pub fn follow(&self, link: &str) -> Target {
        let link = link.trim_matches(|c: char| c.is_ascii_whitespace());
        if link.starts_with("//") || has_scheme(link) {
            return Target::Outside(link.to_owned());
        }
        let (path, anchor) = match link.split_once('#') {
            Some((path, anchor)) => (path, Some(decode(anchor)).filter(|anchor| !anchor.is_empty())),
            None => (link, None),
        };
        let path = path.split('?').next().unwrap_or("");
        let route = if path.is_empty() { Some(self.clone()) } else { self.join(path) };
        match route {
            Some(route) => Target::Inside { route, anchor },
            None => Target::Nowhere(link.to_owned()),
        }
    }

    /// The address in lower case: two that are equal so are one file on Windows and macOS.
    pub(super) fn folded(&self) -> String {
        self.0.to_lowercase()
    }

    fn folders(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').take(self.depth())
    }

    fn join(&self, path: &str) -> Option<Route> {
        if path.starts_with('/') || path.ends_with('/') {
            return None;
        }
        let mut parts: Vec<String> = self.folders().map(str::to_owned).collect();
        for part in path.split('/') {
            match part {
                "." => {}
                ".." => drop(parts.pop()?),
                name => parts.push(decode(name)),
            }
        }
        // A last `..` or `.` names a folder.
        if path.ends_with("/..") || path.ends_with("/.") || path == "." || path == ".." {
            return None;
        }
        Route::new(parts.join("/")).ok()
    }
}

/// Why a text cannot be an address, if it cannot.
fn fault(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        return Some("is empty");
    }
    if text.len() > LONGEST {
        return Some("is longer than 1,024 bytes");
    }
    text.split('/').find_map(fault_of_name)
}

fn fault_of_name(name: &str) -> Option<&'static str> {
    match name {
        "" => Some("begins or ends with `/` or holds `//`"),
        "." | ".." => Some("holds `.` or `..`"),
        _ if name.len() > LONGEST_NAME => Some("holds a name longer than 255 bytes"),
        _ if name.contains(REFUSED) => Some(r#"holds one of `\ : * ? " < > |`"#),
        _ if name.chars().any(char::is_control) => Some("holds a control character"),
        _ if name.ends_with(['.', ' ']) || name.starts_with(' ') => Some("holds a name that ends in a stop or a space"),
        _ if name.to_lowercase().starts_with(RESERVED) => Some("holds a name that begins with `.florilege`"),
        _ => None,
    }
}

fn tidy_name(name: &str) -> String {
    let refused = |c: char| REFUSED.contains(&c) || c.is_control();
    let clean: String = name.chars().map(|c| if refused(c) { '-' } else { c }).collect();
    let clean = clean.trim_matches(' ').trim_end_matches(['.', ' ']);
    let end = clean.floor_char_boundary(LONGEST_NAME - 1);
    let short = clean.get(..end).unwrap_or("").trim_end_matches(['.', ' ']);
    // An empty name stays empty and is dropped with its `/`.
    if short.to_lowercase().starts_with(RESERVED) { format!("-{short}") } else { short.to_owned() }
}

/// RFC 3986, section 3.1: a letter, then letters, digits, `+`, `-` and `.`, then `:`.
fn has_scheme(link: &str) -> bool {
    link.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// Leaves the unreserved characters of RFC 3986, section 2.3, and `/`; every other byte becomes `%` and two digits.
fn encode_into(link: &mut String, path: &str) {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => link.push(char::from(byte)),
            _ => link.extend(['%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]),
        }
    }
}

/// Undoes percent-encoding; what is not valid stays as it is written.
fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = (first == b'%').then(|| after.split_at_checked(2)).flatten();
        match pair.and_then(|(digits, after)| Some((hexadecimal(digits)?, after))) {
            Some((byte, after)) => {
                bytes.push(byte);
                rest = after;
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    digits.iter().try_fold(0, |value: u8, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        u8::try_from(digit).ok().map(|digit| (value << 4) | digit)
    })
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for Route {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Route {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <String as serde::Deserialize>::deserialize(deserializer)?;
        Route::new(text).map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for InvalidRoute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be an address of the site: it {}", self.route.escape_debug(), self.reason)
    }
}

impl std::error::Error for InvalidRoute {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn route(text: &str) -> Route {
        Route::new(text).unwrap()
    }

    #[test]
    fn links_are_relative_to_the_page_they_stand_in() {
        let table = [
            ("index.html", "index.html", "index.html"),
            ("index.html", "organisations/ined.html", "organisations/ined.html"),
            ("organisations/ined.html", "index.html", "../index.html"),
            ("organisations/ined.html", "organisations/index.html", "index.html"),
            ("organisations/ined.html", "organisations/ined.json", "ined.json"),
            ("organisations/ined.html", "tools/twitter.html", "../tools/twitter.html"),
            ("en/organisations/ined.html", "organisations/ined.html", "../../organisations/ined.html"),
            ("organisations/ined.html", "en/organisations/ined.html", "../en/organisations/ined.html"),
            ("en/quotes/index/2.html", "en/quotes/index.html", "../index.html"),
            ("quotes/index.html", "quotes/index/2.html", "index/2.html"),
            ("a/b/c.html", "a/bb/c.html", "../bb/c.html"),
            // A file named like the folder of the other is not that folder.
            ("a/b.html", "a", "../a"),
            ("index.html", "images/l'été à 100 %.png", "images/l%27%C3%A9t%C3%A9%20%C3%A0%20100%20%25.png"),
            ("index.html", "a&b=\"c.png", "a%26b.png"),
        ];
        for (from, to, link) in table {
            let Ok(to) = Route::new(to) else { continue };
            assert_eq!(to.relative_to(&route(from)), link, "from {from} to {to}");
        }
    }

    #[test]
    fn hostile_names_are_no_routes() {
        let names = [
            "",
            "/",
            "/etc/passwd",
            "a//b",
            "a/",
            "../a",
            "a/../b",
            "a/./b",
            "a\\b",
            "c:/x",
            "a?b",
            "a\nb",
            "a\0b",
            "nul.",
            "a /b",
            "con ",
            "\u{7f}",
            ".florilege-staging/x",
            ".Florilege-journal",
            "x/.florilege/y",
        ];
        for name in names {
            assert!(Route::new(name).is_err(), "{name:?}");
            assert!(Route::new(Route::tidy(name).as_str()).is_ok(), "{name:?} → {}", Route::tidy(name));
        }
        assert!(Route::new("é".repeat(128)).is_err());
        assert!(Route::new(Route::tidy("é/".repeat(2000)).as_str()).is_ok());
        assert!(Route::new(".htaccess").is_ok());
    }

    #[test]
    fn links_are_followed_like_a_browser_does() {
        let page = route("en/organisations/ined.html");
        let inside =
            |to: &str, anchor: Option<&str>| Target::Inside { route: route(to), anchor: anchor.map(str::to_owned) };
        let table = [
            ("", inside("en/organisations/ined.html", None)),
            ("#tools", inside("en/organisations/ined.html", Some("tools"))),
            ("#", inside("en/organisations/ined.html", None)),
            ("../../index.html#%C3%A9t%C3%A9", inside("index.html", Some("été"))),
            ("./ird.html?x=1#a", inside("en/organisations/ird.html", Some("a"))),
            ("a%20b.png", inside("en/organisations/a b.png", None)),
            ("https://example.org/a", Target::Outside("https://example.org/a".into())),
            ("//example.org", Target::Outside("//example.org".into())),
            ("data:image/gif;base64,AA", Target::Outside("data:image/gif;base64,AA".into())),
            ("/index.html", Target::Nowhere("/index.html".into())),
            ("../../../index.html", Target::Nowhere("../../../index.html".into())),
            ("../tools/", Target::Nowhere("../tools/".into())),
            ("..", Target::Nowhere("..".into())),
            ("%2e%2e/x", Target::Nowhere("%2e%2e/x".into())),
        ];
        for (link, target) in table {
            assert_eq!(page.follow(link), target, "{link}");
        }
    }

    #[test]
    fn what_belongs_to_a_page_stands_beside_it() {
        assert_eq!(route("charts/delay.html").with_extension("svg").as_str(), "charts/delay.svg");
        assert_eq!(route("a.b/c").with_extension("csv").as_str(), "a.b/c.csv");
        assert_eq!(route("index.html").inside("en").as_str(), "en/index.html");
        assert_eq!(route("index.html").absolute("https://example.org/étude"), "https://example.org/étude/index.html");
    }

    proptest! {
        #[test]
        fn a_link_leads_back_to_its_route(from in "([a-c.é ]{1,3}/){0,3}[a-cé%#&]{1,3}", to in "([a-c.é ]{1,3}/){0,3}[a-cé%#&;]{1,3}") {
            let (from, to) = (Route::tidy(from), Route::tidy(to));
            let back = from.follow(&to.relative_to(&from));
            prop_assert_eq!(back, Target::Inside { route: to, anchor: None });
        }

        #[test]
        fn any_text_can_be_tidied_and_followed(text in any::<String>()) {
            let tidied = Route::tidy(&text);
            prop_assert!(Route::new(tidied.as_str()).is_ok(), "{:?}", tidied);
            route("a/b.html").follow(&text);
        }
    }
}
