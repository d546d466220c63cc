//! What is answered to a request: which file of the site, with which head. Knows addresses and no sockets.
//!
//! Pages get a script beside their own, which asks for news and puts them into place; nothing else in them is changed.
//! The script, its style and the view of a source file stand below `/.florilege/`, where no file of a site can.

use std::sync::Arc;

use camino::Utf8Path;

use crate::diagnostic::SourcePath;
use crate::site::{Route, Target};

use super::editor::Editor;
use super::stage::{Shown, Stage};

/// The script that keeps a page up to date.
const SCRIPT: &str = include_str!("live.js");
/// How the report over a page looks.
const STYLE: &str = include_str!("live.css");
/// How a source file looks.
const SOURCE_STYLE: &str = include_str!("source.css");

const SCRIPT_ADDRESS: &str = "/.florilege/live.js";
const STYLE_ADDRESS: &str = "/.florilege/live.css";
const SOURCE_STYLE_ADDRESS: &str = "/.florilege/source.css";
/// Where news are told.
pub(super) const EVENTS: &str = "/.florilege/events";
/// Below this the files of the study are shown.
pub(super) const SOURCES: &str = "/.florilege/source/";

/// An answer without its head's constants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) kind: &'static str,
    pub(super) body: Arc<[u8]>,
    /// Where to go instead.
    pub(super) location: Option<String>,
}

impl Answer {
    fn of(status: u16, kind: &'static str, body: impl Into<Arc<[u8]>>) -> Self {
        Self { status, kind, body: body.into(), location: None }
    }

    /// A refusal or failure in words.
    pub(super) fn words(status: u16, words: &str) -> Self {
        Self::of(status, "text/plain; charset=utf-8", format!("{words}\n").into_bytes())
    }

    fn at(location: String) -> Self {
        Self { location: Some(location), ..Self::words(308, "the page is in this folder") }
    }
}

/// What an address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// A file of the site; for a folder its index.
    File(Route),
    /// Something that is there whatever the study says.
    Own(Answer),
    /// A file of the study.
    Source(SourcePath),
    /// Nothing that could be there.
    Nothing,
}

impl Question {
    /// What the path of a request asks for.
    pub(super) fn of(path: &str) -> Self {
        match path {
            SCRIPT_ADDRESS => return Self::Own(Answer::of(200, kind_of("live.js"), SCRIPT.as_bytes())),
            STYLE_ADDRESS => return Self::Own(Answer::of(200, kind_of("live.css"), STYLE.as_bytes())),
            SOURCE_STYLE_ADDRESS => return Self::Own(Answer::of(200, kind_of("source.css"), SOURCE_STYLE.as_bytes())),
            _ => {}
        }
        if let Some(source) = path.strip_prefix(SOURCES) {
            return inside(source).map_or(Self::Nothing, |route| Self::Source(SourcePath::new(route.as_str())));
        }
        let Some(path) = path.strip_prefix('/') else { return Self::Nothing };
        let index = path.is_empty() || path.ends_with('/');
        let route = if index { inside(&format!("{path}index.html")) } else { inside(path) };
        route.map_or(Self::Nothing, Self::File)
    }
}

/// The file that a percent-encoded path from the root names; none that could lead out of it.
fn inside(path: &str) -> Option<Route> {
    match Route::tidy("index.html").follow(&format!("./{path}")) {
        Target::Inside { route, anchor: None } => Some(route),
        _ => None,
    }
}

/// The page at an address, or what a host answers where there is none.
pub(super) fn file(stage: &Stage, site: &Site<'_>, route: &Route, file: Option<Shown>) -> Answer {
    let Some(file) = file else { return missing(stage, site, route) };
    if route.is_page() {
        return Answer::of(200, kind_of(route.as_str()), with_script(stage, site, route, &file));
    }
    Answer::of(200, kind_of(route.as_str()), file.bytes)
}

