//! The tables of relations: each pair as pages show it, everything that stands behind it, and how tools are related.

use crate::analysis::{Declaration, Pair, Tie};
use crate::study::{ClosedWord, EntityRef, Kind, Kinship, Status, Tool};

use super::quotes::{ends, evidence};
use super::table::{Cell, Form, Plan, Table};
use super::{Setting, said_in};

/// What is related.
const ENDS: [Kind; 3] = [Kind::Organisation, Kind::Tool, Kind::Practice];

/// The id of a relation: both of its ends.
pub(super) fn id(pair: &Pair) -> String {
    format!("{}/{}", pair.from, pair.to)
}

/// The end of that kind.
fn end(pair: &Pair, kind: Kind) -> Option<&EntityRef> {
    [&pair.from, &pair.to].into_iter().find(|end| end.kind == kind)
}

/// Every pair of an organisation, a tool and a practice that is declared or named by a quote.
pub(super) fn relations(setting: Setting<'_>) -> Table {
    let plan = Plan::new(
        "relations",
        "Two of an organisation, a tool and a practice that the study ties together.",
        setting.languages,
    )
    .key("id", Form::Text, "Both ends.", |pair: &Pair| Cell::Text(id(pair)));
    let plan = ENDS.into_iter().fold(plan, |plan, kind| ends(plan, kind, move |pair| end(pair, kind)));
    plan.always("status", statuses(setting), "How it stands: as declared, else `mentioned`.", move |pair| {
        Cell::text(Some(setting.study().imprint.status_id(pair.status)))
    })
    .always("evidence", evidence(), "The strongest evidence of all that stands behind it.", |pair| {
        Cell::text(Some(pair.evidence.word()))
    })
    .always("declared", Form::Flag, "Whether the study declares it; else it follows from quotes alone.", |pair| {
        Cell::Flag(!pair.declared.is_empty())
    })
    .column("quotes", Form::List, "The ids of the quotes that name both.", |pair| {
        Cell::List(pair.quotes.iter().map(|tie| tie.quote.to_string()).collect())
    })
    .of(setting.material.analysis.pairs())
}

fn statuses(setting: Setting<'_>) -> Form {
    let given = Status::WORDS.iter().map(|(word, _)| *word).chain([Status::Mentioned.word()]);
    Form::word(given.chain(setting.study().imprint.statuses.keys().map(String::as_str)))
}

enum Behind<'a> {
    Declared(&'a Pair, &'a Declaration),
    Quoted(&'a Pair, &'a Tie),
}

impl Behind<'_> {
    fn of(pair: &Pair) -> impl Iterator<Item = Behind<'_>> {
        let declared = pair.declared.iter().map(move |declaration| Behind::Declared(pair, declaration));
        declared.chain(pair.quotes.iter().map(move |tie| Behind::Quoted(pair, tie)))
    }

    fn pair(&self) -> &Pair {
        match self {
            Behind::Declared(pair, _) | Behind::Quoted(pair, _) => pair,
        }
    }

    fn declaration(&self) -> Option<&Declaration> {
        match self {
            Behind::Declared(_, declaration) => Some(declaration),
            Behind::Quoted(..) => None,
        }
    }
}

/// What each relation rests on, a row a declaration or a quote.
pub(super) fn relation_evidence(setting: Setting<'_>) -> Table {
    let rows: Vec<Behind<'_>> = setting.material.analysis.pairs().iter().flat_map(Behind::of).collect();
    let plan = Plan::new("relation-evidence", "A declaration or a quote that a relation rests on.", setting.languages)
        .always("relation", Form::Row("relations"), "The relation.", |row: &Behind<'_>| Cell::Text(id(row.pair())))
        .always(
            "basis",
            Form::word(["declared", "quote"]),
            "Whether the study declares it, or it follows from a quote.",
            |row| Cell::text(Some(if row.declaration().is_some() { "declared" } else { "quote" })),
        )
        .column("status", statuses(setting), "The status that is declared.", move |row| {
            Cell::text(row.declaration().map(|one| setting.study().imprint.status_id(one.status)))
        })
        .always("evidence", evidence(), "How well this is documented.", |row| {
            Cell::text(Some(match row {
                Behind::Declared(_, declaration) => declaration.evidence.word(),
                Behind::Quoted(_, tie) => tie.evidence.word(),
            }))
        })
        .column("quote", Form::Row("quotes"), "The quote that names both.", |row| match row {
            Behind::Declared(..) => Cell::Empty,
            Behind::Quoted(_, tie) => Cell::text(Some(&tie.quote)),
        });
    said_in(plan, |row| row.declaration().and_then(|one| one.source.as_ref()))
        .words("note", "A remark.", |row| row.declaration().and_then(|one| one.note.as_ref()))
        .of(&rows)
}

struct Kinsfolk<'a> {
    tool: &'a Tool,
    other: &'a str,
    kinship: Kinship,
}

impl Kinsfolk<'_> {
    fn of(tool: &Tool) -> impl Iterator<Item = Kinsfolk<'_>> {
        tool.tools.iter().map(move |kin| Kinsfolk { tool, other: kin.to.as_str(), kinship: kin.kinship })
    }
}

/// How tools are related to tools, as it is declared.
pub(super) fn tool_kinship(setting: Setting<'_>) -> Table {
    let rows: Vec<Kinsfolk<'_>> = setting.study().tools.values().flat_map(Kinsfolk::of).collect();
    Plan::new("tool-kinship", "How a tool stands to another.", setting.languages)
        .key("tool", Form::Row("tools"), "The tool.", |row: &Kinsfolk<'_>| Cell::text(Some(&row.tool.id)))
        .key("other", Form::Row("tools"), "The other tool.", |row| Cell::text(Some(row.other)))
        .key(
            "kinship",
            Form::word(Kinship::WORDS.iter().map(|(word, _)| *word)),
            "What the first is to the other: a part of it, what replaces it, or something similar.",
            |row| Cell::text(Some(row.kinship.word())),
        )
        .of(&rows)
}
