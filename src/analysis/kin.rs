//! How tools are related to tools, seen from both ends: what one declares, the other has turned round.

use std::collections::{BTreeMap, BTreeSet};

use crate::study::{EntityRef, Kind, Kinship, Study};

/// How a tool stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KinWay {
    /// It is a part of the other.
    PartOf,
    /// The other is a part of it.
    HasPart,
    /// It came after the other.
    Replaces,
    /// The other came after it.
    ReplacedBy,
    /// Both serve the same use.
    Similar,
}

impl KinWay {
    /// Every way.
    pub const ALL: [KinWay; 5] =
        [KinWay::PartOf, KinWay::HasPart, KinWay::Replaces, KinWay::ReplacedBy, KinWay::Similar];

    fn both(kinship: Kinship) -> (KinWay, KinWay) {
        match kinship {
            Kinship::PartOf => (KinWay::PartOf, KinWay::HasPart),
            Kinship::Replaces => (KinWay::Replaces, KinWay::ReplacedBy),
            Kinship::Similar => (KinWay::Similar, KinWay::Similar),
        }
    }
}

/// The related tools of every tool, by how they are related.
#[derive(Debug, Default)]
pub(super) struct Kinships(BTreeMap<EntityRef, BTreeMap<KinWay, BTreeSet<EntityRef>>>);

impl Kinships {
    pub(super) fn of(study: &Study) -> Self {
        let mut kinships = Self::default();
        for tool in study.tools.values() {
            let one = EntityRef::new(Kind::Tool, tool.id.as_str());
            for kin in &tool.tools {
                let other = EntityRef::new(Kind::Tool, kin.to.as_str());
                let (way, back) = KinWay::both(kin.kinship);
                kinships.add(&one, way, &other);
                kinships.add(&other, back, &one);
            }
        }
        kinships
    }

    pub(super) fn of_tool<'a>(
        &'a self,
        tool: &EntityRef,
        way: KinWay,
    ) -> impl Iterator<Item = &'a EntityRef> + use<'a> {
        self.0.get(tool).and_then(|ways| ways.get(&way)).into_iter().flatten()
    }

    fn add(&mut self, from: &EntityRef, way: KinWay, to: &EntityRef) {
        self.0.entry(from.clone()).or_default().entry(way).or_default().insert(to.clone());
    }
}
