//! What holds for a site as a whole: the real study builds clean, the same sources give the same bytes on any number of
//! threads and in any order of files, small templates say what the written ones say, and edits equal a clean build.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may fail, and look at the disk"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use camino::Utf8Path;
use florilege::diagnostic::report::text;
use florilege::pipeline::{self, Built, Memos, Options, Size};
use florilege::site::MemoryStore;
use florilege::source::{Sources, read};
use proptest::prelude::*;

type Files = BTreeMap<String, Vec<u8>>;

fn study() -> Sources {
    read::study(Utf8Path::new(".")).unwrap()
}

fn build_with(sources: &Sources, size: Size, memos: &Memos) -> (Built, Files) {
    let store = MemoryStore::default();
    let options = Options { size, ..Options::default() };
    let built = pipeline::build(sources, &options, memos, &store).unwrap();
    let kept = store.files();
    // What an earlier build put there and this one did not is no part of this site.
    let files = built.site.iter().map(|(route, _)| (route.as_str().to_owned(), kept[route].to_vec())).collect();
    (built, files)
}

fn build(sources: &Sources) -> (Built, Files) {
    build_with(sources, Size::Small, &Memos::default())
}

#[test]
fn the_real_study_builds_without_a_diagnostic() {
    let sources = study();
    let (built, files) = build(&sources);
    let report = text::short(&built.diagnostics, &built.texts(&sources));
    assert_eq!(report, "");
    assert!(built.pages() > 300, "only {} pages", built.pages());
    for route in ["index.html", "en/index.html", "organisations/brgm.html", "en/matrix.html", "assets/style.css"] {
        assert!(files.contains_key(route), "{route} is missing");
    }
}

#[test]
fn the_real_study_has_what_its_source_has() {
    let (_, files) = build(&study());
    for folder in ["", "en/"] {
        let count = |kind: &str| {
            let inside = format!("{folder}{kind}/");
            let pages = files.keys().filter_map(|route| route.strip_prefix(&inside));
            pages.filter(|rest| rest.ends_with(".html") && !rest.starts_with("index")).count()
        };
        assert_eq!(count("organisations"), 15);
        assert_eq!(count("quotes"), 59);
        assert_eq!(count("practices"), 26);
        assert!(count("tools") >= 14 && count("findings") >= 8 && count("charts") >= 7 && count("chapters") >= 8);
    }
}

#[test]
fn each_chart_has_its_files_beside_its_page_which_offers_them() {
    let (_, files) = build(&study());
    let text = |route: &str| String::from_utf8(files[route].clone()).unwrap();
    let mut seen = 0;
    for page in files.keys().filter(|route| route.contains("charts/") && route.ends_with(".html")) {
        let stem = page.strip_suffix(".html").unwrap();
        let name = stem.rsplit('/').next().unwrap();
        if name == "index" || name.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        seen += 1;
        for extension in ["csv", "svg", "png"] {
            let file = format!("{stem}.{extension}");
            assert!(files.contains_key(&file), "{file} is missing");
            assert!(text(page).contains(&format!("href=\"{name}.{extension}\"")), "{page} does not offer {file}");
        }
        let svg = text(&format!("{stem}.svg"));
        assert!(!svg.contains("var(") && !svg.contains('\u{e002}') && !svg.contains("href="), "{stem}.svg");
        let side = |name: &str| -> f64 {
            let (_, rest) = svg.split_once(&format!(" {name}=\"")).unwrap();
            rest.split('"').next().unwrap().parse().unwrap()
        };
        let png = &files[&format!("{stem}.png")];
        let in_header = |at: usize| f64::from(u32::from_be_bytes(png[at..at + 4].try_into().unwrap()));
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n", "{stem}.png");
        assert_eq!((in_header(16), in_header(20)), ((side("width") * 2.0).ceil(), (side("height") * 2.0).ceil()));
        let csv = text(&format!("{stem}.csv"));
        assert!(csv.lines().count() >= 2 && csv.ends_with("\r\n") && !csv.contains('\u{e002}'), "{stem}.csv");
    }
    assert!(seen >= 14, "only {seen} charts");
}

#[test]
fn every_table_with_rows_is_offered_in_its_readers_words() {
    let (_, files) = build(&study());
    for (page, root) in [("downloads.html", ""), ("en/downloads.html", "../")] {
        let html = String::from_utf8(files[page].clone()).unwrap();
        let mut offered = 0;
        for (route, bytes) in files.iter().filter(|(route, _)| route.starts_with("data/")) {
            let has_rows = !route.ends_with(".csv") || bytes.iter().filter(|byte| **byte == b'\n').count() > 1;
            let link = format!("href=\"{root}{route}\"");
            assert_eq!(html.matches(&link).count(), usize::from(has_rows), "{page}: {route}");
            offered += usize::from(has_rows);
        }
        assert!(offered > 14, "{offered}");
        assert!(!html.contains(">downloads."), "{page} shows the key of a string");
    }
}

