//! Tables as spreadsheets save them, and what their rows declare.

use proptest::prelude::*;

use super::*;
use crate::decode::read::UNKNOWN_KEY;
use crate::diagnostic::SourcePath;
use crate::parse::{self, ParsedFile, ValueEntry};
use crate::study::Evidence;

fn parsed(stem: &str, text: &str) -> Diagnosed<ParsedFile> {
    parse::file(&SourcePath::new(format!("content/{stem}.csv")), Some(text))
}

/// What a table declares, where nothing is to be said about it.
fn items(stem: &str, text: &str) -> Vec<Item> {
    let found = parsed(stem, text);
    assert!(found.diagnostics.is_empty(), "{:?}", found.diagnostics);
    found.value.items
}

/// What is said about a table, and the bytes that it is said about.
fn said(stem: &str, text: &str) -> Vec<(String, String)> {
    let found = parsed(stem, text);
    found.diagnostics.iter().map(|said| (said.message.clone(), said.place.span.of(text).to_owned())).collect()
}

fn card(items: &[Item], index: usize) -> &CardFile {
    match items.get(index) {
        Some(Item::Card(card)) => card,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_row_as_a_french_spreadsheet_saves_it_is_an_organisation() {
    let text = "id;name;summary;topics;source.document;locator;now.name;now.since\r\n\
                ird;\"Institut \"\"de\"\" recherche\";\"Une ligne\nsur deux\";\"veille | annonces\";deck;p. 3;IRD;2020\r\n";
    let items = items("organisations", text);
    let ird = card(&items, 0);
    assert_eq!((ird.kind, ird.file.id.as_str(), ird.span.of(text)), (Kind::Organisation, "ird", "ird"));
    let name = ird.name.as_ref().unwrap().first().unwrap();
    assert_eq!(
        (name.value.as_str(), name.span.of(text)),
        ("Institut \"de\" recherche", "\"Institut \"\"de\"\" recherche\"")
    );
    assert_eq!(ird.summary.as_ref().unwrap().first().unwrap().value, "Une ligne\nsur deux");
    let topics: Vec<(&str, &str)> =
        ird.topics.iter().map(|topic| (topic.value.as_str(), topic.span.of(text))).collect();
    assert_eq!(topics, [("veille", "veille"), ("annonces", "annonces")]);
    let source = ird.source.as_ref().unwrap();
    assert_eq!(source.document.as_ref().unwrap().value, "deck");
    assert_eq!(source.locator.as_ref().unwrap().value, "p. 3");
    let (now, since) = ird.now.as_ref().unwrap();
    assert_eq!((now.value.as_str(), since.as_ref().unwrap().value.year), ("IRD", 2020));
}

#[test]
fn a_part_of_a_cell_has_its_own_place_behind_doubled_quotes() {
    let text = "id,name,also_called\nird,IRD,\"L'\"\"IRD\"\"| Orstom \"\n";
    let items = items("organisations", text);
    let also: Vec<(&str, &str)> =
        card(&items, 0).also_called.iter().map(|name| (name.value.as_str(), name.span.of(text))).collect();
    assert_eq!(also, [("L'\"IRD\"", "L'\"\"IRD\"\""), ("Orstom", "Orstom")]);
}

#[test]
fn a_text_in_another_language_is_a_column_and_a_list_of_one_a_translation() {
    let text = "id,name,name.en,also_called,also_called.en\nird,Institut,Institute,I,\"A|B\"\n";
    let items = items("organisations", text);
    let name = card(&items, 0).name.as_ref().unwrap();
    let texts: Vec<(&str, &str)> =
        name.texts.iter().map(|(language, text)| (language.value.as_str(), text.value.as_str())).collect();
    assert_eq!(texts, [("", "Institut"), ("en", "Institute")]);
    let other = card(&items, 1);
    assert_eq!(
        (other.file.language.as_deref(), other.also_called.len(), other.also_called[0].value.as_str()),
        (Some("en"), 2, "A")
    );
}

#[test]
fn parts_of_several_columns_make_entries_one_by_one() {
    let text = "id,name,tools,tools.evidence,tools.status,links.url,links.label\n\
                ird,IRD,blogs|wikis,|inferred,planned|,https://example.org,Son site\n";
    let items = items("organisations", text);
    let tools: Vec<(&str, Option<Evidence>, Option<&str>)> = card(&items, 0)
        .tools
        .iter()
        .map(|tool| {
            let status = tool.status.as_ref().map(|status| status.value.as_str());
            (tool.id.value.as_str(), tool.evidence.as_ref().map(|evidence| evidence.value), status)
        })
        .collect();
    assert_eq!(tools, [("blogs", None, Some("planned")), ("wikis", Some(Evidence::Inferred), None)]);
    let [link] = card(&items, 0).links.as_slice() else { panic!() };
    assert_eq!(link.label.as_ref().unwrap().first().unwrap().value, "Son site");
}

#[test]
fn the_words_of_a_quote_keep_their_lines_and_have_translations() {
    let text = "id;organisation;words;words.en\r\nun;ird;\"=Un mot.\r\n\r\nPuis --- rien.\";A word.\r\n";
    let items = items("quotes", text);
    let [Item::Quote(quote), Item::QuoteTranslation(translation)] = items.as_slice() else { panic!("{items:?}") };
    assert_eq!(quote.words.value.raw(), "=Un mot.\n\nPuis --- rien.");
    assert_eq!((translation.id.value.as_str(), translation.language.as_str()), ("un", "en"));
    assert_eq!(translation.words.value.raw(), "A word.");
}

#[test]
fn a_relation_has_the_places_of_its_ends() {
    let text = "organisation,tool,practice,status,note.en\nird,blogs,,planned,So\n,blogs,watch,,\n";
    let items = items("relations", text);
    let ends: Vec<(Kind, &str, Kind, &str, Span)> = items
        .iter()
        .map(|item| match item {
            Item::Relation(row) => {
                (row.from_kind, row.from.value.as_str(), row.to_kind, row.entry.id.value.as_str(), row.entry.id.span)
            }
            other => panic!("{other:?}"),
        })
        .collect();
    let [(Kind::Organisation, "ird", Kind::Tool, "blogs", one), (Kind::Tool, "blogs", Kind::Practice, "watch", other)] =
        ends.as_slice()
    else {
        panic!("{ends:?}")
    };
    assert_eq!((one.of(text), other.of(text)), ("blogs", "watch"));
}

#[test]
fn a_value_may_have_decimals_behind_a_comma_where_commas_part_no_cells() {
    let value = |text: &str| match items("observations", text).as_slice() {
        [Item::Observation(entry)] => match &entry.value {
            Some(ValueEntry::Said(said)) => said.value.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!(value("owner;metric;value\nird;delay;2,5 h\n"), "2.5 h");
    assert_eq!(value("owner\tmetric\tvalue\nird\tdelay\t1,5 to 2\n"), "1.5 to 2");
    assert_eq!(value("owner,metric,value\nird,delay,\"2,5 h\"\n"), "2,5 h", "it is asked about where values are read");
    assert_eq!(value("metric;value\ndelay;12,000\n"), "12,000", "it may be twelve thousand");
}

#[test]
fn a_table_without_owners_is_the_study_s() {
    let items = items("observations", "metric;value;owner\ndelay;2;study\n");
    assert!(matches!(items.as_slice(), [Item::Observation(entry)] if entry.owner == OwnerEntry::Study));
}

#[test]
fn a_table_that_cannot_be_read_leaves_nothing_unknown() {
    let path = SourcePath::new("content/tools.csv");
    let unread =
        |found: ParsedFile| found.items.iter().any(|item| matches!(item, Item::Unread(Unread::Kind(Kind::Tool))));
    assert!(unread(parse::file(&path, None).value), "what is wrong was said when it was read");
    assert!(unread(parsed("tools", "").value));
    assert!(unread(parsed("tools", "id,name\nblogs\n").value));
    assert!(!unread(parsed("tools", "id,name\nblogs,Blogs\n").value));
}

#[test]
fn rows_beyond_the_bound_are_counted() {
    let text = format!("id,name\n{}", "a,A\n".repeat(MOST_ROWS + 5));
    let found = parsed("tools", &text);
    assert_eq!(found.diagnostics[0].message, "this table has 100005 rows, and 100000 are read at most");
    assert_eq!(found.diagnostics[0].place.span.start, text.len() - 5 * 4);
    assert_eq!(found.value.items.len(), MOST_ROWS);
}

#[test]
fn every_key_of_every_kind_is_a_column() {
    for catalogue in &CATALOGUES {
        let columns = catalogue.columns();
        for key in catalogue.keys() {
            assert!(columns.iter().any(|(_, of)| of.name == key.name), "{}: {}", catalogue.stem, key.name);
        }
        for (column, key) in columns {
            let typed = column.replace("LANGUAGE", "en").replace("NAME", "own");
            let text = format!("{typed}\n");
            let found = parsed(catalogue.stem, &text);
            let unknown = found.diagnostics.iter().find(|said| said.code == UNKNOWN_KEY.code);
            assert!(unknown.is_none(), "{}: {column} of {}: {unknown:?}", catalogue.stem, key.name);
        }
    }
}

/// The table of the documentation, made of the tables of keys.
fn documented() -> String {
    let row = |catalogue: &Catalogue| {
        let columns = catalogue.columns();
        let is_there = |name: &str| columns.iter().any(|(column, _)| column == name);
        let shown = |(column, key): &(String, &'static Key)| {
            let language = if is_there(&format!("{column}.LANGUAGE")) { "[.LANGUAGE]" } else { "" };
            let bold = if key.required && *column == key.name { "**" } else { "" };
            format!("{bold}`{column}{language}`{bold}")
        };
        let own = columns.iter().filter(|(column, _)| !column.ends_with(".LANGUAGE"));
        let columns: Vec<String> = own.map(shown).collect();
        format!("| `content/{}.csv` | {} |\n", catalogue.stem, columns.join(" "))
    };
    format!(
        "| table | its columns; those in bold are needed |\n|---|---|\n{}",
        CATALOGUES.iter().map(row).collect::<String>()
    )
}

#[test]
fn the_documentation_lists_every_column() {
    let format = include_str!("../../../docs/study-format.md");
    let table = format.split("<!-- table: columns -->\n").nth(1).unwrap().split("\n\n").next().unwrap();
    assert_eq!(
        format!("{table}\n"),
        documented(),
        "the table of columns in docs/study-format.md should be:\n{}",
        documented()
    );
}

#[test]
fn a_column_is_said_once_and_what_it_means_is_not_missed() {
    assert_eq!(
        said("tools", "identifiant,nom\nblogs,Blogs\n,\n"),
        [
            ("a table of tools has no column `identifiant`".to_owned(), "identifiant".to_owned()),
            ("a table of tools has no column `nom`".to_owned(), "nom".to_owned()),
        ]
    );
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_each_place_is_in_the_text(
        stem in prop::sample::select(CATALOGUES.iter().map(|catalogue| catalogue.stem).collect::<Vec<_>>()),
        text in "(id|name|words|tools|tools\\.id|links\\.url|name\\.en|organisation|owner|metric|value|source|a|é|=|[|,;\"\r\n. ]){0,40}",
    ) {
        for said in parsed(stem, &text).diagnostics {
            prop_assert!(text.get(said.place.span.start..said.place.span.end).is_some(), "{said:?}");
        }
    }
}
