//! The tables of organisations, tools, practices, topics, documents and speakers.

use std::collections::BTreeSet;

use crate::study::{
    Attribution, Card, ClosedWord, Document, DocumentKind, EntityRef, Id, Kind, Organisation, Practice, Respondent,
    Speaker, Today, Tool, Topic,
};

use super::table::{Cell, Form, Plan, Table};
use super::{Setting, said_in};

/// Who was studied.
pub(super) fn organisations(setting: Setting<'_>) -> Table {
    let plan = Plan::new("organisations", "An organisation that was studied.", setting.languages).key(
        "id",
        Form::Id,
        "Its id.",
        |one: &Organisation| Cell::text(Some(&one.id)),
    );
    let plan = today(named(plan, |one| &one.card), |one| one.now.as_ref());
    card(plan, setting, Kind::Organisation, |one| one.id.as_str(), |one| &one.card)
        .of(setting.study().organisations.values())
}

/// What they use.
pub(super) fn tools(setting: Setting<'_>) -> Table {
    let plan = Plan::new("tools", "A tool that organisations use, or are said not to use.", setting.languages).key(
        "id",
        Form::Id,
        "Its id.",
        |one: &Tool| Cell::text(Some(&one.id)),
    );
    let plan = today(named(plan, |one| &one.card), |one| one.now.as_ref());
    card(plan, setting, Kind::Tool, |one| one.id.as_str(), |one| &one.card).of(setting.study().tools.values())
}

/// What they do.
pub(super) fn practices(setting: Setting<'_>) -> Table {
    let plan = Plan::new("practices", "A practice of organisations.", setting.languages).key(
        "id",
        Form::Id,
        "Its id.",
        |one: &Practice| Cell::text(Some(&one.id)),
    );
    let plan = named(plan, |one| &one.card);
    card(plan, setting, Kind::Practice, |one| one.id.as_str(), |one| &one.card).of(setting.study().practices.values())
}

fn named<'a, T>(plan: Plan<'a, T>, card: impl Fn(&T) -> &Card + Copy + 'a) -> Plan<'a, T> {
    plan.words("name", "Its name.", move |one| Some(&card(one).name))
        .each("also_called", Form::List, "Its other names.", move |one, code| {
            card(one).also_called.get(code).map_or(Cell::Empty, |names| Cell::List(names.clone()))
        })
        .words("summary", "A sentence about it.", move |one| card(one).summary.as_ref())
}

fn today<'a, T>(plan: Plan<'a, T>, now: impl Fn(&T) -> Option<&Today> + Copy + 'a) -> Plan<'a, T> {
    plan.text("now", "What it is called today, where that has changed.", move |one| {
        now(one).map(|now| now.name.as_str())
    })
    .column("now_since", Form::Date, "Since when it is called so.", move |one| {
        now(one).and_then(|now| now.since).into()
    })
}

fn card<'a, T>(
    plan: Plan<'a, T>,
    setting: Setting<'a>,
    kind: Kind,
    id: impl Fn(&T) -> &str + Copy + 'a,
    card: impl Fn(&T) -> &Card + Copy + 'a,
) -> Plan<'a, T> {
    let plan = plan
        .column("topics", Form::List, "The ids of the topics that it belongs to.", move |one| {
            Cell::ids(&card(one).topics)
        })
        .column("identifiers", Form::List, "Its identifiers elsewhere, each `scheme:identifier`.", move |one| {
            Cell::List(card(one).identifiers.iter().map(|(scheme, id)| format!("{scheme}:{id}")).collect())
        })
        .column("links", Form::List, "Addresses of pages about it.", move |one| {
            Cell::List(card(one).links.iter().map(|link| link.url.clone()).collect())
        });
    said_in(plan, move |one| card(one).source.as_ref()).always(
        "address",
        Form::Address,
        "Its page in the study's first language.",
        move |one| setting.page_cell(&EntityRef::new(kind, id(one))),
    )
}

/// The topics of the analysis.
pub(super) fn topics(setting: Setting<'_>) -> Table {
    let mut topics: Vec<&Topic> = setting.study().topics.values().collect();
    topics.sort_by_key(|topic| (topic.order, &topic.id));
    Plan::new("topics", "A topic of the analysis.", setting.languages)
        .key("id", Form::Id, "Its id.", |one: &Topic| Cell::text(Some(&one.id)))
        .words("label", "What it is called.", |one| Some(&one.label))
        .words("summary", "A sentence about it.", |one| one.summary.as_ref())
        .always("order", Form::Whole, "Its place among topics, the lowest first.", |one| Cell::Whole(one.order))
        .column("parent", Form::Row("topics"), "The topic that it is a part of.", |one| Cell::text(one.parent.as_ref()))
        .always("address", Form::Address, "Its page in the study's first language.", move |one| {
            setting.page_cell(&EntityRef::new(Kind::Topic, one.id.as_str()))
        })
        .of(topics)
}

/// Where things come from.
pub(super) fn documents(setting: Setting<'_>) -> Table {
    let kinds = DocumentKind::WORDS.iter().map(|(word, _)| *word);
    Plan::new("documents", "A document that the study draws from.", setting.languages)
        .key("id", Form::Id, "Its id.", |one: &Document| Cell::text(Some(&one.id)))
        .words("title", "Its title.", |one| Some(&one.title))
        .always("kind", Form::word(kinds), "What it is.", |one| Cell::text(Some(one.kind.word())))
        .column("date", Form::Date, "When it was made.", |one| one.date.into())
        .column("url", Form::Address, "Where it can be read.", |one| Cell::text(one.url.as_ref()))
        .text("licence", "Its licence.", |one| one.licence.as_deref())
        .text("holder", "Who holds it.", |one| one.holder.as_deref())
        .column("retrieved", Form::Date, "When it was read.", |one| one.retrieved.into())
        .words("note", "A remark.", |one| one.note.as_ref())
        .of(setting.study().documents.values())
}

/// Who spoke: only those whom something that is published names.
pub(super) fn speakers(setting: Setting<'_>) -> Table {
    let study = setting.study();
    let mut named: BTreeSet<&Id<Speaker>> = study
        .quotes
        .values()
        .filter(|quote| quote.attribution != Attribution::Anonymous)
        .filter_map(|quote| quote.speaker.as_ref())
        .collect();
    named.extend(study.observations.iter().filter_map(|observation| match &observation.respondent {
        Some(Respondent::Speaker(id)) => Some(id),
        Some(Respondent::Unnamed) | None => None,
    }));
    Plan::new(
        "speakers",
        "Somebody who is quoted or answered, by role; by name only where that was agreed.",
        setting.languages,
    )
    .key("id", Form::Id, "Its id: it ties the answers of one person together.", |one: &Speaker| {
        Cell::text(Some(&one.id))
    })
    .words("role", "What the person does.", |one| one.role.as_ref())
    .column("organisation", Form::Row("organisations"), "Where.", move |one| {
        // One that is not published is not named.
        Cell::text(one.organisation.as_ref().filter(|id| study.organisations.contains_key(*id)))
    })
    .text("name", "The person's name, where it may be published.", |one| one.name.as_deref())
    .of(study.speakers.values().filter(|speaker| named.contains(&speaker.id)))
}
