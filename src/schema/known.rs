//! The ids of a study, which a schema lists so that an editor completes them.
//!
//! No words of quotes are among them, nor names of speakers: a schema stands in a folder that others may read, and what
//! is withheld from the site may not be told by it either.

use std::collections::BTreeMap;

use crate::parse::{self, ParsedFile};
use crate::resolve::{self, Model};
use crate::source::Sources;
use crate::study::{Kind, Localised};

/// What is known of a study; nothing for a schema that fits every study.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Ids by kind, each with its title where it has one: kinds of things as links name them, `speaker` and `segment`.
    pub ids: BTreeMap<&'static str, Vec<(String, Option<String>)>>,
    /// The languages of the study.
    pub languages: Vec<String>,
    /// Its own statuses.
    pub statuses: Vec<String>,
}

impl Known {
    /// What is known of a study. One with mistakes is read as far as it can be: its author is still writing it.
    pub fn read(sources: &Sources) -> Self {
        let of_study = sources.iter().filter(|file| parse::is_parsed(&file.path));
        let files: Vec<ParsedFile> = of_study.map(|file| parse::file(&file.path, file.text.as_deref()).value).collect();
        let files: Vec<&ParsedFile> = files.iter().collect();
        Self::of(&resolve::model(&files, sources).value)
    }

    /// What a model declares, whether or not it may be published yet.
    fn of(model: &Model) -> Self {
        let study = &model.whole;
        let first = model.names.first_language();
        let title = |words: &Localised<String>| words.in_language(first).0.clone();
        let mut titles: BTreeMap<(Kind, &str), String> = BTreeMap::new();
        let mut add = |kind: Kind, id, title| {
            titles.insert((kind, id), title);
        };
        study.organisations.values().for_each(|it| add(Kind::Organisation, it.id.as_str(), title(&it.card.name)));
        study.tools.values().for_each(|it| add(Kind::Tool, it.id.as_str(), title(&it.card.name)));
        study.practices.values().for_each(|it| add(Kind::Practice, it.id.as_str(), title(&it.card.name)));
        study.topics.values().for_each(|it| add(Kind::Topic, it.id.as_str(), title(&it.label)));
        study.documents.values().for_each(|it| add(Kind::Document, it.id.as_str(), title(&it.title)));
        study.metrics.values().for_each(|it| add(Kind::Metric, it.id.as_str(), title(&it.label)));
        study.charts.values().for_each(|it| add(Kind::Chart, it.id.as_str(), title(&it.title)));
        let mut ids: BTreeMap<&'static str, Vec<(String, Option<String>)>> = BTreeMap::new();
        for kind in Kind::ALL {
            let of_kind = model.names.of(kind);
            let listed = of_kind.map(|id| (id.to_owned(), titles.get(&(kind, id)).cloned()));
            ids.insert(kind.word(), listed.collect());
        }
        ids.insert("speaker", model.names.speakers().map(|id| (id.to_owned(), None)).collect());
        let segments = study.metrics.values().flat_map(|metric| &metric.segments);
        let mut segments: Vec<(String, Option<String>)> =
            segments.map(|segment| (segment.id.to_string(), Some(title(&segment.label)))).collect();
        segments.sort();
        segments.dedup_by(|one, other| one.0 == other.0);
        ids.insert("segment", segments);
        ids.retain(|_, ids| !ids.is_empty());
        Self {
            ids,
            languages: study.languages().iter().map(|code| code.as_str().to_owned()).collect(),
            statuses: model.names.statuses.clone(),
        }
    }
}
