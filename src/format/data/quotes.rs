//! The tables of quotes, of what each is tied to, and of those that were withdrawn.

use crate::analysis::Tie;
use crate::language::LanguageCode;
use crate::study::{Attribution, ClosedWord, EntityRef, Evidence, Id, Kind, Quote, QuoteTranslation, Tombstone};

use super::table::{Cell, Form, Plan, Table};
use super::{Setting, said_in};

/// The kinds that words are tied to besides who said them.
const TIED: [Kind; 3] = [Kind::Tool, Kind::Practice, Kind::Topic];

/// What was said.
pub(super) fn quotes(setting: Setting<'_>) -> Table {
    let in_order = setting.material.analysis.quotes_in_order().iter().map(AsRef::as_ref);
    let plan = Plan::new("quotes", "What somebody said, to the letter.", setting.languages)
        .key("id", Form::Id, "Its id.", |one: &Quote| Cell::text(Some(&one.id)))
        .always("words", Form::Text, "The words; a blank line parts paragraphs.", |one| Cell::Text(one.words.plain()))
        .always("language", Form::Text, "The language of the words.", |one| Cell::text(Some(&one.language)))
        .each("translation", Form::Text, "The words in another language.", |one, code| {
            Cell::text(translation(one, code).map(|translation| translation.words.plain()))
        })
        .each("translator", Form::Text, "Who translated them.", |one, code| {
            Cell::text(translation(one, code).and_then(|translation| translation.by.as_ref()))
        })
        .always(
            "attribution",
            Form::word(["organisation", "unknown", "anonymous"]),
            "Whether an organisation says it, nobody knows who, or that was removed.",
            |one| Cell::text(Some(attribution(one))),
        )
        .column("organisation", Form::Row("organisations"), "The organisation that says it.", |one| {
            match &one.attribution {
                Attribution::Organisation(id) => Cell::text(Some(id)),
                Attribution::Unknown(_) | Attribution::Anonymous => Cell::Empty,
            }
        })
        .words("attribution_unknown", "Why nobody knows who says it.", |one| match &one.attribution {
            Attribution::Unknown(reason) => Some(reason),
            Attribution::Organisation(_) | Attribution::Anonymous => None,
        })
        .column("speaker", Form::Row("speakers"), "Who speaks.", |one| Cell::text(one.speaker.as_ref()));
    said_in(plan, |one| one.source.as_ref())
        .column("date", Form::Date, "When it was said.", |one| one.date.into())
        .always("evidence", evidence(), "How well it is documented who says it.", |one| {
            Cell::text(Some(one.evidence.word()))
        })
        .column("tools", Form::List, "The ids of the tools that the words name.", |one| Cell::ids(&one.tools))
        .column("practices", Form::List, "The ids of the practices that the words name.", |one| {
            Cell::ids(&one.practices)
        })
        .column("topics", Form::List, "The ids of the topics that it is about.", |one| Cell::ids(&one.topics))
        .column("inferred_tools", Form::List, "The ids of tools that the editors conclude.", |one| {
            Cell::ids(&one.inferred.tools)
        })
        .column("inferred_practices", Form::List, "The ids of practices that the editors conclude.", |one| {
            Cell::ids(&one.inferred.practices)
        })
        .column("inferred_topics", Form::List, "The ids of topics that the editors conclude.", |one| {
            Cell::ids(&one.inferred.topics)
        })
        .words("inferred_why", "Why they conclude it.", |one| one.inferred.why.as_ref())
        .words("note", "A remark.", |one| one.note.as_ref())
        .always("address", Form::Address, "Its page in the study's first language.", move |one| {
            setting.page_cell(&EntityRef::new(Kind::Quote, one.id.as_str()))
        })
        .of(in_order)
}

fn translation<'q>(quote: &'q Quote, code: &LanguageCode) -> Option<&'q QuoteTranslation> {
    quote.translations.iter().find(|translation| translation.language == *code)
}

fn attribution(quote: &Quote) -> &'static str {
    match quote.attribution {
        Attribution::Organisation(_) => "organisation",
        Attribution::Unknown(_) => "unknown",
        Attribution::Anonymous => "anonymous",
    }
}

/// The levels of evidence.
pub(super) fn evidence() -> Form {
    Form::word(Evidence::WORDS.iter().map(|(word, _)| *word))
}

struct Tied<'a> {
    to: EntityRef,
    tie: &'a Tie,
}

/// What each quote is about, one tie a row, as pages and charts count them.
pub(super) fn quote_ties(setting: Setting<'_>) -> Table {
    let (study, analysis) = (setting.study(), setting.material.analysis);
    let tools = study.tools.keys().map(Id::as_str).map(|id| (Kind::Tool, id));
    let practices = study.practices.keys().map(Id::as_str).map(|id| (Kind::Practice, id));
    let topics = study.topics.keys().map(Id::as_str).map(|id| (Kind::Topic, id));
    let entities = tools.chain(practices).chain(topics).map(|(kind, id)| EntityRef::new(kind, id));
    let mut rows: Vec<Tied<'_>> = Vec::new();
    for to in entities {
        rows.extend(analysis.quotes(&to).iter().map(|tie| Tied { to: to.clone(), tie }));
    }
    rows.sort_by(|one, other| (&one.tie.quote, &one.to).cmp(&(&other.tie.quote, &other.to)));
    let plan = Plan::new("quote-ties", "A tool, practice or topic that a quote is about.", setting.languages)
        .key("quote", Form::Row("quotes"), "The quote.", |row: &Tied<'_>| Cell::text(Some(&row.tie.quote)))
        .key("about", Form::Entity, "What it is about.", |row| Cell::text(Some(&row.to)));
    let plan = TIED.into_iter().fold(plan, |plan, kind| ends(plan, kind, |row| Some(&row.to)));
    plan.always(
        "evidence",
        evidence(),
        "`explicit` where the words name it, `inferred` where the editors conclude it.",
        |row| Cell::text(Some(row.tie.evidence.word())),
    )
    .of(&rows)
}

/// The column of one kind that an entity may be of, so that it can refer to that kind's table.
pub(super) fn ends<'a, T>(
    plan: Plan<'a, T>,
    kind: Kind,
    entity: impl Fn(&T) -> Option<&EntityRef> + 'a,
) -> Plan<'a, T> {
    let about = match kind {
        Kind::Organisation => "The organisation, where it is one.",
        Kind::Tool => "The tool, where it is one.",
        Kind::Practice => "The practice, where it is one.",
        Kind::Topic => "The topic, where it is one.",
        Kind::Quote => "The quote, where it is one.",
        Kind::Metric => "The metric, where it is one.",
        Kind::Chart => "The chart, where it is one.",
        Kind::Document => "The document, where it is one.",
        Kind::Finding | Kind::Chapter | Kind::Page => "The text, where it is one.",
    };
    plan.column(kind.word(), Form::Row(kind.folder()), about, move |row| {
        Cell::text(entity(row).filter(|entity| entity.kind == kind).map(|entity| &entity.id))
    })
}

/// Quotes whose consent was withdrawn: who has kept a copy of one learns it here.
pub(super) fn withdrawn(setting: Setting<'_>) -> Table {
    Plan::new(
        "withdrawn",
        "A quote that was published once and was withdrawn: please remove it from copies.",
        setting.languages,
    )
    .key("id", Form::Id, "The id that it had.", |one: &Tombstone| Cell::text(Some(&one.id)))
    .always("withdrawn", Form::Date, "When.", |one| Some(one.withdrawn).into())
    .of(&setting.study().tombstones)
}
