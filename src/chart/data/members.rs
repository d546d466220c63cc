//! Who is counted where: entities by what they are tied to, by how surely, by language, by the category of their owner.
//!
//! Organisations, tools and practices are related by what authors declare and by quotes; topics and documents by the quotes
//! that name both, and by what a card says of itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::Analysis;
use crate::analysis::Tie;
use crate::language::LanguageCode;
use crate::study::{
    Card, Counted, EntityRef, Evidence, Filters, Grouping, Id, Kind, Metric, Quote, Reading, Status, Study,
};

use super::Material;

/// Something that is counted, and how surely it belongs where it is counted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Member {
    pub(super) entity: EntityRef,
    pub(super) evidence: Evidence,
    pub(super) status: Status,
}

/// A row or a column: its head, and what is counted there.
pub(super) struct Group {
    pub(super) key: GroupKey,
    pub(super) members: Vec<Member>,
}

/// What a row or a column stands for.
#[derive(Clone, PartialEq)]
pub(super) enum GroupKey {
    Entity(EntityRef),
    Words { label: String, lang: Option<String>, evidence: Option<Evidence> },
}

/// The kind of what is counted.
pub(super) fn kind_of(counted: Counted) -> Kind {
    match counted {
        Counted::Quotes => Kind::Quote,
        Counted::Organisations => Kind::Organisation,
        Counted::Tools => Kind::Tool,
        Counted::Practices => Kind::Practice,
        Counted::Topics => Kind::Topic,
        Counted::Documents => Kind::Document,
    }
}

/// Whether what two kinds have to do with each other is a relation, which has a status.
pub(super) fn are_related(one: Kind, other: Kind) -> bool {
    let can_be = |kind| matches!(kind, Kind::Organisation | Kind::Tool | Kind::Practice);
    can_be(one) && can_be(other) && one != other
}

/// Entities of one kind, ready to be looked up by what they are tied to.
pub(super) struct Members<'m> {
    material: &'m Material<'m>,
    counted: Kind,
    by_quote: BTreeMap<&'m Id<Quote>, Vec<(EntityRef, Evidence)>>,
    by_declaration: BTreeMap<EntityRef, Vec<EntityRef>>,
}

impl<'m> Members<'m> {
    /// Those of a kind.
    pub(super) fn of(material: &'m Material<'m>, counted: Kind) -> Self {
        let mut by_quote: BTreeMap<&Id<Quote>, Vec<(EntityRef, Evidence)>> = BTreeMap::new();
        if counted != Kind::Quote {
            for entity in material.entities(counted) {
                for tie in material.analysis.quotes(&entity) {
                    by_quote.entry(&tie.quote).or_default().push((entity.clone(), tie.evidence));
                }
            }
        }
        Self { material, counted, by_quote, by_declaration: declared(material.study, counted) }
    }

    /// All of them.
    pub(super) fn all(&self) -> Vec<Member> {
        let known = |entity| Member { entity, evidence: Evidence::Explicit, status: Status::Documented };
        if self.counted != Kind::Quote {
            return self.material.entities(self.counted).into_iter().map(known).collect();
        }
        let quotes = self.material.analysis.quotes_in_order().iter();
        quotes
            .map(|quote| Member { evidence: quote.evidence, ..known(EntityRef::of(Kind::Quote, &quote.id)) })
            .collect()
    }

    /// Those that are tied to an entity, each once, with the surest evidence.
    pub(super) fn tied_to(&self, to: &EntityRef) -> Vec<Member> {
        let analysis = self.material.analysis;
        if self.counted == Kind::Quote {
            return analysis.quotes(to).iter().map(of_tie).collect();
        }
        if are_related(self.counted, to.kind) {
            let related = analysis.related(to, self.counted);
            // What the source says is not so is no relation to count.
            let related = related.filter(|(_, pair)| pair.status != Status::Absent);
            return related
                .map(|(entity, pair)| Member { entity: entity.clone(), evidence: pair.evidence, status: pair.status })
                .collect();
        }
        let mut found: BTreeMap<EntityRef, Member> = BTreeMap::new();
        let declared = self.by_declaration.get(to).into_iter().flatten();
        let declared = declared.map(|entity| (entity.clone(), Evidence::Explicit, Status::Documented));
        let quoted = analysis.quotes(to).iter().flat_map(|tie| {
            let named = self.by_quote.get(&tie.quote).into_iter().flatten();
            // A quote ties two things together only as surely as it is tied to the less sure of them.
            named.map(|(entity, evidence)| (entity.clone(), tie.evidence.max(*evidence), Status::Mentioned))
        });
        for (entity, evidence, status) in declared.chain(quoted) {
            let member = Member { entity: entity.clone(), evidence, status };
            let known = found.entry(entity).or_insert(member);
            known.evidence = known.evidence.min(evidence);
        }
        found.into_values().collect()
    }