/// What search engines ask of each type of schema.org that pages use.
fn asked_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "Report" => {
            &["name", "inLanguage", "author", "datePublished", "dateModified", "description", "keywords", "url"]
        }
        "Quotation" => &["text", "inLanguage", "isPartOf", "url"],
        "Organization" => &["name", "subjectOf"],
        "Dataset" => &["name", "description", "creator", "license", "url", "distribution"],
        other => panic!("{other}"),
    }
}

#[test]
fn what_pages_say_to_search_engines_is_complete_and_leads_to_files_of_the_site() {
    const SITE: &str = "https://example.org/organismes-reseaux-sociaux/";
    let (_, files) = build(&study());
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (route, bytes) in files.iter().filter(|(route, _)| route.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        let Some((_, rest)) = page.split_once("application/ld+json") else { continue };
        let json = rest.split_once('>').unwrap().1.split("</script>").next().unwrap();
        let said: serde_json::Value = serde_json::from_str(json).unwrap();
        let kind = said["@type"].as_str().unwrap();
        assert_eq!(said["@context"], "https://schema.org", "{route}");
        for property in asked_of(kind) {
            assert!(said.get(*property).is_some_and(|value| value != ""), "{route}: a {kind} without `{property}`");
        }
        for file in said["distribution"].as_array().into_iter().flatten() {
            let address = file["contentUrl"].as_str().unwrap();
            let inside = address.strip_prefix(SITE).unwrap();
            assert!(files.contains_key(inside) && file["encodingFormat"].is_string(), "{route}: {address}");
        }
        if route.ends_with("downloads.html") {
            let named = |name: &str| said["distribution"].to_string().contains(&format!("/data/{name}\""));
            assert!(named("datapackage.json") && named("quotes.csv") && named("data.zip"));
            let description = said["description"].as_str().unwrap().chars().count();
            assert!((50..=5000).contains(&description), "{description} letters");
        }
        *seen.entry(kind.to_owned()).or_default() += 1;
    }
    assert_eq!(seen["Report"], 2);
    assert!(seen["Quotation"] == 118 && seen["Organization"] == 30 && seen["Dataset"] > 16, "{seen:?}");
}

#[test]
fn each_page_that_is_shared_has_a_picture_of_the_size_that_it_says() {
    const SITE: &str = "https://example.org/organismes-reseaux-sociaux/";
    let (_, files) = build(&study());
    let mut pictures = BTreeMap::new();
    for (route, bytes) in files.iter().filter(|(route, _)| route.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        let metas = page.split("<meta ").skip(1).filter_map(|rest| rest.split('>').next());
        let content = |name: &str| {
            let meta = metas.clone().find(|meta| meta.contains(&format!("\"{name}\"")))?;
            Some(meta.split_once("content=\"")?.1.split('"').next()?.to_owned())
        };
        let Some(image) = content("og:image") else { continue };
        let png = &files[image.strip_prefix(SITE).unwrap()];
        let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap()).to_string();
        assert_eq!(
            (content("og:image:width"), content("og:image:height")),
            (Some(side(16)), Some(side(20))),
            "{route}"
        );
        assert!(content("og:image:alt").is_some_and(|words| words.len() > 20), "{route}");
        let locale = if route.starts_with("en/") { "en_US" } else { "fr_FR" };
        assert_eq!(content("og:locale").as_deref(), Some(locale), "{route}");
        *pictures.entry(image).or_insert(0) += 1;
    }
    assert!(pictures[&format!("{SITE}og.png")] > 100 && pictures[&format!("{SITE}en/og.png")] > 100);
    assert!(pictures.keys().filter(|image| image.contains("/charts/")).count() >= 14);
}

#[test]
fn the_same_sources_give_the_same_bytes_on_any_number_of_threads() {
    let sources = study();
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| build(&sources).1)
    };
    let (one, seven) = (on(1), on(7));
    assert_eq!(one.keys().collect::<Vec<_>>(), seven.keys().collect::<Vec<_>>());
    for (route, bytes) in &one {
        assert!(bytes == &seven[route], "{route} depends on the number of threads");
    }
}

