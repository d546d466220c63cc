//! Links of texts and pieces of evidence: `kind:id` to the entity or the observation that is meant.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Span, Spanned};
use crate::parse::RawTarget;
use crate::prose::Prose;
use crate::study::{EntityRef, Id, Kind, Observation, Owner, Target};

use super::desk::Desk;
use super::names::Names;
use super::rules::{AMBIGUOUS_OBSERVATION, UNKNOWN_OBSERVATION};

/// What links can lead to.
pub struct Links<'a> {
    names: &'a Names,
    observations: &'a [Observation],
    by_owner: BTreeMap<(&'a Owner, &'a str), Vec<usize>>,
}

impl<'a> Links<'a> {
    /// Links into a study of these names and observations.
    pub fn new(names: &'a Names, observations: &'a [Observation]) -> Self {
        let mut by_owner: BTreeMap<(&Owner, &str), Vec<usize>> = BTreeMap::new();
        for (index, observation) in observations.iter().enumerate() {
            by_owner.entry((&observation.owner, observation.metric.as_str())).or_default().push(index);
        }
        Self { names, observations, by_owner }
    }

    /// A text with its links resolved; each that leads nowhere is reported.
    pub fn resolve(&self, desk: &mut Desk<'_>, text: &Prose<RawTarget>) -> Prose<Target> {
        text.map_targets(|target, _role| self.target(desk, target))
    }

    /// What a target means. One that means nothing is reported and still gives an entity: the build ends with the error.
    pub fn target(&self, desk: &mut Desk<'_>, raw: &Spanned<RawTarget>) -> Target {
        let RawTarget { kind, id, .. } = &raw.value;
        let Some(kind) = Kind::from_word(kind) else {
            unreachable!("the Markdown parser lets only the kinds of entities through");
        };
        if kind == Kind::Metric && id.contains('/') {
            return self.observation(desk, raw);
        }
        if !self.names.has(kind, id) {
            desk.unknown(kind, id, raw.span);
        }
        Target::Entity(EntityRef::new(kind, id))
    }

    fn observation(&self, desk: &mut Desk<'_>, raw: &Spanned<RawTarget>) -> Target {
        let id = &raw.value.id;
        match self.find(desk, raw) {
            Ok(index) => Target::Observation(index),
            Err(diagnostic) => {
                desk.out.extend(diagnostic.map(|boxed| *boxed));
                let metric = id.rsplit('/').next().unwrap_or(id);
                Target::Entity(EntityRef::new(Kind::Metric, metric))
            }
        }
    }

    /// The only observation that is meant, or what to say. `None` where it was said already.
    fn find(&self, desk: &mut Desk<'_>, raw: &Spanned<RawTarget>) -> Result<usize, Option<Box<Diagnostic>>> {
        let parts: Vec<&str> = raw.value.id.split('/').collect();
        let (owners, metric) = match parts.as_slice() {
            [owner, metric] => (self.owners(owner), *metric),
            [kind, owner, metric] => {
                let owner = Kind::from_word(kind).and_then(|kind| self.owner(kind, owner));
                (owner.into_iter().collect(), *metric)
            }
            _ => (Vec::new(), parts.last().copied().unwrap_or_default()),
        };
        if !self.names.has(Kind::Metric, metric) {
            desk.unknown(Kind::Metric, metric, raw.span);
            return Err(None);
        }
        if owners.is_empty() {
            return Err(self.unknown_owner(desk, &parts, raw.span));
        }
        let owned: Vec<(&Owner, usize)> = owners
            .iter()
            .filter_map(|owner| self.by_owner.get_key_value(&(owner, metric)))
            .flat_map(|((owner, _), indices)| indices.iter().map(|index| (*owner, *index)))
            .collect();
        let selected: Vec<(&Owner, usize)> =
            owned.iter().filter(|(_, index)| self.answers(*index, raw.value.query.as_deref())).copied().collect();
        match selected.as_slice() {
            [(_, index)] => Ok(*index),
            [] if self.names.may_observe_more() => Err(None),
            [] => Err(Some(Box::new(self.none(desk, raw, &owners, metric, &owned)))),
            several => Err(Some(Box::new(self.several(desk, raw, several)))),
        }
    }

    fn owners(&self, id: &str) -> Vec<Owner> {
        if id == "study" {
            return vec![Owner::Study];
        }
        [Kind::Organisation, Kind::Tool, Kind::Practice].into_iter().filter_map(|kind| self.owner(kind, id)).collect()
    }

