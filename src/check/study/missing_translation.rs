//! Words that a language of the study does not have.

use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity};
use crate::language::LanguageCode;
use crate::study::{Body, Card, EntityRef, Kind, Localised, Study};

use super::Subject;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::MissingTranslation,
    severity: Severity::Warning,
    summary: "an entity without words in one of the study's languages",
    explanation: "Every page exists in every language; where its words are not translated it shows the original, marked \
                  as such. Write the missing words (in `ID.en.md`, or as `{fr: …, en: …}`, one language a line), or \
                  pardon the entity in `study.yaml` with the reason. Quotes need no translation: they are evidence in \
                  their own language.",
    example: "content/chapters/01-objectives.md without 01-objectives.en.md",
};

/// Reports each entity and language once, with all that is missing.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let others = subject.study.languages().iter().skip(1);
    others.flat_map(|language| in_language(subject.study, language)).collect()
}

fn in_language(study: &Study, language: &LanguageCode) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut report = |entity: EntityRef, place: &Place, missing: Vec<&str>| {
        if missing.is_empty() {
            return;
        }
        let what = missing.join(", ");
        out.push(
            RULE.at(place.clone(), format!("the {} `{}` has no {what} in `{language}`", entity.kind.word(), entity.id))
                .help(cure(&entity, place, language, &missing))
                .about(entity.to_string()),
        );
    };
    for chapter in &study.chapters {
        report(EntityRef::new(Kind::Chapter, chapter.id.as_str()), &chapter.body.place, body(&chapter.body, language));
    }
    for page in study.pages.values() {
        report(EntityRef::new(Kind::Page, page.id.as_str()), &page.body.place, body(&page.body, language));
    }
    for finding in &study.findings {
        let mut missing = body(&finding.body, language);
        missing.extend(absent("scope", finding.scope.as_ref(), language));
        report(EntityRef::new(Kind::Finding, finding.id.as_str()), &finding.body.place, missing);
    }
    for it in study.organisations.values() {
        report(EntityRef::new(Kind::Organisation, it.id.as_str()), &it.card.place, card(&it.card, language));
    }
    for it in study.tools.values() {
        report(EntityRef::new(Kind::Tool, it.id.as_str()), &it.card.place, card(&it.card, language));
    }
    for it in study.practices.values() {
        report(EntityRef::new(Kind::Practice, it.id.as_str()), &it.card.place, card(&it.card, language));
    }
    for topic in study.topics.values() {
        let missing = absent("label", Some(&topic.label), language).into_iter().collect();
        report(EntityRef::new(Kind::Topic, topic.id.as_str()), &topic.place, missing);
    }
    for metric in study.metrics.values() {
        let missing = absent("label", Some(&metric.label), language).into_iter().collect();
        report(EntityRef::new(Kind::Metric, metric.id.as_str()), &metric.place, missing);
    }
    for document in study.documents.values() {
        let missing = absent("title", Some(&document.title), language).into_iter().collect();
        report(EntityRef::new(Kind::Document, document.id.as_str()), &document.place, missing);
    }
    for chart in study.charts.values() {
        let texts = [
            absent("title", Some(&chart.title), language),
            absent("subtitle", chart.subtitle.as_ref(), language),
            absent("note", chart.note.as_ref(), language),
        ];
        report(EntityRef::new(Kind::Chart, chart.id.as_str()), &chart.place, texts.into_iter().flatten().collect());
    }
    out
}

fn body(body: &Body, language: &LanguageCode) -> Vec<&'static str> {
    let texts = [
        absent("title", Some(&body.title), language),
        absent("summary", body.summary.as_ref(), language),
        absent("text", body.words.as_ref(), language),
    ];
    texts.into_iter().flatten().collect()
}

/// Names are often the same in every language, so a missing one says nothing.
fn card(card: &Card, language: &LanguageCode) -> Vec<&'static str> {
    let texts = [absent("summary", card.summary.as_ref(), language), absent("text", card.words.as_ref(), language)];
    texts.into_iter().flatten().collect()
}

fn absent<T>(what: &'static str, words: Option<&Localised<T>>, language: &LanguageCode) -> Option<&'static str> {
    words.is_some_and(|words| words.get(language).is_none()).then_some(what)
}

fn cure(entity: &EntityRef, place: &Place, language: &LanguageCode, missing: &[&str]) -> String {
    if place.path.as_str().ends_with(".csv") {
        let columns: Vec<String> = missing.iter().map(|what| format!("`{what}.{language}`")).collect();
        return format!("fill the column {} of its row", columns.join(" and "));
    }
    match entity.kind {
        Kind::Topic | Kind::Metric | Kind::Document | Kind::Chart | Kind::Quote => {
            format!("write one language a line, in quotes, with `{language}:` among them")
        }
        _ => {
            let path = place.path.as_str();
            format!("write `{}.{language}.md` beside it", path.strip_suffix(".md").unwrap_or(path))
        }
    }
}
