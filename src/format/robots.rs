//! `robots.txt`, which crawlers read at the root of a host alone (RFC 9309): only where the site stands there.
//!
//! A preview has none: crawlers must come to read on its pages that they are to leave them out.

use crate::page::Options;
use crate::site::{Output, Route};

use super::hosting::host_and_path;

/// The file, where it would be read.
pub fn robots(options: &Options) -> Option<Output> {
    let address = options.address.as_deref().filter(|_| !options.preview)?;
    let at_root = host_and_path(address).is_some_and(|(_, path)| path == "/");
    let text = format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", Route::tidy("sitemap.xml").absolute(address));
    at_root.then(|| Output::new(Route::tidy("robots.txt"), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_root_of_a_host_has_one() {
        let robots = |address: Option<&str>, preview| {
            let found = robots(&Options { address: address.map(str::to_owned), preview });
            found.map(|file| String::from_utf8(file.bytes).unwrap())
        };
        let expected = "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n";
        assert_eq!(robots(Some("https://example.org/"), false).as_deref(), Some(expected));
        assert_eq!(robots(Some("https://example.org/study/"), false), None);
        assert_eq!(robots(Some("https://example.org/"), true), None);
        assert_eq!(robots(None, false), None);
    }
}
