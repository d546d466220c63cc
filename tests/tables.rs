//! A study in tables and the same study in files make the same site, byte for byte.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use florilege::diagnostic::report::text;
use florilege::pipeline::{self, Built, Memos, Options, Size};
use florilege::site::MemoryStore;
use florilege::source::Sources;

const STUDY: &str = "title: {fr: \"Cas inventé\", en: \"Made-up case\"}\nlanguages: [fr, en]\nconsent: public-sources\npublished: 2020\nstatuses: \
                     {abandoned: {fr: Abandonné, en: Given up}}\n";

/// As French spreadsheets save them: with a mark, semicolons and carriage returns.
fn tables() -> Vec<(&'static str, String)> {
    let sheet = |lines: &[&str]| format!("\u{feff}{}\r\n", lines.join("\r\n"));
    vec![
        ("study.yaml", STUDY.to_owned()),
        (
            "content/organisations.csv",
            sheet(&[
                "id;name;name.en;also_called;also_called.en;summary;summary.en;topics;links.url;links.label;identifiers.wikidata;document;locator;now.name;now.since;old_addresses",
                "alpha;\"Institut \"\"Alpha\"\"\";Alpha Institute;IA|I. Alpha;AI;Un.;One.;veille|annonces;https://example.org|https://example.org/b;Site|;Q1;deck;p. 3;Alpha-Bêta;2019;anciens/alpha.html",
                "beta;Bêta;;;;;;;;;;;;;;",
            ]),
        ),
        (
            "content/tools.csv",
            sheet(&["id;name;tools;tools.as;practices", "blogs;Blogs;;;watch", "wikis;Wikis;blogs;part-of;"]),
        ),
        ("content/practices.csv", sheet(&["id;name;summary;summary.en", "watch;Veille;Lire;Reading"])),
        (
            "content/relations.csv",
            sheet(&[
                "organisation;tool;practice;status;evidence;document;locator;note;note.en",
                "alpha;blogs;;planned;inferred;deck;p. 2;Bientôt;Soon",
                "alpha;blogs;;;external;deck;p. 9;;",
                "beta;;watch;abandoned;;;;;",
                ";wikis;watch;;;deck;;;",
            ]),
        ),
        (
            "content/topics.csv",
            sheet(&[
                "id;label;label.en;order;parent",
                "veille;Veille;Monitoring;2;annonces",
                "annonces;Annonces;News;1;",
            ]),
        ),
        (
            "content/documents.csv",
            sheet(&[
                "id;title;title.en;kind;date;url;retrieved",
                "deck;Diapo;Deck;deck;2012-06;https://example.org/d;2020-01-02",
            ]),
        ),
        ("content/speakers.csv", sheet(&["id;role;role.en;organisation", "p1;Chercheuse;Researcher;alpha"])),
        (
            "content/metrics.csv",
            sheet(&[
                "id;label;label.en;kind;unit;unit.en;values.oui;values.oui.en;segments.hiver;segments.hiver.en;conversions.hour/day",
                "duree;Durée;Duration;duration;hour;;;;Hiver;Winter;8",
                "mots;Mots;Words;count;mot;word;;;;;",
                "avis;Avis;View;category;;;Oui;Yes;;;",
            ]),
        ),
        (
            "content/observations.csv",
            sheet(&[
                "owner;metric;value;unknown;unknown.en;date;document;locator;evidence;segment;tool;quotes;base;respondent",
                "alpha;duree;2,5 h;;;2012-06;deck;p. 1;;hiver;blogs;un|deux;;",
                "tool:blogs;duree;1 to 2 h/day;;;;deck;;inferred;;;;;",
                "alpha;mots;;perdu;lost;;deck;;;;;;;",
                "beta;avis;oui;;;;deck;;;;;;;",
                "study;mots;about 12;;;;deck;;;;;;;unnamed",
            ]),
        ),
        (
            "content/quotes.csv",
            sheet(&[
                "id;organisation;attribution.unknown;attribution.unknown.en;speaker;words;words.en;document;locator;language;date;evidence;tools;topics;inferred.practices;inferred.why;inferred.why.en;foreign.en;note;note.en;consent;draft",
                "un;alpha;;;p1;\"Un mot [sic], \"\"live\"\".\n\nPuis *rien*.\";A word.;deck;p. 1;fr;2012;;blogs|wikis;veille;watch;Parce que;Because;live;À voir;To see;granted;",
                "deux;;La source se tait;Nobody says;;Deux mots.;Two words.;deck;;;;external;;annonces;;;;;;;;",
                "trois;beta;;;;Trois.;;deck;;;;;;;;;;;;;withheld;",
                "quatre;beta;;;;Quatre.;;deck;;;;;;;;;;;;;;true",
            ]),
        ),
    ]
}