    /// Those of which an observation says that they have a value of a category, or that are tied to its owner.
    fn of_category(&self, metric: &Id<Metric>, value: &str) -> Vec<Member> {
        let mut found: BTreeMap<EntityRef, Member> = BTreeMap::new();
        for (owner, evidence) in owners(self.material.study, self.material.analysis, metric, value) {
            let members = if owner.kind == self.counted {
                vec![Member { entity: owner, evidence, status: Status::Documented }]
            } else {
                self.tied_to(&owner)
            };
            for member in members {
                found.entry(member.entity.clone()).or_insert(member);
            }
        }
        if self.counted != Kind::Quote {
            return found.into_values().collect();
        }
        let order = self.material.analysis.quotes_in_order().iter();
        order.filter_map(|quote| found.remove(&EntityRef::of(Kind::Quote, &quote.id))).collect()
    }

    /// The rows or columns that a grouping gives.
    pub(super) fn groups(&self, by: &Grouping) -> Vec<Group> {
        match by {
            Grouping::Entity(kind) => {
                let group = |entity: EntityRef| Group { members: self.tied_to(&entity), key: GroupKey::Entity(entity) };
                self.material.entities(*kind).into_iter().map(group).collect()
            }
            Grouping::Category(metric) => {
                let values = self.material.study.metrics.get(metric).map_or(&[][..], |metric| &metric.values);
                let group = |value: &crate::study::Segment| {
                    let (label, lang) = self.material.words(&value.label);
                    let key = GroupKey::Words { label, lang, evidence: None };
                    Group { key, members: self.of_category(metric, &value.id) }
                };
                values.iter().map(group).collect()
            }
            Grouping::Evidence => self.by_evidence(),
            Grouping::Language => self.by_language(),
            Grouping::Status | Grouping::Segment | Grouping::Date | Grouping::Observation => Vec::new(),
        }
    }

    fn by_evidence(&self) -> Vec<Group> {
        let mut groups: BTreeMap<Evidence, Vec<Member>> = BTreeMap::new();
        for member in self.all() {
            groups.entry(member.evidence).or_default().push(member);
        }
        let key = |evidence: Evidence| GroupKey::Words {
            label: evidence_words(self.material, evidence),
            lang: None,
            evidence: Some(evidence),
        };
        groups.into_iter().map(|(evidence, members)| Group { key: key(evidence), members }).collect()
    }

    fn by_language(&self) -> Vec<Group> {
        let mut groups: BTreeMap<&LanguageCode, Vec<Member>> = BTreeMap::new();
        for member in self.all() {
            if let Some(quote) = self.material.study.quotes.get(&*member.entity.id) {
                groups.entry(&quote.language).or_default().push(member);
            }
        }
        let key = |code: &LanguageCode| {
            let label = self.material.language.name_of(code);
            GroupKey::Words { label, lang: None, evidence: None }
        };
        groups.into_iter().map(|(code, members)| Group { key: key(code), members }).collect()
    }

    /// Keeps the rows that filters choose, and in them what filters let through.
    pub(super) fn filtered(&self, groups: Vec<Group>, filters: &Filters) -> Vec<Group> {
        let sieve = Sieve::of(self, filters);
        let chosen = groups.into_iter().filter(|group| match &group.key {
            GroupKey::Entity(entity) => sieve.chooses(entity),
            GroupKey::Words { .. } => true,
        });
        chosen
            .map(|mut group| {
                group.members.retain(|member| sieve.lets_through(member));
                group
            })
            .collect()
    }
}

/// What a level of evidence is called.
pub(super) fn evidence_words(material: &Material<'_>, evidence: Evidence) -> String {
    material.language.text(&format!("evidence.{}.word", evidence.word()), &[])
}

fn of_tie(tie: &Tie) -> Member {
    let entity = EntityRef::new(Kind::Quote, tie.quote.as_str());
    Member { entity, evidence: tie.evidence, status: Status::Documented }
}

/// The owners of the observations that have a value of a category.
pub(super) fn owners(
    study: &Study,
    analysis: &Analysis,
    metric: &Id<Metric>,
    value: &str,
) -> BTreeMap<EntityRef, Evidence> {
    let about = analysis.observations_about(metric).iter();
    let about = about.filter_map(|index| study.observations.get(*index));
    let having = about.filter(|observation| matches!(&observation.reading, Reading::Category(has) if **has == *value));
    having.filter_map(|observation| Some((observation.owner.entity()?, observation.evidence))).collect()
}