/// Every file below a folder, by its path.
fn on_disk(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(on_disk(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    files
}

/// The site as the program itself writes it for the small study, by route, with an environment and nothing else.
fn built_by_the_program(environment: &[(&str, &str)]) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in small_study() {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let public = folder.path().join("public");
    let built = Command::new(env!("CARGO_BIN_EXE_florilege"))
        .args(["build", "--output"])
        .arg(&public)
        .current_dir(folder.path())
        .env_clear()
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let files = on_disk(&public).into_iter();
    files.map(|(path, bytes)| (path.strip_prefix(&public).unwrap().to_owned(), bytes)).collect()
}

#[test]
fn the_program_writes_the_same_bytes_in_any_locale_time_zone_and_without_the_fonts_of_the_system() {
    let plain = built_by_the_program(&[]);
    assert!(plain.keys().any(|path| path.starts_with("charts")), "the small study has no chart");
    let nowhere = "/nowhere/at/all";
    let environments: [&[(&str, &str)]; 3] = [
        &[],
        &[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "fr_FR.UTF-8"), ("LC_NUMERIC", "de_DE.UTF-8"), ("TZ", "Pacific/Apia")],
        // Where programs look for fonts, and for what a user has set.
        &[
            ("LC_ALL", "C"),
            ("HOME", nowhere),
            ("XDG_DATA_DIRS", nowhere),
            ("FONTCONFIG_FILE", nowhere),
            ("COLUMNS", "20"),
        ],
    ];
    for environment in environments {
        let other = built_by_the_program(environment);
        assert!(plain.keys().eq(other.keys()), "other files in {environment:?}");
        for (route, bytes) in &plain {
            assert!(*bytes == other[route], "{} depends on {environment:?}", route.display());
        }
    }
}

#[test]
fn the_order_in_which_files_are_found_does_not_matter() {
    let sources = study();
    let files: Vec<(String, Vec<u8>)> =
        sources.iter().map(|file| (file.path.as_str().to_owned(), file.bytes.to_vec())).collect();
    let forwards = build(&Sources::in_memory(files.clone())).1;
    let backwards = build(&Sources::in_memory(files.into_iter().rev())).1;
    assert!(forwards == backwards);
}

#[test]
fn small_pages_say_what_the_written_ones_say() {
    let sources = study();
    let small = build(&sources).1;
    let written = build_with(&sources, Size::AsWritten, &Memos::default()).1;
    let mut pages = 0;
    for (route, bytes) in small.iter().filter(|(route, _)| route.ends_with(".html")) {
        let text = |bytes: &[u8]| text_of(std::str::from_utf8(bytes).unwrap());
        assert_eq!(text(bytes), text(&written[route]), "{route} says something else when it is small");
        pages += 1;
    }
    assert!(pages > 300);
}

#[test]
fn nothing_changed_means_nothing_is_made_again() {
    let sources = study();
    let memos = Memos::default();
    let first = build_with(&sources, Size::Small, &memos);
    let second = build_with(&sources, Size::Small, &memos);
    let counts = second.0.counts;
    assert_eq!((counts.parsed.made, counts.drew.made, counts.rendered.made), (0, 0, 0));
    assert!(first.1 == second.1);
}

#[test]
fn a_folder_that_is_no_study_gets_one_diagnostic() {
    let sources = Sources::in_memory(vec![("content/organisations/ined.md", "---\nname: Ined\n---\n")]);
    let (built, files) = build(&sources);
    let codes: Vec<&str> = built.diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect();
    assert_eq!(codes, ["missing-study"]);
    assert!(files.is_empty());
}

#[test]
fn a_file_in_another_encoding_still_declares_its_id() {
    let sources =
        Sources::in_memory(small_study()).with("content/tools/forum.md", b"---\nname: \"Caf\xe9\"\n---\n".to_vec());
    let (built, _) = build(&sources);
    let codes: Vec<&str> = built.diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect();
    assert_eq!(codes, ["wrong-encoding"]);
}

#[test]
fn withheld_words_and_names_are_nowhere_in_the_site() {
    let sources = Sources::in_memory(small_study())
        .with(
            "content/quotes/secret.md",
            "---\norganisation: nord\ntools: [blogs]\nconsent: withheld\n---\nUn secret zymurgique.\n",
        )
        .with("content/quotes/secret.en.md", "---\nby: X\n---\nA zymurgical secret.\n")
        .with(
            "content/quotes/veiled.md",
            "---\norganisation: sud\nspeaker: p1\ntools: [blogs]\nconsent: anonymous\n---\nDes mots voilés.\n",
        )
        .with("content/speakers.yaml", "p1: {role: {fr: Xylophoniste, en: Xylophonist}, organisation: sud}\n")
        .with("content/tools/qwerty-tool.md", "---\nname: Qwertytool\ndraft: true\n---\n");
    let (built, files) = build(&sources);
    assert_eq!(text::short(&built.diagnostics, &built.texts(&sources)), "");
    assert_eq!(built.withheld, 1);
    assert!(files.contains_key("quotes/veiled.html"));
    let veiled = String::from_utf8(files["quotes/veiled.html"].clone()).unwrap();
    assert!(veiled.contains("Des mots voilés") && !text_of(&veiled).contains("Institut du Sud"));
    let quotes = String::from_utf8(files["data/quotes.csv"].clone()).unwrap();
    let row = quotes.lines().find(|line| line.starts_with("veiled,")).unwrap();
    assert!(row.contains("Des mots voilés.,fr,") && row.contains(",anonymous,") && !row.contains("sud"), "{row}");
    for (route, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        for word in ["zymurg", "secret", "Xylophonist", "ylophonist", "Qwertytool", "qwerty-tool"] {
            assert!(!text.contains(word) && !route.contains(word), "{route} holds `{word}`");
        }
    }
}

/// The text of a page as it is shown: blocks part words, inline elements do not, white space is one space.
fn text_of(html: &str) -> String {
    const INLINE: [&str; 26] = [
        "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "em", "i", "kbd", "label", "mark", "q", "s",
        "small", "span", "strong", "sub", "sup", "time", "tspan", "u", "var", "wbr",
    ];
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let name: String =
            tag.trim_start_matches('/').chars().take_while(|letter| letter.is_ascii_alphanumeric()).collect();
        if !INLINE.contains(&name.as_str()) {
            text.push(' ');
        }
        rest = tag.find('>').map_or("", |end| &tag[end + 1..]);
    }
    text.push_str(rest);
    let text = text
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    // Only the spaces that HTML folds: U+00A0 and U+202F are letters of the text.
    text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The study of the page cases.
fn small_study() -> Vec<(String, String)> {
    let text = std::fs::read_to_string("tests/cases/pages/home.txt").unwrap();
    let mut files: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        match line.trim_end().strip_prefix("-- ").and_then(|line| line.strip_suffix(" --")) {
            Some(name) => {
                inside = !name.starts_with("expect:");
                if inside {
                    files.push((name.to_owned(), String::new()));
                }
            }
            None if inside => {
                if let Some((_, body)) = files.last_mut() {
                    body.push_str(line);
                }
            }
            None => {}
        }
    }
    assert!(files.len() > 20);
    files
}

