//! Words that a language of the study does not have.

use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity, SourcePath};
use crate::language::LanguageCode;
use crate::study::{
    Attribution, Base, Body, Card, ChartData, ChartDefinition, ChartRow, EntityRef, Imprint, Kind, Localised, Metric,
    Observation, Quote, Reading, Relation, RowValue, Study, Unit,
};

use super::Subject;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::MissingTranslation,
    severity: Severity::Warning,
    summary: "an entity without words in one of the study's languages",
    explanation: "Every page exists in every language; where its words are not translated it shows the original, marked \
                  as such. Write the missing words (in `ID.en.md`, or as `{fr: …, en: …}`, one language a line), or \
                  pardon the entity in `study.yaml` with the reason. Quotes need no translation: they are evidence in \
                  their own language. Names say nothing either: most are the same in every language.",
    example: "# content/tools/blogs.md\nname: Blogs\nsummary: \"Des journaux.\"\n→\n# content/tools/blogs.md\nname: Blogs\nsummary: {fr: \"Des journaux.\", en: \"Journals.\"}",
};

/// Reports each entity and language once, with all that is missing.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let others = subject.study.languages().iter().skip(1);
    others.flat_map(|language| in_language(subject.study, language)).collect()
}

fn in_language(study: &Study, language: &LanguageCode) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    out.extend(report("the study", &study.imprint.place, &imprint(&study.imprint, language)));
    let mut entity = |kind: Kind, id: &str, place: &Place, missing: Missing<'_>| {
        let about = EntityRef::new(kind, id);
        let found = report(&format!("the {} `{id}`", kind.word()), place, &missing);
        out.extend(found.map(|found| found.about(about.to_string())));
    };
    for chapter in &study.chapters {
        entity(Kind::Chapter, chapter.id.as_str(), &chapter.body.place, body(&chapter.body, language));
    }
    for page in study.pages.values() {
        entity(Kind::Page, page.id.as_str(), &page.body.place, body(&page.body, language));
    }
    for finding in &study.findings {
        let missing = body(&finding.body, language).and("scope", finding.scope.as_ref());
        entity(Kind::Finding, finding.id.as_str(), &finding.body.place, missing);
    }
    for it in study.organisations.values() {
        entity(Kind::Organisation, it.id.as_str(), &it.card.place, card(&it.card, language));
        for (place, missing) in notes(&it.tools, language).into_iter().chain(notes(&it.practices, language)) {
            entity(Kind::Organisation, it.id.as_str(), place, missing);
        }
    }
    for it in study.tools.values() {
        entity(Kind::Tool, it.id.as_str(), &it.card.place, card(&it.card, language));
        if let Some((place, missing)) = notes(&it.practices, language) {
            entity(Kind::Tool, it.id.as_str(), place, missing);
        }
    }
    for it in study.practices.values() {
        entity(Kind::Practice, it.id.as_str(), &it.card.place, card(&it.card, language));
    }
    for topic in study.topics.values() {
        let missing = keys(language).and("label", Some(&topic.label)).and("summary", topic.summary.as_ref());
        entity(Kind::Topic, topic.id.as_str(), &topic.place, missing);
    }
    for it in study.metrics.values() {
        entity(Kind::Metric, it.id.as_str(), &it.place, metric(it, language));
    }
    for document in study.documents.values() {
        let missing = keys(language).and("title", Some(&document.title)).and("note", document.note.as_ref());
        entity(Kind::Document, document.id.as_str(), &document.place, missing);
    }
    for it in study.charts.values() {
        entity(Kind::Chart, it.id.as_str(), &it.place, chart(it, language));
    }
    for it in study.quotes.values() {
        entity(Kind::Quote, it.id.as_str(), &it.place, remarks(it, language));
    }
    for it in &study.observations {
        let about = format!("metric:{}", it.metric.as_str());
        let found = report(&format!("a value of `{}`", it.metric.as_str()), &it.place, &observation(it, language));
        out.extend(found.map(|found| found.about(about)));
    }
    for speaker in study.speakers.values() {
        let place = Place::file(&SourcePath::new("content/speakers.yaml"));
        let missing = keys(language).and("role", speaker.role.as_ref());
        out.extend(report(&format!("the speaker `{}`", speaker.id.as_str()), &place, &missing));
    }
    out
}

