//! What is added to a study, and what is refused.

use super::*;
use crate::parse::{self, ParsedFile};
use crate::resolve;
use crate::source::Sources;
use crate::study::Kind;

fn study() -> Sources {
    Sources::in_memory([
        ("study.yaml", "title: \"Étude\"\nlanguages: [fr, en]\nconsent: each-quote\npublished: 2026\n"),
        ("content/organisations/hilltop.md", "---\nname: Hilltop\n---\n"),
        ("content/tools/newsletter.md", "---\nname: Lettre\n---\n"),
        ("content/documents.yaml", "talks:\n  title: \"Entretiens\"\n"),
        ("content/topics.yaml", "# Les thèmes.\nanswers:\n  label: \"Réponses\"\n  order: 3 # le dernier"),
        ("content/speakers.yaml", "librarian:\r\n  role: \"Bibliothécaire\"\r\n"),
        ("content/metrics.yaml", "letters:\n  label: \"Lettres\"\n  kind: count\n  unit: item\n"),
        ("content/quotes/one.md", "---\norganisation: hilltop\n---\nUn.\n"),
        ("content/chapters/07-last.md", "# Dernier\n"),
        ("content/findings/first.md", "---\norder: 4\nrests_on: [quote:one]\n---\n# Premier\n"),
    ])
}

fn add_to(sources: &Sources, wanted: &Wanted) -> Result<Addition, Refusal> {
    let files: Vec<ParsedFile> =
        sources.iter().map(|file| parse::file(&file.path, file.text.as_deref()).value).collect();
    let model = resolve::model(&files.iter().collect::<Vec<_>>(), sources).value;
    add(&Ground { model: &model, sources }, wanted)
}

fn wanted(id: &str, words: &str, what: What) -> Wanted {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Wanted { id: some(id), words: some(words), translations: Vec::new(), what }
}

fn quote() -> Quote {
    Quote {
        by: Voice::Organisation("hilltop".to_owned()),
        speaker: None,
        document: None,
        locator: None,
        language: None,
        date: None,
        tools: Vec::new(),
        practices: Vec::new(),
        topics: Vec::new(),
        consent: None,
        translator: None,
    }
}

fn card(kind: Kind) -> Card {
    let none = Vec::new;
    Card { kind, summary: None, topics: none(), tools: none(), practices: none(), document: None, locator: None }
}

fn matter(kind: Kind) -> Matter {
    Matter { kind, summary: None, topics: Vec::new(), rests_on: Vec::new(), scope: None }
}

fn topic(id: &str) -> Wanted {
    wanted(id, "Le travail", What::Topic(Topic { summary: None, parent: None }))
}

/// The files that are written, each as its path and its text.
fn files(wanted: &Wanted) -> Vec<(String, String)> {
    let addition = add_to(&study(), wanted).unwrap();
    addition.files.into_iter().map(|file| (file.path.to_string(), file.after)).collect()
}

fn file(path: &str, text: &str) -> (String, String) {
    (path.to_owned(), text.to_owned())
}

fn refused(wanted: &Wanted) -> (String, String) {
    let refusal = add_to(&study(), wanted).unwrap_err();
    (refusal.words, refusal.help)
}

fn said(words: &str, help: &str) -> (String, String) {
    (words.to_owned(), help.to_owned())
}

#[test]
fn a_quote_needs_its_organisation_and_its_words_alone() {
    let wanted =
        wanted("", "  L'été, nous ne publions \"rien\"\r\nde neuf.\r\n---\r\n\r\nJamais.\n", What::Quote(quote()));
    let expected = "---\norganisation: hilltop\nsource: {document: talks}\n---\nL'été, nous ne publions \"rien\"\nde neuf.\n\\---\n\nJamais.\n";
    assert_eq!(files(&wanted), [file("content/quotes/l-ete-nous-ne-publions-rien.md", expected)]);
    let notes = add_to(&study(), &wanted).unwrap().notes;
    assert_eq!(notes, ["it is withheld until its file says `consent: granted`"]);
}

#[test]
fn a_quote_takes_all_its_keys_and_its_translations() {
    let quote = Quote {
        by: Voice::Unknown("sans \"nom\"".to_owned()),
        speaker: Some("librarian".to_owned()),
        document: Some("talks".to_owned()),
        locator: Some("p. 2, haut".to_owned()),
        language: Some("en".to_owned()),
        date: Some("2026-03".to_owned()),
        tools: vec!["newsletter".to_owned()],
        topics: vec!["answers".to_owned()],
        consent: Some("granted".to_owned()),
        translator: Some("Anne".to_owned()),
        ..quote()
    };
    let wanted =
        Wanted { translations: vec![("fr".to_owned(), "Deux".to_owned())], ..wanted("two", "Two", What::Quote(quote)) };
    let expected = "---\nattribution:\n  unknown: 'sans \"nom\"'\nspeaker: librarian\n\
                    source: {document: talks, locator: \"p. 2, haut\"}\nlanguage: en\ndate: 2026-03\n\
                    tools: [newsletter]\ntopics: [answers]\nconsent: granted\n---\nTwo\n";
    let translation = "---\nby: \"Anne\"\n---\nDeux\n";
    assert_eq!(
        files(&wanted),
        [file("content/quotes/two.md", expected), file("content/quotes/two.fr.md", translation)]
    );
}