fn files() -> Vec<(&'static str, String)> {
    let owned = |files: &[(&'static str, &str)]| files.iter().map(|(path, text)| (*path, (*text).to_owned())).collect();
    owned(&[
        ("study.yaml", STUDY),
        (
            "content/organisations/alpha.md",
            "---\nname: 'Institut \"Alpha\"'\nalso_called: [IA, I. Alpha]\nsummary: {fr: Un., en: One.}\ntopics: [veille, annonces]\n\
             tools:\n  - {id: blogs, status: planned, evidence: inferred, source: {document: deck, locator: p. 2}, note: {fr: Bientôt, en: Soon}}\n  \
             - {id: blogs, evidence: external, source: {document: deck, locator: p. 9}}\n\
             links:\n  - {url: \"https://example.org\", label: Site}\n  - {url: \"https://example.org/b\"}\nidentifiers: {wikidata: Q1}\n\
             source: {document: deck, locator: p. 3}\nnow: {name: Alpha-Bêta, since: 2019}\nold_addresses: [anciens/alpha.html]\n---\n",
        ),
        ("content/organisations/alpha.en.md", "---\nname: Alpha Institute\nalso_called: [AI]\n---\n"),
        ("content/organisations/beta.md", "---\nname: Bêta\npractices: [{id: watch, status: abandoned}]\n---\n"),
        ("content/tools/blogs.md", "---\nname: Blogs\npractices: [{id: watch}]\n---\n"),
        (
            "content/tools/wikis.md",
            "---\nname: Wikis\ntools: [{id: blogs, as: part-of}]\npractices: [{id: watch, source: {document: deck}}]\n---\n",
        ),
        ("content/practices/watch.md", "---\nname: Veille\nsummary: {fr: Lire, en: Reading}\n---\n"),
        (
            "content/topics.yaml",
            "veille: {label: {fr: Veille, en: Monitoring}, order: 2, parent: annonces}\nannonces: {label: {fr: Annonces, en: News}, order: 1}\n",
        ),
        (
            "content/documents.yaml",
            "deck: {title: {fr: Diapo, en: Deck}, kind: deck, date: 2012-06, url: \"https://example.org/d\", retrieved: 2020-01-02}\n",
        ),
        ("content/speakers.yaml", "p1: {role: {fr: Chercheuse, en: Researcher}, organisation: alpha}\n"),
        (
            "content/metrics.yaml",
            "duree: {label: {fr: Durée, en: Duration}, kind: duration, unit: hour, segments: {hiver: {fr: Hiver, en: Winter}}, conversions: {hour/day: 8}}\n\
             mots: {label: {fr: Mots, en: Words}, kind: count, unit: {fr: mot, en: word}}\n\
             avis: {label: {fr: Avis, en: View}, kind: category, values: {oui: {fr: Oui, en: \"Yes\"}}}\n",
        ),
        (
            "content/organisations/alpha/metrics.yaml",
            "duree: {value: 2.5 h, date: 2012-06, source: {document: deck, locator: p. 1}, segment: hiver, tool: blogs, quotes: [un, deux]}\n\
             mots: {unknown: {fr: perdu, en: lost}, source: {document: deck}}\n",
        ),
        ("content/organisations/beta/metrics.yaml", "avis: {value: oui, source: {document: deck}}\n"),
        (
            "content/tools/blogs/metrics.yaml",
            "duree: {value: 1 to 2 h/day, source: {document: deck}, evidence: inferred}\n",
        ),
        ("content/observations.yaml", "mots: {value: about 12, source: {document: deck}, respondent: unnamed}\n"),
        (
            "content/quotes/quotes.md",
            "---\nid: un\norganisation: alpha\nspeaker: p1\nsource: {document: deck, locator: p. 1}\nlanguage: fr\ndate: 2012\ntools: [blogs, wikis]\n\
             topics: [veille]\ninferred: {practices: [watch], why: {fr: Parce que, en: Because}}\nforeign: {en: [live]}\nnote: {fr: À voir, en: To see}\n\
             consent: granted\n---\nUn mot [sic], \"live\".\n\nPuis *rien*.\n\n\
             ---\nid: deux\nattribution: {unknown: {fr: La source se tait, en: Nobody says}}\nsource: {document: deck}\nevidence: external\ntopics: [annonces]\n---\n\
             Deux mots.\n\n---\nid: trois\norganisation: beta\nsource: {document: deck}\nconsent: withheld\n---\nTrois.\n\n\
             ---\nid: quatre\norganisation: beta\nsource: {document: deck}\ndraft: true\n---\nQuatre.\n",
        ),
        ("content/quotes/quotes.en.md", "---\nid: un\n---\nA word.\n---\nid: deux\n---\nTwo words.\n"),
    ])
}

fn build(files: Vec<(&'static str, String)>) -> (Built, MemoryStore, String) {
    let sources = Sources::in_memory(files);
    let store = MemoryStore::default();
    let options = Options { size: Size::AsWritten, ..Options::default() };
    let built = pipeline::build(&sources, &options, &Memos::default(), &store).unwrap();
    let said = text::short(&built.diagnostics, &built.texts(&sources));
    (built, store, said)
}

#[test]
fn tables_and_files_make_the_same_site() {
    let (of_tables, in_tables, said) = build(tables());
    assert_eq!(said, "", "the tables are right");
    let (of_files, in_files, said) = build(files());
    assert_eq!(said, "", "the files are right");
    let routes = |built: &Built| built.site.iter().map(|(route, _)| route.clone()).collect::<Vec<_>>();
    assert_eq!(routes(&of_tables), routes(&of_files));
    let differing: Vec<String> = routes(&of_tables)
        .into_iter()
        .filter(|route| in_tables.get(route) != in_files.get(route))
        .map(|route| route.as_str().to_owned())
        .collect();
    assert!(differing.is_empty(), "{differing:?}");
    assert!(of_tables.pages() > 40, "only {} pages", of_tables.pages());
}