/// Where the site is served, and how its sources are opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site<'a> {
    pub(super) study: &'a Utf8Path,
    pub(super) editor: &'a Editor,
}

fn missing(stage: &Stage, site: &Site<'_>, route: &Route) -> Answer {
    let folder = Route::tidy(format!("{route}/index.html"));
    if !route.is_page() && stage.last(&folder).is_some() {
        return Answer::at(format!("/{}/", route.relative_to(&Route::tidy("index.html"))));
    }
    if stage.is_empty() {
        let page = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Florilège</title></head>\
                    <body></body></html>";
        let script = script("", None);
        return Answer::of(503, kind_of("a.html"), page.replace("<head>", &format!("<head>{script}")).into_bytes());
    }
    match not_found_page(stage, route) {
        Some((route, file)) => {
            let html = with_script(stage, site, &route, &file);
            // The links of this page are absolute where the study says where it is published, and else seen from its own
            // place: both must lead here.
            let html = String::from_utf8_lossy(&html).into_owned();
            let html = match stage.published() {
                Some(published) => html.replace(&format!("=\"{}/", published.trim_end_matches('/')), "=\"/"),
                None => rooted(&html, route.folder()),
            };
            Answer::of(404, kind_of("404.html"), html.into_bytes())
        }
        None => Answer::words(404, "there is no such page"),
    }
}

/// The nearest `404.html` above an address.
fn not_found_page(stage: &Stage, route: &Route) -> Option<(Route, Shown)> {
    let mut folder = route.folder();
    loop {
        let page = Route::tidy("404.html").inside(folder);
        match (stage.last(&page), folder.rsplit_once('/')) {
            (Some(file), _) => return Some((page, file)),
            (None, Some((above, _))) => folder = above,
            (None, None) if folder.is_empty() => return None,
            (None, None) => folder = "",
        }
    }
}

/// The page with its relative links seen from the root, so that they hold at any depth.
fn rooted(html: &str, folder: &str) -> String {
    let above = if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") };
    let is_relative = |link: &str| {
        let end = link.find('"').unwrap_or(link.len());
        let link = link.get(..end).unwrap_or_default();
        !link.starts_with(['/', '#']) && !link.contains(':')
    };
    [" href=\"", " src=\"", " action=\""].iter().fold(html.to_owned(), |html, attribute| {
        let mut parts = html.split(attribute);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |mut page, part| {
            page.push_str(attribute);
            page.push_str(if is_relative(part) { &above } else { "" });
            page.push_str(part);
            page
        })
    })
}

/// What a browser that looks at an address is shown: the page there, or the one that says that there is none.
pub(super) fn shown_at(stage: &Stage, route: &Route) -> Option<Shown> {
    stage.last(route).or_else(|| not_found_page(stage, route).map(|(_, file)| file))
}

/// The page with the script before its own scripts, so that it sees the page as it was made.
fn with_script(stage: &Stage, site: &Site<'_>, route: &Route, page: &Shown) -> Vec<u8> {
    let origin = stage.origin(route).map(|place| (site.editor.link(site.study, &place), place));
    let script = script(&page.fingerprint.hex(), origin.as_ref());
    let at = after_head(&page.bytes).unwrap_or(page.bytes.len());
    let (before, after) = page.bytes.split_at(at);
    [before, script.as_bytes(), after].concat()
}

fn script(version: &str, origin: Option<&(String, String)>) -> String {
    let source =
        origin.map(|(link, place)| format!(" data-source=\"{}\" data-place=\"{}\"", escaped(link), escaped(place)));
    let source = source.unwrap_or_default();
    format!("<script src=\"{SCRIPT_ADDRESS}\" id=\"florilege-live\" data-version=\"{version}\"{source} defer></script>")
}