#[test]
fn an_id_made_of_words_is_free_and_never_reserved() {
    let id = |words: &str| add_to(&study(), &wanted("", words, What::Quote(quote()))).map(|addition| addition.id);
    assert_eq!(id("One"), Ok("one-2".to_owned()));
    assert_eq!(id("one two three four five six seven"), Ok("one-two-three-four-five-six".to_owned()));
    let long = format!("{} b c", "a".repeat(70));
    assert_eq!(id(&long), Ok("a".repeat(70)));
    assert_eq!(id("日本").unwrap_err().help, "give one by --id");
    assert_eq!(id(" \n ").unwrap_err().words, "a quote has no words");
}

#[test]
fn what_is_not_there_gets_its_right_spelling() {
    let by = |id: &str| wanted("", "Un", What::Quote(Quote { by: Voice::Organisation(id.to_owned()), ..quote() }));
    assert_eq!(refused(&by("hiltop")), said("no organisation has the id `hiltop`", "did you mean `hilltop`?"));
    assert_eq!(refused(&by("x")), said("no organisation has the id `x`", "there are: `hilltop`"));
    let practice = Quote { practices: vec!["x".to_owned()], ..quote() };
    assert_eq!(
        refused(&wanted("", "Un", What::Quote(practice))),
        said("no practice has the id `x`", "there is none yet; `florilege new practice ID` adds a practice")
    );
    let rests_on = |typed: &str| {
        let matter = Matter { rests_on: vec![typed.to_owned()], ..matter(Kind::Finding) };
        refused(&wanted("new", "", What::Matter(matter)))
    };
    assert_eq!(rests_on("one"), said("`one` does not say what it is", "write the kind before the id, as `quote:one`"));
    assert_eq!(rests_on("qoute:one").1, "did you mean `quote:one`?");
    assert_eq!(rests_on("quote:on"), said("no quote has the id `on`", "did you mean `one`?"));
}

#[test]
fn an_id_is_spelt_right_and_free() {
    let organisation = |id: &str| refused(&wanted(id, "", What::Card(card(Kind::Organisation))));
    assert_eq!(
        organisation("Île de France"),
        said("`Île de France` is no id", "write `ile-de-france`; what the organisation is called may have any letters")
    );
    assert_eq!(
        organisation("hilltop"),
        said(
            "there is an organisation `hilltop` already, in content/organisations/hilltop.md",
            "choose another id, or write in that file"
        )
    );
    assert!(organisation("study").0.contains("the study as a whole"));
    assert!(organisation("index").0.contains("the page that lists"));
    assert_eq!(refused(&topic("answers")).0, "there is a topic `answers` already, in content/topics.yaml");
}

#[test]
fn an_organisation_has_its_relations_and_the_translation_of_its_name() {
    let card = Card {
        tools: vec!["newsletter".to_owned()],
        document: Some("talks".to_owned()),
        locator: Some("p. 2".to_owned()),
        summary: Some("Une bibliothèque.".to_owned()),
        ..card(Kind::Organisation)
    };
    let wanted = Wanted {
        translations: vec![("en".to_owned(), "Riverside Library".to_owned())],
        ..wanted("riverside", "Bibliothèque « Riverside »: la petite", What::Card(card))
    };
    let expected = "---\nname: \"Bibliothèque « Riverside »: la petite\"\nsummary: \"Une bibliothèque.\"\n\
                    tools:\n  - {id: newsletter, source: {document: talks, locator: \"p. 2\"}}\n---\n";
    assert_eq!(
        files(&wanted),
        [
            file("content/organisations/riverside.md", expected),
            file("content/organisations/riverside.en.md", "---\nname: \"Riverside Library\"\n---\n"),
        ]
    );
}

#[test]
fn a_name_is_made_of_the_id_and_that_is_said() {
    let addition = add_to(&study(), &wanted("reading-circle", "", What::Card(card(Kind::Tool)))).unwrap();
    assert!(addition.files[0].after.contains("name: \"Reading circle\"\n# summary: \"Une phrase"));
    assert_eq!(addition.notes, ["its name is made of its id; mend it there, or give it by --name"]);
}

