//! A new document, topic, metric or speaker: an entry at the end of the YAML file of its kind, whose comments stay.

use crate::study::Kind;

use super::ground::named_by_id;
use super::{Addition, Ground, Refusal, Wanted, yaml};

/// What a document may be given at once.
#[derive(Clone, Debug)]
pub struct Document {
    /// What it is: `interview`, `transcript`, `data-set`…
    pub kind: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Who holds it.
    pub holder: Option<String>,
}

/// What a topic may be given at once.
#[derive(Clone, Debug)]
pub struct Topic {
    /// One sentence about it.
    pub summary: Option<String>,
    /// The topic that it belongs to.
    pub parent: Option<String>,
}

/// What a metric may be given at once.
#[derive(Clone, Debug)]
pub struct Metric {
    /// What kind of value it has.
    pub kind: String,
    /// Its unit.
    pub unit: Option<String>,
    /// One sentence about it.
    pub summary: Option<String>,
}

/// What a speaker may be given at once.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// Where the person speaks.
    pub organisation: Option<String>,
}

pub(super) fn document(ground: &Ground<'_>, wanted: &Wanted, document: &Document) -> Result<Addition, Refusal> {
    let id = ground.free_id(Kind::Document, wanted)?;
    ground.known_languages(wanted, ground.language())?;
    let entry = [
        ground.localised("title", &id, wanted, 2),
        yaml::word("kind", document.kind.as_deref(), 2),
        yaml::word("date", document.date.as_deref(), 2),
        yaml::maybe("url", document.url.as_deref(), 2),
        yaml::maybe("holder", document.holder.as_deref(), 2),
    ];
    let notes = named_by_id(wanted, "title", "--title");
    entry_of(ground, Kind::Document.word(), id, "content/documents.yaml", &entry, notes)
}

pub(super) fn topic(ground: &Ground<'_>, wanted: &Wanted, topic: &Topic) -> Result<Addition, Refusal> {
    let id = ground.free_id(Kind::Topic, wanted)?;
    ground.known_languages(wanted, ground.language())?;
    topic.parent.iter().try_for_each(|parent| ground.known(Kind::Topic, parent))?;
    let order = ground.model.whole.topics.values().map(|topic| topic.order).max().unwrap_or(0).saturating_add(1);
    let entry = [
        ground.localised("label", &id, wanted, 2),
        yaml::maybe("summary", topic.summary.as_deref(), 2),
        yaml::word("parent", topic.parent.as_deref(), 2),
        format!("  order: {order}\n"),
    ];
    let notes = named_by_id(wanted, "label", "--label");
    entry_of(ground, Kind::Topic.word(), id, "content/topics.yaml", &entry, notes)
}

pub(super) fn metric(ground: &Ground<'_>, wanted: &Wanted, metric: &Metric) -> Result<Addition, Refusal> {
    let id = ground.free_id(Kind::Metric, wanted)?;
    ground.known_languages(wanted, ground.language())?;
    let entry = [
        ground.localised("label", &id, wanted, 2),
        yaml::maybe("summary", metric.summary.as_deref(), 2),
        yaml::word("kind", Some(&metric.kind), 2),
        yaml::maybe("unit", metric.unit.as_deref(), 2),
    ];
    let notes = named_by_id(wanted, "label", "--label");
    entry_of(ground, Kind::Metric.word(), id, "content/metrics.yaml", &entry, notes)
}

pub(super) fn speaker(ground: &Ground<'_>, wanted: &Wanted, speaker: &Speaker) -> Result<Addition, Refusal> {
    let id = ground.free_speaker(wanted)?;
    ground.known_languages(wanted, ground.language())?;
    speaker.organisation.iter().try_for_each(|id| ground.known(Kind::Organisation, id))?;
    let entry =
        [ground.localised("role", &id, wanted, 2), yaml::word("organisation", speaker.organisation.as_deref(), 2)];
    entry_of(ground, "speaker", id, "content/speakers.yaml", &entry, named_by_id(wanted, "role", "--role"))
}

fn entry_of(
    ground: &Ground<'_>,
    kind: &'static str,
    id: String,
    path: &str,
    lines: &[String],
    notes: Vec<String>,
) -> Result<Addition, Refusal> {
    let file = ground.appended(path, &format!("{id}:\n{}", lines.concat()))?;
    Ok(Addition { kind, id, files: vec![file], notes })
}