/// The byte after `<head>`, in whatever way it is written.
fn after_head(html: &[u8]) -> Option<usize> {
    let is_head = |window: &[u8]| {
        window[..5].eq_ignore_ascii_case(b"<head") && matches!(window[5], b'>' | b' ' | b'\n' | b'\t' | b'\r')
    };
    let start = html.windows(6).position(is_head)?;
    let end = html.get(start..)?.iter().position(|byte| *byte == b'>')?;
    Some(start + end + 1)
}

/// A source file with a number before each line.
pub(super) fn source(stage: &Stage, site: &Site<'_>, path: &SourcePath) -> Answer {
    let Some(text) = stage.text(path) else {
        return Answer::words(404, "the study has no text file of that name");
    };
    let lines = text.lines().zip(1..).fold(String::new(), |mut lines, (line, number)| {
        lines.push_str(&format!("<li id=\"L{number}\"><code>{}</code></li>\n", escaped(line)));
        lines
    });
    let on_disk = site.study.join(path.as_str());
    let where_it_is = if on_disk.is_file() { on_disk.into_string() } else { "part of the program".to_owned() };
    let link = site.editor.link(site.study, &format!("{path}:1:1"));
    let open = if link.starts_with(SOURCES) {
        String::new()
    } else {
        format!(" <a href=\"{}\">open in the editor</a>", escaped(&link))
    };
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{name}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <link rel=\"stylesheet\" href=\"{SOURCE_STYLE_ADDRESS}\"></head>\n\
         <body><header><h1>{name}</h1><p><code>{disk}</code>{open}</p></header>\n<main><ol>\n{lines}</ol></main></body></html>\n",
        name = escaped(path.as_str()),
        disk = escaped(&where_it_is),
    );
    Answer::of(200, kind_of("a.html"), html.into_bytes())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The type of a file, by its extension.
fn kind_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" | "bib" | "ris" | "md" | "yaml" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(path: &str) -> String {
        match Question::of(path) {
            Question::File(route) => route.to_string(),
            Question::Source(path) => format!("source {path}"),
            Question::Own(answer) => answer.kind.to_owned(),
            Question::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn a_path_asks_for_a_file_or_the_index_of_a_folder() {
        assert_eq!(asked("/"), "index.html");
        assert_eq!(asked("/tools/"), "tools/index.html");
        assert_eq!(asked("/img/l%27%C3%A9t%C3%A9.png"), "img/l'été.png");
        assert_eq!(asked("/.florilege/live.js"), "text/javascript; charset=utf-8");
        assert_eq!(asked("/.florilege/source/content/a.md"), "source content/a.md");
    }

    #[test]
    fn no_path_leads_out_of_the_site() {
        for path in [
            "",
            "*",
            "//etc/passwd",
            "/../x",
            "/..%2fx",
            "/%2e%2e/x",
            "/a/../../x",
            "/a%2f..%2f..%2fx",
            "/..",
            "/a\\..\\x",
            "/%5c..%5cx",
            "/a%00.html",
            "/.florilege/last-build",
            "/.florilege/source/../../etc/passwd",
            "http://other/a",
            "/.florilege/source/%2e%2e/x",
            "/C:/x",
            "/a//b",
        ] {
            assert_eq!(asked(path), "nothing", "{path}");
        }
    }

    #[test]
    fn links_of_a_page_that_stands_for_any_address_hold_at_any_depth() {
        let html = r##"<a href="../a.html"><a href="/b"><a href="https://x.example/c"><img src="d.png"><a href="#e">"##;
        let rooted = rooted(html, "en");
        let expected = r##"<a href="/en/../a.html"><a href="/b"><a href="https://x.example/c"><img src="/en/d.png"><a href="#e">"##;
        assert_eq!(rooted, expected);
    }

    #[test]
    fn the_script_comes_first_in_the_head() {
        let at = |html: &str| after_head(html.as_bytes()).map(|at| html[at..].to_owned());
        assert_eq!(at("<!doctype html><header></header><HEAD\n id=x><title>").as_deref(), Some("<title>"));
        assert_eq!(at("<header>"), None);
        assert_eq!(at(""), None);
    }
}
