//! Files as authors write them: what is said about each mistake, to the letter; the real study, without a word; any bytes.

use camino::Utf8Path;
use proptest::prelude::*;

use super::*;
use crate::decode::Form;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source;

/// What is said about a file: `line:column code: message`, then its help.
fn said(path: &str, text: &str) -> String {
    let mut found = file(&SourcePath::new(path), Some(text)).diagnostics;
    crate::diagnostic::sort(&mut found);
    found.iter().map(|found| line(found, text)).collect()
}

fn line(found: &Diagnostic, text: &str) -> String {
    let before = text.get(..found.place.span.start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let level = if found.severity == Severity::Warning { "warning " } else { "" };
    let help: String = found.help.iter().map(|help| format!("  | {help}\n")).collect();
    format!("> {line}:{column} {level}{}: {}\n{help}", found.code.name(), found.message)
}

#[test]
fn each_mistake_is_said_to_the_letter() {
    let cases = include_str!("mistakes.txt");
    let (head, cases) = cases.split_once("\n==== ").unwrap();
    let mut actual = head.to_owned();
    for case in cases.split("\n==== ") {
        let (path, rest) = case.split_once('\n').unwrap_or((case, ""));
        let text = match rest.strip_prefix("> ") {
            Some(_) => "",
            None => rest.split("\n> ").next().unwrap().trim_end_matches('\n'),
        };
        let typed = if text.is_empty() { String::new() } else { format!("{text}\n") };
        actual.push_str(&format!("\n==== {path}\n{typed}{}", said(path, &typed)));
    }
    let expected = include_str!("mistakes.txt");
    let differs = expected.lines().zip(actual.lines()).position(|(expected, actual)| expected != actual);
    let number = differs.map_or(0, |line| line + 1);
    assert!(expected.trim_end() == actual.trim_end(), "line {number} of mistakes.txt differs; now it is\n{actual}");
}

#[test]
fn nothing_is_said_about_the_real_study() {
    let sources = source::read::study(Utf8Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut all = String::new();
    let mut items = 0;
    for source in sources.iter() {
        let Some(text) = &source.text else { continue };
        let parsed = file(&source.path, Some(text));
        items += parsed.value.items.len();
        for found in &parsed.diagnostics {
            all.push_str(&format!("{}: {}", source.path, line(found, text)));
        }
    }
    assert!(all.is_empty(), "{all}");
    assert!(items > 300, "{items} items");
}

#[test]
fn a_file_without_a_text_still_declares_its_id() {
    let of = |path: &str| {
        let parsed = file(&SourcePath::new(path), None);
        assert!(parsed.diagnostics.is_empty());
        parsed.value.items
    };
    assert!(
        matches!(of("content/tools/blogs.md").as_slice(), [Item::Card(card)] if card.file.id == "blogs" && card.name.is_some())
    );
    assert!(
        matches!(of("content/pages/a.md").as_slice(), [Item::Text(text)] if text.file.id == "a" && text.title.is_some())
    );
    assert!(
        matches!(of("content/quotes/delay.md").as_slice(), [Item::Quote(quote)] if quote.id.value == "delay" && !quote.whole)
    );
    assert!(matches!(of("charts/delays.yaml").as_slice(), [Item::Chart(chart)] if chart.file.id == "delays"));
    assert!(matches!(of("study.yaml").as_slice(), [Item::Study(_)]));
    assert!(matches!(of("content/topics.yaml").as_slice(), [Item::Unread(Unread::Kind(Kind::Topic))]));
    assert!(matches!(of("content/speakers.csv").as_slice(), [Item::Unread(Unread::Speakers)]));
    assert!(of("content/a.png").is_empty());
}

#[test]
fn a_translation_holds_what_is_translatable_and_its_hash() {
    let pairs = [
        (&card::TRANSLATION, vec![&card::ORGANISATION, &card::TOOL, &card::PRACTICE]),
        (&text::TRANSLATION, vec![&text::CHAPTER, &text::PAGE]),
        (&text::FINDING_TRANSLATION, vec![&text::FINDING]),
    ];
    for (translation, originals) in pairs {
        for original in originals {
            let mut translatable: Vec<&str> =
                original.keys.iter().filter(|key| key.translatable).map(|key| key.name).collect();
            translatable.push("translated_from");
            let keys: Vec<&str> = translation.keys.iter().map(|key| key.name).collect();
            assert_eq!(keys, translatable, "{}", original.name);
            assert!(translation.keys.iter().all(|key| !key.required));
        }
    }
}

/// The tables inside a form.
fn inside(form: &Form, found: &mut Vec<&'static str>) {
    match form {
        Form::Table(table) => found.push(table.name),
        Form::List(form) | Form::MapOf(form) => inside(form, found),
        Form::Either(forms) => forms.iter().for_each(|form| inside(form, found)),
        _ => {}
    }
}

#[test]
fn every_table_is_listed_and_says_what_each_key_means() {
    let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
    for table in TABLES {
        for key in table.keys {
            let meaning = key.meaning;
            assert!(
                !meaning.is_empty() && !meaning.ends_with('.') && !meaning.contains("  "),
                "{}.{}",
                table.name,
                key.name
            );
            assert!(
                table.keys.iter().filter(|other| other.name == key.name).count() == 1,
                "{}.{}",
                table.name,
                key.name
            );
            let taken = |word: &&&str| {
                table
                    .keys
                    .iter()
                    .any(|other| other.name != key.name && (other.name == **word || other.french.contains(word)))
            };
            assert_eq!(key.french.iter().find(taken), None, "{}.{}", table.name, key.name);
            let mut found = Vec::new();
            inside(&key.form, &mut found);
            assert!(found.iter().all(|name| names.contains(name)), "{}.{}: {found:?}", table.name, key.name);
        }
    }
}

/// Kinds of files, for whatever bytes.
const PATHS: [&str; 14] = [
    "study.yaml",
    "content/chapters/01-a.md",
    "content/pages/a.en.md",
    "content/findings/a.md",
    "content/organisations/a.md",
    "content/tools/a/index.en.md",
    "content/practices/a/metrics.yaml",
    "content/quotes/a.md",
    "content/quotes/a.en.md",
    "content/topics.yaml",
    "content/documents.yaml",
    "content/speakers.yaml",
    "content/metrics.yaml",
    "charts/a.yaml",
];

/// Keys and values of every shape, put together without sense.
fn nonsense() -> impl Strategy<Value = String> {
    let keys: Vec<&'static str> = TABLES.iter().flat_map(|table| table.keys).map(|key| key.name).collect();
    let value = prop_oneof![
        Just("a"),
        Just("[a, b]"),
        Just("{a: b}"),
        Just("{fr: a, en: b}"),
        Just("[{id: a}, {label: b, value: 2 h}]"),
        Just(""),
        Just("2012-06"),
        Just("-3"),
        Just("1 to 2 h"),
        Just("true"),
        Just("quote:a"),
        Just("{from: 2, to: 1}"),
        Just("[[], {}, ~]"),
        Just("\"\""),
        Just("{rows: [{label: a, from: 2012, to: 2011}, {}, 3]}"),
        Just("{count: quotes, by: [a, b, c], where: {a: {}}}"),
        Just("{withdrawn: }"),
        Just("{anonymous: {keep: [a]}}"),
        Just("&a [*a]"),
        Just("é\u{301} : \u{a0}"),
    ];
    let entry = (proptest::sample::select(keys), value, 0usize..3);
    proptest::collection::vec(entry, 0..12).prop_map(|entries| {
        entries.into_iter().map(|(key, value, depth)| format!("{}{key}: {value}\n", "  ".repeat(depth))).collect()
    })
}

proptest! {
    #[test]
    fn no_bytes_as_any_kind_of_file_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), path in proptest::sample::select(PATHS.to_vec())) {
        let text = String::from_utf8_lossy(&bytes);
        let parsed = file(&SourcePath::new(path), Some(&text));
        for found in parsed.diagnostics {
            prop_assert!(text.get(found.place.span.start..found.place.span.end).is_some(), "{:?}", found);
        }
    }

    #[test]
    fn no_nonsense_makes_it_panic(yaml in nonsense(), more in nonsense(), words in "[-a#> \n\u{e9}`$*\\[\\]():<]{0,40}", path in proptest::sample::select(PATHS.to_vec())) {
        let text = if path.ends_with(".md") { format!("---\n{yaml}---\n{words}\n---\n{more}---\n{words}") } else { yaml };
        let parsed = file(&SourcePath::new(path), Some(&text));
        for found in parsed.diagnostics {
            prop_assert!(text.get(found.place.span.start..found.place.span.end).is_some(), "{:?} {:?}", found, text);
        }
    }

    #[test]
    fn no_path_makes_it_panic(path in "(content|charts|themes)?(/[a-z0-9._\u{e9} -]{0,12}){0,4}(/index|/metrics|/a|/01-)?(\\.[a-zA-Z]{1,3})?(\\.md|\\.yaml|\\.csv|\\.png)?") {
        let path = SourcePath::new(path);
        let _ = file(&path, Some("a: b\n"));
        let _ = file(&path, None);
    }
}
