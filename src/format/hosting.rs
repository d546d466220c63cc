//! What the host of the site reads: `hosting` of `study.yaml` says who that is.
//!
//! | host | files |
//! |---|---|
//! | `github-pages` | `.nojekyll`, and `CNAME` where the site has a domain of its own |
//! | `netlify` | `_headers`, `_redirects` |
//! | `apache` | `.htaccess`, one for each language |
//!
//! GitHub Pages and Netlify find `404.html` by themselves, Apache is told. Old addresses have pages that lead on without
//! any of this; where a host can answer with a redirect it does, which is quicker and tells programs. Nothing here is
//! needed to read the site, and nothing forbids what a theme may want: the policy of a page stands in the page.

use crate::language::{Language, LanguageCode};
use crate::page::routes::{Folder, PageName, Single};
use crate::page::view::Content;
use crate::page::{Options, Page};
use crate::site::{Output, Route, Target};
use crate::study::{Hosting, Study};

use super::Material;

/// Sent with everything: what a `<meta>` cannot say, or what other files than pages need too.
const HEADERS: [(&str, &str); 3] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Content-Security-Policy", "frame-ancestors 'self'; base-uri 'none'; object-src 'none'"),
];

/// Fonts change with the theme, and seldom; all else is asked for again, so that no old style meets a new page.
const FONTS: &str = "public, max-age=2592000";
const REST: &str = "no-cache";

/// The media types that servers seldom know.
const TYPES: [(&str, &str); 3] =
    [("application/x-bibtex", ".bib"), ("application/x-research-info-systems", ".ris"), ("text/csv", ".csv")];

/// What the study's host reads.
pub fn files(material: &Material<'_>, pages: &[Page]) -> Vec<Output> {
    let (study, options) = (material.study, material.options);
    match study.imprint.hosting {
        Hosting::None => Vec::new(),
        Hosting::GithubPages => github_pages(options),
        Hosting::Netlify => {
            let headers = Output::new(Route::tidy("_headers"), netlify_headers(options));
            let redirects = netlify_redirects(study, material.languages, pages);
            let redirects = (!redirects.is_empty()).then(|| Output::new(Route::tidy("_redirects"), redirects));
            [headers].into_iter().chain(redirects).collect()
        }
        Hosting::Apache => material.languages.iter().filter_map(|language| apache(language, material, pages)).collect(),
    }
}

/// A host without its port, and a path that begins and ends in a slash.
pub fn host_and_path(address: &str) -> Option<(&str, String)> {
    let (_, rest) = address.split_once("://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.trim_matches('/');
    Some((host, if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }))
}

/// Without the first, Jekyll would leave out what begins with an underscore. The second would be wrong for a project
/// below another site's domain, and for GitHub's own.
fn github_pages(options: &Options) -> Vec<Output> {
    let place = options.address.as_deref().and_then(host_and_path);
    let own = place.filter(|(host, path)| path == "/" && !host.ends_with(".github.io") && !host.contains(':'));
    let domain = own.map(|(host, _)| Output::new(Route::tidy("CNAME"), format!("{host}\n")));
    [Output::new(Route::tidy(".nojekyll"), "")].into_iter().chain(domain).collect()
}

fn netlify_headers(options: &Options) -> String {
    let mut out = String::new();
    let mut rule = |path: &str, headers: &[(&str, &str)]| {
        out.push_str(path);
        out.push('\n');
        headers.iter().for_each(|(name, value)| out.push_str(&format!("  {name}: {value}\n")));
    };
    rule("/*", &HEADERS);
    if options.preview {
        rule("/*", &[("X-Robots-Tag", "noindex")]);
    }
    rule("/assets/fonts/*", &[("Cache-Control", FONTS)]);
    // Data are there to be read, by pages of other sites too.
    rule("/data/*", &[("Access-Control-Allow-Origin", "*")]);
    out
}

/// Old addresses, forced because a page stands there too; then the page of each further language for what is nowhere.
fn netlify_redirects(study: &Study, languages: &[Language], pages: &[Page]) -> String {
    let mut out = String::new();
    for (from, to) in moved(pages) {
        out.push_str(&format!("{}  {}  301!\n", from.absolute(""), to.absolute("")));
    }
    for language in languages.iter().skip(1) {
        let missing = not_found(language.code(), study);
        out.push_str(&format!("/{}/*  {}  404\n", missing.folder(), missing.absolute("")));
    }
    out
}

