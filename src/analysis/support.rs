//! What rests on an entity, and what names it.

use std::collections::BTreeMap;

use crate::study::{EntityRef, Finding, Id, Kind, Study, UseRole};

/// Both readings of a study's uses.
#[derive(Debug, Default)]
pub(super) struct Support {
    pub(super) findings: BTreeMap<EntityRef, Vec<Id<Finding>>>,
    pub(super) named_in: BTreeMap<EntityRef, Vec<EntityRef>>,
    pub(super) uses: BTreeMap<EntityRef, usize>,
}

impl Support {
    pub(super) fn of(study: &Study) -> Self {
        let place = order_of_texts(study);
        let mut support = Self::default();
        for (entity, uses) in &study.uses {
            let (resting, naming): (Vec<_>, Vec<_>) = uses.iter().partition(|one| one.role == UseRole::Evidence);
            let mut naming: Vec<EntityRef> = naming.into_iter().map(|one| one.by.clone()).collect();
            naming.sort_by_key(|by| (place.get(by).copied().unwrap_or(usize::MAX), by.clone()));
            naming.dedup();
            let mut resting: Vec<EntityRef> = resting.into_iter().map(|one| one.by.clone()).collect();
            resting.sort_by_key(|by| (place.get(by).copied().unwrap_or(usize::MAX), by.clone()));
            let resting = resting.iter().filter(|by| by.kind == Kind::Finding).map(|by| Id::new(&by.id)).collect();
            support.uses.insert(entity.clone(), uses.len());
            support.findings.insert(entity.clone(), resting);
            support.named_in.insert(entity.clone(), naming);
        }
        support
    }
}

/// Chapters and findings have an order of their own; everything else follows by kind and id.
fn order_of_texts(study: &Study) -> BTreeMap<EntityRef, usize> {
    let chapters = study.chapters.iter().map(|chapter| EntityRef::new(Kind::Chapter, chapter.id.as_str()));
    let findings = study.findings.iter().map(|finding| EntityRef::new(Kind::Finding, finding.id.as_str()));
    chapters.chain(findings).enumerate().map(|(place, text)| (text, place)).collect()
}