/// What cards say of themselves: entities of one kind by the topics and documents that they name, or the other way round.
fn declared(study: &Study, counted: Kind) -> BTreeMap<EntityRef, Vec<EntityRef>> {
    let of_kind = |kind, id: &str, card: &Card| {
        let owner = EntityRef::new(kind, id);
        let topics = card.topics.iter().map(|topic| EntityRef::new(Kind::Topic, topic.as_str()));
        let document = card.source.iter().map(|source| EntityRef::new(Kind::Document, source.document.as_str()));
        topics.chain(document).map(|named| (owner.clone(), named)).collect::<Vec<_>>()
    };
    let organisations =
        study.organisations.values().flat_map(|it| of_kind(Kind::Organisation, it.id.as_str(), &it.card));
    let tools = study.tools.values().flat_map(|it| of_kind(Kind::Tool, it.id.as_str(), &it.card));
    let practices = study.practices.values().flat_map(|it| of_kind(Kind::Practice, it.id.as_str(), &it.card));
    let mut declared: BTreeMap<EntityRef, Vec<EntityRef>> = BTreeMap::new();
    for (owner, named) in organisations.chain(tools).chain(practices) {
        if owner.kind == counted {
            declared.entry(named).or_default().push(owner);
        } else if named.kind == counted {
            declared.entry(owner).or_default().push(named);
        }
    }
    declared
}

/// Filters, with what each of them lets through looked up once.
pub(super) struct Sieve<'m> {
    material: &'m Material<'m>,
    counted: Kind,
    meshes: Vec<Mesh<'m>>,
}

struct Mesh<'m> {
    by: &'m Grouping,
    values: &'m [Arc<str>],
    /// What is let through, where that depends on more than the member itself.
    entities: BTreeSet<EntityRef>,
    /// Whose observations have a value of a category.
    owners: BTreeSet<EntityRef>,
}

impl<'m> Sieve<'m> {
    pub(super) fn of(members: &Members<'m>, filters: &'m Filters) -> Self {
        let material = members.material;
        let mesh = |(by, values): &'m (Grouping, Vec<Arc<str>>)| {
            let tied: Vec<Member> = match by {
                Grouping::Entity(kind) if *kind != members.counted => {
                    values.iter().flat_map(|value| members.tied_to(&EntityRef::new(*kind, value))).collect()
                }
                Grouping::Category(metric) => {
                    values.iter().flat_map(|value| members.of_category(metric, value)).collect()
                }
                _ => Vec::new(),
            };
            let owners = match by {
                Grouping::Category(metric) => values
                    .iter()
                    .flat_map(|value| owners(material.study, material.analysis, metric, value).into_keys())
                    .collect(),
                _ => BTreeSet::new(),
            };
            Mesh { by, values, entities: tied.into_iter().map(|member| member.entity).collect(), owners }
        };
        Self { material, counted: members.counted, meshes: filters.iter().map(mesh).collect() }
    }

    /// Whether a row or a column stays: a filter on what rows stand for chooses rows.
    pub(super) fn chooses(&self, head: &EntityRef) -> bool {
        self.meshes.iter().all(|mesh| match mesh.by {
            Grouping::Entity(kind) if *kind == head.kind => mesh.values.iter().any(|value| **value == *head.id),
            Grouping::Category(_) if mesh.owners.iter().any(|owner| owner.kind == head.kind) => {
                mesh.owners.contains(head)
            }
            _ => true,
        })
    }

    /// Whether something is counted.
    pub(super) fn lets_through(&self, member: &Member) -> bool {
        self.meshes.iter().all(|mesh| {
            let one_of = |word: &str| mesh.values.iter().any(|value| **value == *word);
            match mesh.by {
                Grouping::Evidence => one_of(member.evidence.word()),
                Grouping::Status => one_of(self.material.study.imprint.status_id(member.status)),
                Grouping::Language => {
                    let quote = self.material.study.quotes.get(&*member.entity.id);
                    quote.is_some_and(|quote| one_of(quote.language.as_str()))
                }
                Grouping::Entity(kind) if *kind == self.counted => one_of(&member.entity.id),
                Grouping::Entity(_) | Grouping::Category(_) => mesh.entities.contains(&member.entity),
                // Nothing that is counted has one: this was said where the definition is read.
                Grouping::Segment | Grouping::Date | Grouping::Observation => true,
            }
        })
    }

    /// Whether a relation stays that no quote is behind: filters on its status and evidence are all that can choose it.
    pub(super) fn lets_declared_through(&self, evidence: Evidence, status: Status, ends: [&EntityRef; 2]) -> bool {
        self.meshes.iter().all(|mesh| {
            let one_of = |word: &str| mesh.values.iter().any(|value| **value == *word);
            match mesh.by {
                Grouping::Evidence => one_of(evidence.word()),
                Grouping::Status => one_of(self.material.study.imprint.status_id(status)),
                Grouping::Entity(kind) => ends.iter().any(|end| end.kind == *kind),
                Grouping::Category(_) => ends.iter().any(|end| mesh.owners.contains(*end)),
                _ => false,
            }
        })
    }
}