/// What has no words in a language, as the keys that an author would write.
struct Missing<'a> {
    language: &'a LanguageCode,
    /// Whether the words stand in a file of their own, `ID.en.md`.
    in_own_file: bool,
    keys: Vec<String>,
}

fn keys(language: &LanguageCode) -> Missing<'_> {
    Missing { language, in_own_file: false, keys: Vec::new() }
}

impl Missing<'_> {
    fn and<T>(mut self, key: impl Into<String>, words: Option<&Localised<T>>) -> Self {
        let key = key.into();
        if words.is_some_and(|words| words.get(self.language).is_none()) && !self.keys.contains(&key) {
            self.keys.push(key);
        }
        self
    }
}

/// The notes of relations, at the relation that lacks one first.
fn notes<'a, T>(relations: &'a [Relation<T>], language: &'a LanguageCode) -> Option<(&'a Place, Missing<'a>)> {
    let lacking = |relation: &&Relation<T>| relation.note.as_ref().is_some_and(|note| note.get(language).is_none());
    let first = relations.iter().find(lacking)?;
    let missing = relations.iter().fold(keys(language), |missing, relation| {
        missing.and(format!("note of `{}`", relation.to.as_str()), relation.note.as_ref())
    });
    Some((&first.place, missing))
}

/// One diagnostic for all that is missing; a few keys are named.
fn report(what: &str, place: &Place, missing: &Missing<'_>) -> Option<Diagnostic> {
    const NAMED: usize = 6;
    if missing.keys.is_empty() {
        return None;
    }
    let mut named = missing.keys.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if let Some(more) = missing.keys.len().checked_sub(NAMED).filter(|more| *more > 0) {
        named += &format!(" and {more} more");
    }
    let language = missing.language;
    let cure = if place.path.as_str().ends_with(".csv") {
        let columns: Vec<String> = missing.keys.iter().map(|key| format!("`{key}.{language}`")).collect();
        format!("fill the column {} of its row", columns.join(" and "))
    } else if missing.in_own_file {
        let path = place.path.as_str();
        format!("write `{}.{language}.md` beside it", path.strip_suffix(".md").unwrap_or(path))
    } else {
        format!("write one language a line, in quotes, with `{language}:` among them")
    };
    Some(RULE.at(place.clone(), format!("{what} has no {named} in `{language}`")).help(cure))
}

fn imprint<'a>(imprint: &Imprint, language: &'a LanguageCode) -> Missing<'a> {
    let mut missing = keys(language)
        .and("title", Some(&imprint.title))
        .and("answer", imprint.answer.as_ref())
        .and("genre", imprint.genre.as_ref())
        .and("caveat", imprint.caveat.as_ref())
        .and("edition", imprint.edition.as_ref())
        .and("funding", imprint.funding.as_ref())
        .and("keywords", imprint.keywords.first().filter(|words| !words.is_empty()).map(|_| &imprint.keywords));
    for (kind, names) in &imprint.kinds {
        let key = format!("`kinds.{}`", kind.word());
        missing = missing.and(key.clone(), Some(&names.singular)).and(key, Some(&names.plural));
    }
    for (relation, verb) in &imprint.relations {
        missing = missing.and(format!("`relations.{relation}`"), Some(verb));
    }
    for (status, words) in &imprint.statuses {
        missing = missing.and(format!("`statuses.{status}`"), Some(words));
    }
    missing
}

fn body<'a>(body: &Body, language: &'a LanguageCode) -> Missing<'a> {
    let missing = Missing { in_own_file: true, ..keys(language) };
    missing.and("title", Some(&body.title)).and("summary", body.summary.as_ref()).and("text", body.words.as_ref())
}