    fn owner(&self, kind: Kind, id: &str) -> Option<Owner> {
        if !self.names.has(kind, id) {
            return None;
        }
        match kind {
            Kind::Organisation => Some(Owner::Organisation(Id::new(id))),
            Kind::Tool => Some(Owner::Tool(Id::new(id))),
            Kind::Practice => Some(Owner::Practice(Id::new(id))),
            _ => None,
        }
    }

    fn unknown_owner(&self, desk: &mut Desk<'_>, parts: &[&str], span: Span) -> Option<Box<Diagnostic>> {
        match parts {
            [owner, _] => desk.unknown(Kind::Organisation, owner, span),
            [kind, owner, _] => match Kind::from_word(kind) {
                Some(kind @ (Kind::Organisation | Kind::Tool | Kind::Practice)) => desk.unknown(kind, owner, span),
                _ => return Some(Box::new(self.shape(desk, parts, span))),
            },
            _ => return Some(Box::new(self.shape(desk, parts, span))),
        }
        None
    }

    fn shape(&self, desk: &Desk<'_>, parts: &[&str], span: Span) -> Diagnostic {
        UNKNOWN_OBSERVATION.at(desk.place(span), format!("`metric:{}` names no observation", parts.join("/"))).help(
            "write `metric:OWNER/ID`, with `organisation/`, `tool/` or `practice/` before it where two share an id",
        )
    }

    fn none(
        &self,
        desk: &Desk<'_>,
        raw: &Spanned<RawTarget>,
        owners: &[Owner],
        metric: &str,
        owned: &[(&Owner, usize)],
    ) -> Diagnostic {
        let owner = owners.first().and_then(Owner::entity).map_or("study".to_owned(), |entity| entity.id.to_string());
        let message = match &raw.value.query {
            Some(query) if !owned.is_empty() => format!("no observation of `{owner}/{metric}` has `{query}`"),
            _ => format!("`{owner}` has no observation of `{metric}`"),
        };
        let owners_with: Vec<String> = self
            .by_owner
            .keys()
            .filter(|(_, other)| *other == metric)
            .map(|(owner, _)| owner.entity().map_or("study".to_owned(), |entity| entity.id.to_string()))
            .collect();
        let diagnostic = UNKNOWN_OBSERVATION.at(desk.place(raw.span), message);
        match owners_with.is_empty() {
            true => diagnostic.help("no owner has one; observations stand in `metrics.yaml` beside their owner"),
            false if owned.is_empty() => diagnostic.help(format!("it is observed for: {}", owners_with.join(", "))),
            false => diagnostic.help(format!("it has: {}", self.choices(owned).join(", "))),
        }
    }

    fn several(&self, desk: &Desk<'_>, raw: &Spanned<RawTarget>, several: &[(&Owner, usize)]) -> Diagnostic {
        let message = format!("{} observations answer `metric:{}`; one must be selected", several.len(), raw.value.id);
        let mut diagnostic = AMBIGUOUS_OBSERVATION.at(desk.place(raw.span), message);
        for (_, index) in several.iter().take(4) {
            if let Some(observation) = self.observations.get(*index) {
                diagnostic = diagnostic.also(observation.place.clone(), "one of them");
            }
        }
        let kinds: Vec<&Owner> = several.iter().map(|(owner, _)| *owner).collect();
        match kinds.split_first() {
            Some((first, rest)) if rest.iter().any(|owner| owner != first) => {
                diagnostic.help("say whose: `metric:organisation/ID/METRIC` or `metric:tool/ID/METRIC`")
            }
            _ => diagnostic.help(format!("select one of: {}", self.choices(several).join(", "))),
        }
    }

    /// The queries that tell observations apart.
    fn choices(&self, of: &[(&Owner, usize)]) -> Vec<String> {
        of.iter()
            .filter_map(|(_, index)| self.observations.get(*index))
            .map(|observation| {
                let date = observation.date.map(|date| format!("date={date}"));
                let tool = observation.tool.as_ref().map(|tool| format!("tool={tool}"));
                let segment = observation.segment.as_ref().map(|segment| format!("segment={segment}"));
                let parts: Vec<String> = [date, tool, segment].into_iter().flatten().collect();
                if parts.is_empty() { "(no date)".to_owned() } else { format!("?{}", parts.join("&")) }
            })
            .collect()
    }

    fn answers(&self, index: usize, query: Option<&str>) -> bool {
        let (Some(observation), Some(query)) = (self.observations.get(index), query) else {
            return query.is_none();
        };
        query.split('&').all(|part| match part.split_once('=') {
            Some(("date", date)) => observation.date.is_some_and(|known| known.to_string() == date),
            Some(("tool", tool)) => observation.tool.as_ref().is_some_and(|known| known.as_str() == tool),
            Some(("segment", segment)) => observation.segment.as_deref() == Some(segment),
            _ => false,
        })
    }
}