#[test]
fn chapters_and_findings_come_behind_the_last_one() {
    assert_eq!(
        files(&wanted("then", "Et *après* ?", What::Matter(matter(Kind::Chapter)))),
        [file("content/chapters/08-then.md", "# Et \\*après\\* ?\n")]
    );
    let finding =
        Matter { rests_on: vec!["quote:one".to_owned()], scope: Some("1 sur 1".to_owned()), ..matter(Kind::Finding) };
    assert_eq!(
        files(&wanted("second", "Deux", What::Matter(finding))),
        [file("content/findings/second.md", "---\norder: 5\nrests_on: [quote:one]\nscope: \"1 sur 1\"\n---\n# Deux\n")]
    );
}

#[test]
fn an_entry_goes_to_the_end_and_comments_stay() {
    let wanted = Wanted { translations: vec![("en".to_owned(), "Work".to_owned())], ..topic("work") };
    let addition = add_to(&study(), &wanted).unwrap();
    let expected = "# Les thèmes.\nanswers:\n  label: \"Réponses\"\n  order: 3 # le dernier\n\
                    work:\n  label:\n    fr: \"Le travail\"\n    en: \"Work\"\n  order: 4\n";
    assert_eq!((addition.files[0].after.as_str(), addition.files[0].line), (expected, 5));
    assert!(addition.files[0].before.is_some());
    let speaker = wanted_speaker("reader");
    let added = add_to(&study(), &speaker).unwrap().files.remove(0).after;
    assert_eq!(added, "librarian:\r\n  role: \"Bibliothécaire\"\r\nreader:\r\n  role: \"Reader\"\r\n");
}

fn wanted_speaker(id: &str) -> Wanted {
    wanted(id, "", What::Speaker(Speaker { organisation: None }))
}

#[test]
fn the_first_entry_makes_the_file() {
    let sources = study().without("content/topics.yaml");
    let addition = add_to(&sources, &topic("work")).unwrap();
    assert_eq!(addition.files[0].after, "work:\n  label: \"Le travail\"\n  order: 1\n");
    assert_eq!((addition.files[0].before.as_deref(), addition.files[0].line), (None, 1));
}

#[test]
fn translations_are_into_other_languages_of_the_study() {
    let into = |language: &str| {
        let wanted = Wanted { translations: vec![(language.to_owned(), "x".to_owned())], ..topic("work") };
        refused(&wanted).0
    };
    assert_eq!(into("fr"), "`fr` is the language that it is written in");
    assert_eq!(into("de"), "`de` is no language of the study");
    let twice = [("en".to_owned(), "x".to_owned()), ("en".to_owned(), "y".to_owned())];
    let twice = Wanted { translations: twice.to_vec(), ..topic("work") };
    assert_eq!(refused(&twice).0, "there are two translations into `en`");
    let empty = Wanted { translations: vec![("en".to_owned(), " ".to_owned())], ..topic("work") };
    assert_eq!(refused(&empty).0, "the translation into `en` is empty");
    assert_eq!(refused(&Wanted { words: Some(String::new()), ..topic("work") }).0, "its name is empty");
}

#[test]
fn a_chart_shows_what_its_kind_is_for() {
    let chart = |kind: &str, data: Data| {
        wanted("new", "Titre", What::Chart(Chart { kind: kind.to_owned(), data, by: Vec::new() }))
    };
    let data = |kind: &str, data: Data| {
        let text = files(&chart(kind, data)).remove(0).1;
        text.lines().find(|line| line.starts_with("data:")).unwrap().to_owned()
    };
    assert_eq!(data("bar", Data::AsFits), "data: {count: quotes, by: organisation}");
    assert_eq!(data("matrix", Data::AsFits), "data: {count: quotes, by: [organisation, tool]}");
    assert_eq!(data("number", Data::AsFits), "data: {count: quotes}");
    let letters = || Data::Metrics(vec!["letters".to_owned()]);
    assert_eq!(data("line", letters()), "data: {metric: letters, by: date}");
    assert_eq!(data("bar", letters()), "data: {metric: letters, by: organisation}");
    assert!(files(&chart("timeline", Data::AsFits))[0].1.contains("draft: true\n# Des lignes d'exemple"));
    assert_eq!(
        refused(&chart("line", Data::AsFits)),
        said("a chart of the kind `line` shows the values of a metric", "add --metric ID; there are: `letters`")
    );
    assert_eq!(refused(&chart("scatter", Data::AsFits)).1, "add --metric ID --metric ID; there are: `letters`");
    assert_eq!(refused(&chart("bra", Data::AsFits)).1, "did you mean `bar`?");
    assert!(refused(&chart("pie", Data::AsFits)).1.starts_with("the kinds are bar, "));
}