/// Each old address and where it leads.
fn moved(pages: &[Page]) -> impl Iterator<Item = (&Route, Route)> {
    pages.iter().filter_map(|page| match &page.view.page {
        Content::Moved(moved) => match page.route.follow(&moved.to.href) {
            Target::Inside { route, .. } => Some((&page.route, route)),
            Target::Outside(_) | Target::Nowhere(_) => None,
        },
        _ => None,
    })
}

fn not_found(language: &LanguageCode, study: &Study) -> Route {
    PageName::Single(Single::NotFound).route(&Folder::of(language, study))
}

/// Only directives of Apache's class `FileInfo`: where a host allows less, one of another class would stop every page.
/// A language has a file of its own because one file can name one page for what is nowhere.
fn apache(language: &Language, material: &Material<'_>, pages: &[Page]) -> Option<Output> {
    let missing = not_found(language.code(), material.study);
    let place = material.options.address.as_deref().and_then(host_and_path);
    let is_first = missing.folder().is_empty();
    let route = Route::tidy(".htaccess").inside(missing.folder());
    let mut out = String::from("# Made by Florilège, and made anew by each build.\n");
    match &place {
        // Apache takes an address from the root of the host, which only the study's own address can tell.
        Some((_, path)) => {
            out.push_str(&format!("\nErrorDocument 404 {}\n", missing.absolute(path.trim_end_matches('/'))));
        }
        None if is_first => {
            out.push_str("\n# The study states no address, so that 404.html and old addresses cannot be named here.\n")
        }
        None => return None,
    }
    if is_first {
        if let Some((_, path)) = &place {
            let site = path.trim_end_matches('/');
            // Apache compares with the address as it is after decoding; a route holds no quotation mark.
            let moves =
                moved(pages).map(|(from, to)| format!("Redirect 301 \"{site}/{from}\" {}\n", to.absolute(site)));
            out.push_str(&moves.collect::<String>());
        }
        out.push_str(&apache_types_and_headers(material.options));
    }
    Some(Output::new(route, out))
}

fn apache_types_and_headers(options: &Options) -> String {
    let mut out = String::from(
        "\nAddDefaultCharset utf-8\nAddCharset utf-8 .css .js .json .csv .svg .xml .bib .ris\n\n<IfModule mod_mime.c>\n",
    );
    TYPES.iter().for_each(|(media, extension)| out.push_str(&format!("  AddType {media} {extension}\n")));
    // A type goes by the last extension alone.
    out.push_str("</IfModule>\n<FilesMatch \"\\.csl\\.json$\">\n  ForceType application/vnd.citationstyles.csl+json\n");
    out.push_str("</FilesMatch>\n\n<IfModule mod_headers.c>\n");
    let robots = options.preview.then_some(("X-Robots-Tag", "noindex"));
    for (name, value) in HEADERS.into_iter().chain(robots) {
        out.push_str(&format!("  Header set {name} \"{value}\"\n"));
    }
    out.push_str(&format!(
        "  Header set Cache-Control \"{REST}\"\n  \
         <FilesMatch \"\\.woff2$\">\n    Header set Cache-Control \"{FONTS}\"\n  </FilesMatch>\n  \
         <FilesMatch \"\\.(csv|json)$\">\n    Header set Access-Control-Allow-Origin \"*\"\n  </FilesMatch>\n\
         </IfModule>\n"
    ));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_and_a_path() {
        let place = |address| host_and_path(address).map(|(host, path)| (host.to_owned(), path));
        let expected = |host: &str, path: &str| Some((host.to_owned(), path.to_owned()));
        assert_eq!(place("https://example.org/"), expected("example.org", "/"));
        assert_eq!(place("https://example.org/a/b/"), expected("example.org", "/a/b/"));
        assert_eq!(place("https://example.org"), expected("example.org", "/"));
        assert_eq!(place("example.org"), None);
    }

    #[test]
    fn a_domain_is_named_only_where_it_is_the_sites_own() {
        let names = |address: &str| {
            let options = Options { address: Some(address.to_owned()), preview: false };
            github_pages(&options).iter().map(|file| file.route.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(names("https://study.example.org/"), [".nojekyll", "CNAME"]);
        for address in ["https://example.org/study/", "https://someone.github.io/", "https://someone.github.io/study/"]
        {
            assert_eq!(names(address), [".nojekyll"], "{address}");
        }
    }
}
