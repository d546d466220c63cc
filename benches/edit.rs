//! What an edit of a large study costs until browsers are shown it, stage by stage.
//!
//! `cargo bench --bench edit`. The study is made up: 2,280 quotes of 57 organisations in 23 files, about 2,400 pages. One
//! quote is edited, and one reader looks at its page. `an_edit` is the whole way from the changed text to the page; the
//! other names are its stages. From a write on a disk to a browser, `tests/serve/measure.mjs` measures.

#![allow(clippy::unwrap_used, reason = "a bench may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use divan::{Bencher, black_box};
use florilege::analysis::Analysis;
use florilege::diagnostic::SourcePath;
use florilege::language::Language;
use florilege::page::{self, Book};
use florilege::parse::{self, ParsedFile};
use florilege::pipeline::{self, Audience, Memos, Options};
use florilege::resolve::{self, Model, publishable};
use florilege::site::{Entry, MemoryStore, Route};
use florilege::source::Sources;
use florilege::study::Study;
use florilege::theme;

/// As the program has it.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const QUOTES: usize = 2_280;
const IN_A_FILE: usize = 100;
const ORGANISATIONS: usize = 57;
const TOOLS: usize = 30;
const TOPICS: usize = 20;
const EDITED: &str = "content/quotes/file-3.md";
const LOOKED_AT: &str = "quotes/propos-250.html";

fn main() {
    divan::main();
}

/// The study, with a mark among the words of the quote that is edited.
fn study(mark: usize) -> Sources {
    let mut files: Vec<(String, String)> = vec![(
        "study.yaml".to_owned(),
        "title: Étude inventée\nlanguages: [fr]\nconsent: public-sources\npublished: 2020\n".to_owned(),
    )];
    let card =
        |kind: &str, id: &str| (format!("content/{kind}/{id}.md"), format!("---\nname: Nom {id}\n---\nInventé.\n"));
    files.extend((0..ORGANISATIONS).map(|n| card("organisations", &format!("organisme-{n}"))));
    files.extend((0..TOOLS).map(|n| card("tools", &format!("outil-{n}"))));
    let topics = (0..TOPICS).map(|n| format!("theme-{n}:\n  label: Thème inventé {n}\n")).collect();
    files.push(("content/topics.yaml".to_owned(), topics));
    let document = "corpus:\n  title: Entretiens inventés\n  kind: transcript\n";
    files.push(("content/documents.yaml".to_owned(), document.to_owned()));
    let quotes: Vec<usize> = (1..=QUOTES).collect();
    for (number, some) in (1..).zip(quotes.chunks(IN_A_FILE)) {
        let entries: String = some.iter().map(|n| quote(*n, mark)).collect();
        let defaults = "---\ndefaults:\n  source: {document: corpus}\n---\n";
        files.push((format!("content/quotes/file-{number}.md"), format!("{defaults}{entries}")));
    }
    Sources::in_memory(files)
}

/// A quote of 45 words, as long as those of a transcript.
fn quote(n: usize, mark: usize) -> String {
    // Steps that have no divisor in common with what they go through, so that every pair comes about.
    let (organisation, tool, topic) = (n * 37 % ORGANISATIONS, n * 17 % TOOLS, n * 7 % TOPICS);
    let mark = if n == 250 { mark } else { 0 };
    let word = |at: usize| ["réseau", "message", "outil", "public", "réponse", "l'équipe", "temps"][(n * at + at) % 7];
    let words: Vec<&str> = (1..45).map(word).collect();
    format!(
        "---\nid: propos-{n}\norganisation: organisme-{organisation}\ntools: [outil-{tool}]\ntopics: [theme-{topic}]\n\
         locator: l. {n}\n---\nMesure {mark} : {}.\n",
        words.join(" ")
    )
}

/// The study's files, parsed.
fn parsed() -> Vec<ParsedFile> {
    study(0).iter().map(|file| parse::file(&file.path, file.text.as_deref()).value).collect()
}

fn model() -> Model {
    let (files, sources) = (parsed(), study(0));
    resolve::model(&files.iter().collect::<Vec<_>>(), &sources).value
}

fn published() -> Study {
    publishable::study(&model(), None).value
}

/// Looks at one page, and goes when it is shown.
struct Reader {
    route: Route,
    has_seen: AtomicBool,
}

impl Audience for Reader {
    fn watches(&self) -> BTreeSet<Route> {
        BTreeSet::from([self.route.clone()])
    }

    fn show(&self, ahead: Vec<(Route, Entry)>) {
        assert!(ahead.iter().any(|(route, _)| *route == self.route));
        self.has_seen.store(true, Ordering::SeqCst);
    }

    fn has_moved_on(&self) -> bool {
        self.has_seen.load(Ordering::SeqCst)
    }
}

#[divan::bench]
fn an_edit(bencher: Bencher<'_, '_>) {
    let (memos, store) = (Memos::default(), MemoryStore::default());
    let built = pipeline::build(&study(0), &Options::default(), &memos, &store).unwrap();
    assert!(built.pages() > QUOTES, "{:?}", built.diagnostics.first());
    let marks = AtomicUsize::new(1);
    let edited = || study(marks.fetch_add(1, Ordering::SeqCst));
    bencher.with_inputs(edited).bench_local_values(|sources| {
        let reader = Reader { route: Route::new(LOOKED_AT).unwrap(), has_seen: AtomicBool::new(false) };
        let built = pipeline::build_before(&reader, &sources, &Options::default(), &memos, &store).unwrap();
        assert!(built.is_none() && reader.has_moved_on());
    });
}

#[divan::bench]
fn parse_one_file(bencher: Bencher<'_, '_>) {
    let (path, sources) = (SourcePath::new(EDITED), study(0));
    let text = sources.get(&path).and_then(|file| file.text.clone());
    bencher.bench_local(|| parse::file(&path, black_box(text.as_deref())));
}

#[divan::bench]
fn resolve_names(bencher: Bencher<'_, '_>) {
    let (files, sources) = (parsed(), study(0));
    let files: Vec<&ParsedFile> = files.iter().collect();
    bencher.bench_local(|| resolve::model(black_box(&files), &sources));
}

#[divan::bench]
fn keep_what_may_be_published(bencher: Bencher<'_, '_>) {
    let model = model();
    bencher.bench_local(|| publishable::study(black_box(&model), None));
}

#[divan::bench]
fn analyse(bencher: Bencher<'_, '_>) {
    let study = published();
    bencher.bench_local(|| Analysis::of(black_box(&study)));
}

#[divan::bench]
fn make_one_page(bencher: Bencher<'_, '_>) {
    let study = published();
    let analysis = Analysis::of(&study);
    let languages: Arc<Vec<Language>> =
        Arc::new(theme::languages(&study.imprint.languages, &study.imprint.theme, &Sources::default()).value);
    let (pictures, automatic, files) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let book = Book {
        study: &study,
        analysis: &analysis,
        languages: languages.iter().collect(),
        pictures: &pictures,
        automatic: &automatic,
        files: &files,
        options: page::Options::default(),
    };
    let routes = BTreeSet::from([Route::new(LOOKED_AT).unwrap()]);
    let made = || page::pages_at(black_box(&book), &languages[0], &routes);
    assert_eq!(made().len(), 1);
    bencher.bench_local(made);
}