/// Names are often the same in every language, so a missing one says nothing.
fn card<'a>(card: &Card, language: &'a LanguageCode) -> Missing<'a> {
    let missing = Missing { in_own_file: true, ..keys(language) };
    missing.and("summary", card.summary.as_ref()).and("text", card.words.as_ref())
}

fn metric<'a>(metric: &Metric, language: &'a LanguageCode) -> Missing<'a> {
    let noun = match &metric.unit {
        Unit::Noun(noun) => Some(noun),
        Unit::Known { .. } => None,
    };
    let missing = keys(language)
        .and("label", Some(&metric.label))
        .and("summary", metric.summary.as_ref())
        .and("unit", noun)
        .and("note", metric.note.as_ref())
        .and("`conversions_note`", metric.conversions_note.as_ref());
    let values = metric
        .values
        .iter()
        .fold(missing, |missing, value| missing.and(format!("label of `{}`", value.id), Some(&value.label)));
    metric
        .segments
        .iter()
        .fold(values, |missing, segment| missing.and(format!("label of `{}`", segment.id), Some(&segment.label)))
}

/// Some of the words of a row.
type OfRow = fn(&ChartRow) -> Option<&Localised<String>>;

fn chart<'a>(chart: &ChartDefinition, language: &'a LanguageCode) -> Missing<'a> {
    let missing = keys(language)
        .and("title", Some(&chart.title))
        .and("subtitle", chart.subtitle.as_ref())
        .and("source", chart.source.as_ref())
        .and("note", chart.note.as_ref())
        .and("description", chart.description.as_ref());
    let ChartData::Rows { rows, .. } = &chart.data else { return missing };
    let is_translated = |words: OfRow| rows.iter().filter_map(words).any(|words| words.get(language).is_some());
    // Labels may be names: only where some are translated the others are missing.
    let parts: [(&str, OfRow); 3] = [
        ("labels of rows", |row| row.label.as_ref()),
        ("names of series", |row| row.series.as_ref()),
        ("names of groups", |row| row.group.as_ref()),
    ];
    let missing = parts
        .into_iter()
        .filter(|(_, words)| is_translated(*words))
        .fold(missing, |missing, (key, words)| rows.iter().fold(missing, |missing, row| missing.and(key, words(row))));
    rows.iter().fold(missing, |missing, row| {
        let unknown = match &row.value {
            RowValue::Unknown(reason) => Some(reason),
            RowValue::Quantity(..) | RowValue::Period(..) => None,
        };
        missing.and("reasons for what is unknown", unknown).and("notes of rows", row.note.as_ref())
    })
}

/// The words of a quote stay in their language; what the editors say of it does not.
fn remarks<'a>(quote: &Quote, language: &'a LanguageCode) -> Missing<'a> {
    let unknown = match &quote.attribution {
        Attribution::Unknown(reason) => Some(reason),
        Attribution::Organisation(_) | Attribution::Anonymous => None,
    };
    keys(language)
        .and("reason for `attribution`", unknown)
        .and("`why`", quote.inferred.why.as_ref())
        .and("note", quote.note.as_ref())
}

fn observation<'a>(observation: &Observation, language: &'a LanguageCode) -> Missing<'a> {
    let unknown = match &observation.reading {
        // An empty reason stands for a value that could not be read, which was said.
        Reading::Unknown(reason) => Some(reason).filter(|reason| reason.first().is_some_and(|text| !text.is_empty())),
        Reading::Quantity { .. } | Reading::Category(_) | Reading::Date(_) => None,
    };
    let base = match &observation.base {
        Some(Base::Words(words)) => Some(words),
        Some(Base::Number(_)) | None => None,
    };
    keys(language).and("reason for `unknown`", unknown).and("`base`", base).and("note", observation.note.as_ref())
}
