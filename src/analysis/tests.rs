//! Tests of questions put to a made-up study.

use super::*;
use crate::study::fixture::{self, entity};
use crate::study::{Evidence, Status};

fn ined() -> EntityRef {
    entity(Kind::Organisation, "ined")
}

fn twitter() -> EntityRef {
    entity(Kind::Tool, "twitter")
}

fn ids(ties: &[Tie]) -> Vec<&str> {
    ties.iter().map(|tie| tie.quote.as_str()).collect()
}

#[test]
fn a_declared_status_and_the_strongest_evidence_stay() {
    let analysis = Analysis::of(&fixture::study());
    let pair = analysis.pair(&ined(), &twitter()).unwrap();
    assert_eq!(pair.status, Status::Planned);
    assert_eq!(pair.evidence, Evidence::Explicit, "the quote is surer than the declaration");
    assert_eq!(pair.declared.len(), 1);
    assert_eq!(ids(&pair.quotes), ["messages"]);
}

#[test]
fn a_pair_that_only_quotes_name_is_mentioned_as_surely_as_its_weaker_tie() {
    let analysis = Analysis::of(&fixture::study());
    let (cnrs, blogs) = (entity(Kind::Organisation, "cnrs"), entity(Kind::Tool, "blogs"));
    let careful = analysis.pair(&cnrs, &twitter()).unwrap();
    assert_eq!((careful.status, careful.evidence), (Status::Mentioned, Evidence::Inferred));
    let inferred = analysis.pair(&ined(), &blogs).unwrap();
    assert_eq!((inferred.status, inferred.evidence), (Status::Mentioned, Evidence::Inferred));
    let practice = entity(Kind::Practice, "short-validation");
    assert_eq!(analysis.pair(&blogs, &practice).unwrap().evidence, Evidence::Inferred);
    assert_eq!(analysis.pair(&ined(), &practice).unwrap().evidence, Evidence::Explicit);
}

#[test]
fn an_absence_is_a_relation_and_not_a_gap() {
    let analysis = Analysis::of(&fixture::study());
    let pair = analysis.pair(&entity(Kind::Tool, "blogs"), &entity(Kind::Organisation, "cnrs")).unwrap();
    assert_eq!(pair.status, Status::Absent);
    assert!(pair.quotes.is_empty());
    assert!(analysis.pair(&entity(Kind::Organisation, "eole"), &twitter()).is_none());
}

#[test]
fn both_ends_lead_to_each_other() {
    let analysis = Analysis::of(&fixture::study());
    let others = |entity: &EntityRef, kind| {
        analysis.related(entity, kind).map(|(other, _)| other.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(others(&ined(), Kind::Tool), ["blogs", "twitter"]);
    assert_eq!(others(&ined(), Kind::Practice), ["short-validation"]);
    assert_eq!(others(&twitter(), Kind::Organisation), ["cnrs", "ined"]);
    assert_eq!(others(&entity(Kind::Practice, "short-validation"), Kind::Tool), ["blogs"]);
}

#[test]
fn quotes_are_found_by_all_that_they_are_tied_to() {
    let analysis = Analysis::of(&fixture::study());
    assert_eq!(ids(analysis.quotes(&ined())), ["messages", "two-hours"]);
    assert_eq!(ids(analysis.quotes(&entity(Kind::Topic, "delays"))), ["two-hours"]);
    assert_eq!(ids(analysis.quotes(&entity(Kind::Document, "deck"))), ["careful", "live", "messages", "two-hours"]);
    let unattributed: Vec<&str> = analysis.unattributed().iter().map(Id::as_str).collect();
    assert_eq!(unattributed, ["live", "nobody"], "an anonymous quote is tied to no organisation");
}

#[test]
fn a_tool_declared_as_a_part_is_seen_from_the_whole() {
    let analysis = Analysis::of(&fixture::study());
    let kin = |tool: &str, way| analysis.kin(&entity(Kind::Tool, tool), way).map(|one| &*one.id).collect::<Vec<_>>();
    assert_eq!(kin("twitter", KinWay::HasPart), ["hangout"]);
    assert_eq!(kin("hangout", KinWay::PartOf), ["twitter"]);
    assert!(kin("twitter", KinWay::PartOf).is_empty());
}

#[test]
fn the_matrix_begins_with_the_densest_and_ends() {
    let study = fixture::study();
    let analysis = Analysis::of(&study);
    let part = analysis.matrix(&study, Kind::Organisation, Kind::Tool, 0).unwrap();
    let totals = |ends: &[MatrixEnd]| ends.iter().map(|end| (end.entity.id.to_string(), end.total)).collect::<Vec<_>>();
    assert_eq!(totals(&part.rows), [("ined".to_owned(), 2), ("cnrs".to_owned(), 2), ("eole".to_owned(), 0)]);
    assert_eq!(totals(&part.columns), [("twitter".to_owned(), 2), ("blogs".to_owned(), 2)], "no column says nothing");
    assert_eq!(part.parts, 1);
    assert_eq!(analysis.matrix(&study, Kind::Organisation, Kind::Tool, 1), None);
}

#[test]
fn a_matrix_of_many_rows_has_several_parts() {
    let mut study = fixture::study();
    for number in 0..150 {
        let organisation = fixture::organisation(&format!("o-{number}"), "O");
        study.organisations.insert(organisation.id.clone(), organisation);
    }
    let analysis = Analysis::of(&study);
    let sizes: Vec<usize> = (0..)
        .map_while(|part| analysis.matrix(&study, Kind::Organisation, Kind::Tool, part))
        .map(|part| part.rows.len())
        .collect();
    assert_eq!(sizes, [60, 60, 33]);
}

#[test]
fn findings_and_texts_that_use_an_entity_are_known() {
    let analysis = Analysis::of(&fixture::study());
    let messages = entity(Kind::Quote, "messages");
    let findings: Vec<&str> = analysis.findings(&messages).iter().map(Id::as_str).collect();
    assert_eq!(findings, ["caution", "speed"]);
    assert_eq!(analysis.named_in(&messages), [entity(Kind::Chapter, "objectives")]);
    assert_eq!(analysis.uses(&messages), 3);
}

#[test]
fn observations_are_numbered_within_owner_and_metric() {
    let mut study = fixture::study();
    study.observations.push(study.observations[0].clone());
    let analysis = Analysis::of(&study);
    let ined = Owner::Organisation(Id::new("ined"));
    assert_eq!(analysis.observations_of(&ined), [0, 3]);
    assert_eq!((analysis.rank(0), analysis.rank(1), analysis.rank(3)), (1, 1, 2));
    assert_eq!(analysis.observations_about(&Id::new("delay")), [0, 1, 3]);
    assert_eq!(analysis.observations_saying(&Id::new("two-hours")), [0, 3]);
}
