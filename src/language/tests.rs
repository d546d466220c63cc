//! Tests of languages, and the embedded ones for the tests of other files.

use std::sync::LazyLock;

use super::*;
use crate::diagnostic::{Diagnostic, SourcePath};

fn raw(path: &str, yaml: &str) -> RawStrings {
    let read = RawStrings::read(&SourcePath::new(path), yaml);
    assert_eq!(messages(&read.diagnostics), Vec::<String>::new());
    read.value
}

fn raw_embedded(code: &str) -> RawStrings {
    raw(&format!("themes/folio/languages/{code}.yaml"), embedded(code).unwrap())
}

static ENGLISH: LazyLock<RawStrings> = LazyLock::new(|| raw_embedded("en"));

fn load(code: &str, files: &[RawStrings]) -> Diagnosed<Language> {
    Language::load(LanguageCode::parse(code).unwrap(), &ENGLISH, files)
}

fn clean(loaded: Diagnosed<Language>) -> Language {
    assert_eq!(messages(&loaded.diagnostics), Vec::<String>::new());
    loaded.value
}

pub(crate) fn english() -> Language {
    clean(load("en", std::slice::from_ref(&ENGLISH)))
}

pub(crate) fn french() -> Language {
    clean(load("fr", &[raw_embedded("fr")]))
}

const GERMAN: &str = r#"
language: {name: "Deutsch", plural: english, typography: neutral}
formats:
  decimal-mark: comma
  group-separator: point
  group-from: 5
  date: {day: "{day}.~{month} {year}"}
  list: {last: "{first} und {last}"}
months: {june: "Juni"}
site: {skip: "Zum Inhalt", page-of: "Seite {page} von {total}"}
kinds:
  quote:
    count: {one: "{n} Zitat", other: "{n} Zitate"}
units:
  hour: {symbol: "Std.", one: "Stunde", other: "Stunden"}
  dog: {one: "Hund", other: "Hunde"}
theme:
  motto: "Wie geht's?"
"#;

/// A third language: a small file, and no Rust.
pub(crate) fn german() -> Language {
    load("de", &[raw("themes/mine/languages/de.yaml", GERMAN)]).value
}

fn messages(diagnostics: &[Diagnostic]) -> Vec<String> {
    let written = |found: &Diagnostic| format!("{}: {}", found.code.name(), found.message);
    diagnostics.iter().map(written).collect()
}

/// What is said about French with a file of a theme over it.
fn said_of(yaml: &str) -> Vec<String> {
    messages(&load("fr", &[raw_embedded("fr"), raw("themes/mine/languages/fr.yaml", yaml)]).diagnostics)
}

#[test]
fn the_embedded_languages_are_complete_and_say_the_same_things() {
    assert_eq!(english().name(), "English");
    assert_eq!(french().name(), "Français");
    assert_eq!(clean(load("de", &[raw_embedded("de")])).name(), "Deutsch");
    assert_eq!(embedded_codes().collect::<Vec<_>>(), ["de", "en", "fr"]);
}

#[test]
fn threads_may_share_a_language() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&french());
}

#[test]
fn words_are_set_in_their_typography() {
    assert_eq!(
        french().text("search.none", &[("query", "tweet")]),
        "Rien n’a été trouvé pour «\u{202f}tweet\u{202f}»."
    );
    assert_eq!(french().text("formats.labelled", &[("label", "A"), ("value", "B")]), "A\u{a0}: B");
    assert_eq!(english().text("quote.quoted", &[("words", "it's")]), "“it's”");
}

#[test]
fn every_word_of_every_language_reads_well_once_set() {
    for language in [english(), french(), clean(load("de", &[raw_embedded("de")]))] {
        for (key, words) in language.strings().filter(|(key, _)| !key.starts_with("language.")) {
            assert!(!words.contains(['\'', '~']) && !words.contains("..."), "{key}: {words}");
            let trimmed = words.trim();
            assert!(words == trimmed, "{key}: {words}");
            assert_eq!(language.set_text(words), words, "{key}");
        }
    }
}

#[test]
fn counts_follow_the_language() {
    assert_eq!(
        [0, 1, 2].map(|n| french().count("kinds.quote.count", n)),
        ["aucune citation", "1 citation", "2 citations"]
    );
    assert_eq!([0, 1].map(|n| french().count("kinds.tool.count", n)), ["0 outil", "1 outil"]);
    assert_eq!([0, 1].map(|n| english().count("kinds.tool.count", n)), ["0 tools", "1 tool"]);
    assert_eq!(french().count("kinds.quote.count", 1234), "1\u{202f}234 citations");
    let total = [("total", "47")];
    assert_eq!(french().count_with("counts.quotes-of", 1, &total), "1 citation sur 47");
}

#[test]
fn a_key_that_no_file_has_is_seen() {
    assert_eq!(english().text("site.nothing", &[]), "site.nothing");
    assert_eq!(english().count("site.nothing", 2), "site.nothing");
    assert!(english().has("kinds.quote.count") && english().has("site.skip") && !english().has("site.nothing"));
}

