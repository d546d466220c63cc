//! The tables of findings, of what each rests on, and of charts.

use crate::study::{ChartDefinition, EntityRef, Finding, Id, Kind, Target};

use super::Setting;
use super::numbers;
use super::quotes::ends;
use super::table::{Cell, Form, Plan, Table};

/// What a finding may rest on.
const EVIDENCE: [Kind; 8] = [
    Kind::Quote,
    Kind::Metric,
    Kind::Chart,
    Kind::Organisation,
    Kind::Tool,
    Kind::Practice,
    Kind::Topic,
    Kind::Document,
];

/// The claims, in their order.
pub(super) fn findings(setting: Setting<'_>) -> Table {
    Plan::new("findings", "A claim of the study.", setting.languages)
        .key("id", Form::Id, "Its id.", |one: &Finding| Cell::text(Some(&one.id)))
        .words("title", "The claim.", |one| Some(&one.body.title))
        .words("summary", "A sentence about it.", |one| one.body.summary.as_ref())
        .words("scope", "How far it holds.", |one| one.scope.as_ref())
        .column("topics", Form::List, "The ids of the topics that it is about.", |one| Cell::ids(&one.topics))
        .column("rests_on", Form::List, "What it rests on, each `kind:id`, or `observation:` and its id.", move |one| {
            Cell::List(one.rests_on.iter().filter_map(|target| written(setting, &target.value)).collect())
        })
        .always("address", Form::Address, "Its page in the study's first language.", move |one| {
            setting.page_cell(&EntityRef::new(Kind::Finding, one.id.as_str()))
        })
        .of(&setting.study().findings)
}

fn written(setting: Setting<'_>, target: &Target) -> Option<String> {
    match target {
        Target::Entity(entity) => Some(entity.to_string()),
        Target::Observation(index) => observation(setting, *index).map(|id| format!("observation:{id}")),
    }
}

fn observation(setting: Setting<'_>, index: usize) -> Option<String> {
    setting.study().observations.get(index).map(|one| numbers::id(setting, index, one))
}

struct Resting<'a> {
    finding: &'a Id<Finding>,
    position: i64,
    target: &'a Target,
}

impl Resting<'_> {
    fn of(finding: &Finding) -> impl Iterator<Item = Resting<'_>> {
        let targets = finding.rests_on.iter().map(|target| &target.value).zip(1..);
        targets.map(|(target, position)| Resting { finding: &finding.id, position, target })
    }

    fn entity(&self) -> Option<&EntityRef> {
        match self.target {
            Target::Entity(entity) => Some(entity),
            Target::Observation(_) => None,
        }
    }
}

/// What each finding rests on, a row a piece of evidence.
pub(super) fn finding_evidence(setting: Setting<'_>) -> Table {
    let rows: Vec<Resting<'_>> = setting.study().findings.iter().flat_map(Resting::of).collect();
    let plan = Plan::new("finding-evidence", "A piece of evidence that a finding rests on.", setting.languages)
        .key("finding", Form::Row("findings"), "The finding.", |row: &Resting<'_>| Cell::text(Some(row.finding)))
        .key("position", Form::Whole, "Its place in the author's order, from 1.", |row| Cell::Whole(row.position));
    let plan = EVIDENCE.into_iter().fold(plan, |plan, kind| ends(plan, kind, Resting::entity));
    plan.column("observation", Form::Row("observations"), "The observation, where it is one.", move |row| {
        Cell::text(match row.target {
            Target::Observation(index) => observation(setting, *index),
            Target::Entity(_) => None,
        })
    })
    .of(&rows)
}

/// The charts that the study defines; each has its data in a file beside its page.
pub(super) fn charts(setting: Setting<'_>) -> Table {
    // A chart without a drawing has no page and no file.
    let page = move |chart: &ChartDefinition| {
        let key = (chart.id.clone(), setting.languages.first()?.clone());
        let route = setting.page(&EntityRef::new(Kind::Chart, chart.id.as_str()));
        setting.material.pictures.contains_key(&key).then_some(route)
    };
    Plan::new("charts", "A chart that the study defines.", setting.languages)
        .key("id", Form::Id, "Its id.", |one: &ChartDefinition| Cell::text(Some(&one.id)))
        .always("kind", Form::Text, "The kind of chart.", |one| Cell::text(Some(&one.kind.value)))
        .words("title", "Its title.", |one| Some(&one.title))
        .words("subtitle", "What its numbers are.", |one| one.subtitle.as_ref())
        .words("source", "Where its numbers come from, where its author says it.", |one| one.source.as_ref())
        .words("note", "What a reader must know.", |one| one.note.as_ref())
        .column("exceptions", Form::List, "The rules that it breaks on purpose, each with its reason.", |one| {
            Cell::List(one.exceptions.iter().map(|one| format!("{}: {}", one.rule.value, one.reason)).collect())
        })
        .column("data", Form::Address, "The data that it shows, as CSV.", move |one| {
            Cell::text(page(one).map(|page| setting.address(&page.with_extension("csv"))))
        })
        .column("address", Form::Address, "Its page in the study's first language.", move |one| {
            Cell::text(page(one).map(|page| setting.address(&page)))
        })
        .of(setting.study().charts.values())
}