/// What an author may do to a file.
#[derive(Clone, Debug)]
enum Edit {
    Remove,
    RemoveLine(usize),
    RepeatLine(usize),
    Replace(usize, String),
    Insert(usize, String),
}

fn edits() -> impl Strategy<Value = Vec<(usize, Edit)>> {
    let edit = prop_oneof![
        1 => Just(Edit::Remove),
        3 => any::<usize>().prop_map(Edit::RemoveLine),
        2 => any::<usize>().prop_map(Edit::RepeatLine),
        3 => (any::<usize>(), "[a-zé: «»<>{}\\[\\]\"'#-]{0,12}").prop_map(|(at, text)| Edit::Replace(at, text)),
        2 => (any::<usize>(), "[ -~]{0,16}\n?").prop_map(|(at, text)| Edit::Insert(at, text)),
    ];
    proptest::collection::vec((any::<usize>(), edit), 1..5)
}

fn edited(text: &str, edit: &Edit) -> Option<String> {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let count = lines.len().max(1);
    match edit {
        Edit::Remove => return None,
        Edit::RemoveLine(at) if !lines.is_empty() => {
            lines.remove(at % count);
        }
        Edit::RepeatLine(at) if !lines.is_empty() => {
            let line = lines[at % count].clone();
            lines.insert(at % count, line);
        }
        Edit::Replace(at, text) if !lines.is_empty() => lines[at % count] = format!("{text}\n"),
        Edit::Insert(at, text) => lines.insert(at % count, text.clone()),
        _ => {}
    }
    Some(lines.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_edits_then_a_rebuild_equal_a_clean_build(edits in edits()) {
        let mut files: BTreeMap<String, String> = small_study().into_iter().collect();
        let memos = Memos::default();
        build_with(&Sources::in_memory(files.clone()), Size::AsWritten, &memos);
        for (which, edit) in edits {
            let Some(path) = files.keys().nth(which % files.len().max(1)).cloned() else { break };
            match edited(&files[&path], &edit) {
                Some(text) => files.insert(path, text),
                None => files.remove(&path),
            };
            let sources = Sources::in_memory(files.clone());
            let (again, again_files) = build_with(&sources, Size::AsWritten, &memos);
            let (clean, clean_files) = build_with(&sources, Size::AsWritten, &Memos::default());
            prop_assert_eq!(again.diagnostics, clean.diagnostics);
            prop_assert!(again_files == clean_files);
        }
    }
}
