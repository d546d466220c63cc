//! Parsed files to the whole model: names to ids, links, both ends of every relation. [`publishable`] then makes of it
//! the study that may be published.
//!
//! Every name is gathered first, so that the order of files never matters, and a broken reference is said once, at its
//! place. Only diagnostics and assets look at the files again.

mod assets;
mod cards;
mod charts;
mod desk;
mod imprint;
mod links;
mod names;
mod numbers;
pub mod publishable;
mod quotes;
mod rules;
mod sheets;
mod stale;
mod texts;
mod uses;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnosed, Diagnostic, Place, SourcePath};
use crate::parse::{Item, ParsedFile, StudyFile};
use crate::source::Sources;
use crate::study::Study;

pub use names::Names;
pub use quotes::Consents;
pub use rules::RULES;
pub use uses::{Written, entities_of, path_of, texts};

/// The item as one of its variants, if it is that one.
macro_rules! pick {
    ($item:expr, $variant:ident) => {
        match $item {
            Item::$variant(inside) => Some(&**inside),
            _ => None,
        }
    };
}
/// Everything that the files say, before anything is withheld. Only `check` sees it; what is published is a [`Study`].
#[derive(Clone, Debug)]
pub struct Model {
    /// Every entity, withheld ones included.
    pub whole: Study,
    /// Every declared name.
    pub names: Names,
    /// What quotes say about their own publication.
    pub consents: Consents,
    /// Whether `study.yaml` says which quotes need a consent. Where it does not, none is taken for granted, and that is
    /// said once, not again at each quote.
    pub states_consent: bool,
}

/// Resolves the names of all parsed files.
pub fn model(files: &[&ParsedFile], sources: &Sources) -> Diagnosed<Model> {
    let mut out = Vec::new();
    let (study_path, study_file) = study_file(files, &mut out);
    let languages = imprint::languages(&study_path, &study_file, &mut out);
    let mut names = names::gather(files.iter().copied(), languages, &mut out);
    names.statuses = imprint::statuses(&study_file);

    let imprint = imprint::imprint(&names, &study_path, &study_file, &mut out);
    let topics = cards::topics(&names, each(files, |item| pick!(item, Topic)), &mut out);
    let documents = cards::documents(&names, each(files, |item| pick!(item, Document)), &mut out);
    let speakers = cards::speakers(&names, each(files, |item| pick!(item, Speaker)), &mut out);
    let (quotes, consents) = quotes::quotes(
        &names,
        each(files, |item| pick!(item, Quote)),
        each(files, |item| pick!(item, QuoteTranslation)),
        &mut out,
    );
    stale(files, sources, &mut out);
    let (metrics, unmeasured) = numbers::metrics(&names, each(files, |item| pick!(item, Metric)), &mut out);
    let observations =
        numbers::observations(&names, (&metrics, &unmeasured), each(files, |item| pick!(item, Observation)), &mut out);
    let links = links::Links::new(&names, &observations);
    let mut cards = cards::cards(&names, each(files, |item| pick!(item, Card)), &links, &mut out);
    cards::relate(&mut cards, &names, each(files, |item| pick!(item, Relation)), &mut out);
    let texts = texts::texts(&names, each(files, |item| pick!(item, Text)), &links, &mut out);
    let sheets = each(files, |item| pick!(item, Sheet)).map(|(path, sheet)| (path.clone(), sheet)).collect();
    let shown = charts::Shown { metrics: &metrics, sheets: &sheets, links: &links };
    let charts = charts::charts(&names, &shown, each(files, |item| pick!(item, Chart)), &mut out);
    sheets::unused(&sheets, each(files, |item| pick!(item, Chart)), &mut out);
    drop(links);

    let mut whole = Study {
        imprint,
        chapters: texts.chapters,
        pages: texts.pages,
        findings: texts.findings,
        organisations: cards.organisations,
        tools: cards.tools,
        practices: cards.practices,
        topics,
        documents,
        speakers,
        quotes,
        metrics,
        observations,
        charts,
        tombstones: Vec::new(),
        assets: BTreeMap::new(),
        uses: BTreeMap::new(),
        withheld: 0,
    };
    whole.assets = assets::assets(&whole, sources, &mut out);
    whole.uses = uses::uses(&whole);
    uses::check_anchors(&whole, &mut out);
    Diagnosed {
        value: Model { whole, names, consents, states_consent: study_file.consent.is_some() },
        diagnostics: out,
    }
}

/// The items of one kind with the file that declares them, in the order of files.
fn each<'a, T: 'a>(
    files: &[&'a ParsedFile],
    pick: impl Fn(&'a Item) -> Option<&'a T> + Copy,
) -> impl Iterator<Item = (&'a SourcePath, &'a T)> {
    files.iter().flat_map(move |file| file.items.iter().filter_map(pick).map(move |item| (&file.path, item)))
}

/// Reports translations whose originals have changed.
fn stale(files: &[&ParsedFile], sources: &Sources, out: &mut Vec<Diagnostic>) {
    let cards = || each(files, |item| pick!(item, Card));
    let texts = || each(files, |item| pick!(item, Text));
    let said = stale::said(cards(), texts(), each(files, |item| pick!(item, QuoteTranslation)));
    if !said.is_empty() {
        stale::check(&said, cards(), texts(), each(files, |item| pick!(item, Quote)), sources, out);
    }
}

fn study_file(files: &[&ParsedFile], out: &mut Vec<Diagnostic>) -> (SourcePath, StudyFile) {
    if let Some((path, file)) = each(files, |item| pick!(item, Study)).next() {
        return (path.clone(), file.clone());
    }
    let path = SourcePath::new("study.yaml");
    out.push(
        rules::MISSING_STUDY
            .at(Place::file(&path), "there is no `study.yaml` in this folder")
            .help("run the command in the folder of a study, or name it: `florilege build FOLDER`"),
    );
    (path, StudyFile::default())
}