#[test]
fn a_third_language_needs_only_a_file() {
    let german = german();
    assert_eq!(german.text("site.page-of", &[("page", "1"), ("total", "2")]), "Seite 1 von 2");
    assert_eq!(german.count("kinds.quote.count", 0), "0 Zitate");
    assert_eq!(german.date(DateParts::new(2012, Some(6), Some(3))), "3.\u{a0}Juni 2012");
    assert_eq!(german.list(&["A", "B", "C"]), "A, B und C");
    assert_eq!(german.decimal(2.5, 1), "2,5");
    assert_eq!(german.text("theme.motto", &[]), "Wie geht’s?");
    let dogs = german.unit("dog");
    assert_eq!(german.amount(Amount::Exact(2.0), dogs.as_ref(), Wording::Symbols, 0), "2\u{a0}Hunde");
    assert_eq!(german.text("site.home", &[]), "Home");
}

#[test]
fn a_language_by_a_file_alone_can_be_complete() {
    let file = raw("themes/mine/languages/gsw.yaml", embedded("de").unwrap());
    let language = clean(load("gsw", &[file]));
    assert_eq!(language.date(DateParts::new(2012, Some(6), Some(1))), "1.\u{a0}Juni 2012");
    assert_eq!(language.integer(12_345), "12.345");
    assert_eq!(language.set_text("\"Gut\", sagt sie"), "„Gut“, sagt sie");
    assert_eq!(language.text("site.link-to", &[("title", "A")]), "Dauerhafter Link zu „A“");
}

#[test]
fn what_a_language_lacks_is_said_once() {
    let said = messages(&load("de", &[raw("themes/mine/languages/de.yaml", GERMAN)]).diagnostics);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("missing-strings: `de` has no words for "), "{said:?}");
    assert!(said[0].ends_with(" more"), "{said:?}");
    assert!(!said[0].contains("`units.hour"), "{said:?}");
}

#[test]
fn a_theme_overrides_words_one_by_one() {
    let theme =
        raw("themes/mine/languages/fr.yaml", "site: {home: \"Début\"}\nkinds: {quote: {count: \"{n} extraits\"}}");
    let french = clean(load("fr", &[raw_embedded("fr"), theme]));
    assert_eq!(french.text("site.home", &[]), "Début");
    assert_eq!(french.text("site.search", &[]), "Rechercher");
    assert_eq!([0, 1].map(|n| french.count("kinds.quote.count", n)), ["0 extraits", "1 extraits"]);
}

#[test]
fn mistakes_of_a_language_file_are_found_when_it_is_loaded() {
    assert_eq!(said_of("site: {serach: \"X\"}"), ["unknown-string: no page uses the words `site.serach`"]);
    assert_eq!(
        said_of("site: {page-of: \"Page {pge}\"}"),
        ["invalid-strings: `site.page-of` holds `{pge}`, which nothing fills in"]
    );
    assert_eq!(said_of("site: {home: \"{\"}"), ["invalid-strings: `site.home` has a `{` without its `}`"]);
    assert_eq!(
        said_of("language: {plural: frnch}"),
        ["invalid-strings: `language.plural` is `frnch`, which is none of `english`, `french`, `neutral`"]
    );
    assert_eq!(
        said_of("formats: {group-from: many}"),
        ["invalid-strings: `formats.group-from` is `many`, which is no whole number"]
    );
    assert_eq!(
        messages(&load("xx", &[raw("xx.yaml", "language: {typography: neutral, quotes: \"„“\"}")]).diagnostics)[0],
        "invalid-strings: `language.quotes` is `„“`, which is not four marks parted by spaces"
    );
    assert_eq!(said_of("theme: {anything: \"{x}\"}\nroles: {poet: \"poète\"}"), Vec::<String>::new());
}

#[test]
fn a_mistyped_key_gets_the_nearest_one_at_its_place() {
    let yaml = "site: {serach: \"X\"}";
    let loaded = load("fr", &[raw_embedded("fr"), raw("fr.yaml", yaml)]);
    assert_eq!(loaded.diagnostics[0].help[0], "did you mean `site.search`?");
    assert_eq!(loaded.diagnostics[0].place.span.of(yaml), "\"X\"");
}

#[test]
fn languages_have_names_in_each_other() {
    let code = |text| LanguageCode::parse(text).unwrap();
    assert_eq!(french().name_of(&code("en")), "anglais");
    assert_eq!(english().name_of(&code("pt-br")), "Portuguese");
    assert_eq!(english().name_of(&code("xx")), "xx");
    assert_eq!(french().elisions().filter(|word| *word == "qu").count(), 1);
    assert_eq!(english().elisions().count(), 0);
}

#[test]
fn names_are_sorted_by_the_language() {
    let french = french();
    assert!(french.collation_key("Étude") < french.collation_key("Euro"));
}
