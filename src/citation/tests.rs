//! Tests of references in every format.

use super::*;
use crate::language::tests::{english, french};
use crate::study::fixture;

fn study() -> Reference {
    let mut study = fixture::study();
    study.imprint.genre = Some(fixture::both("Étude qualitative", "Qualitative study"));
    Reference::of_study(&study, &french(), Some("https://example.org/index.html".to_owned()))
}

fn quote() -> Reference {
    study().part(Form::Quotation, "messages", "« Les messages » (Ined)", Some("https://example.org/m.html".to_owned()))
}

#[test]
fn a_reference_has_the_years_of_the_fieldwork() {
    let expected = "Anne Martin (2012). L’étude. Étude qualitative, juin–octobre 2012. https://example.org/index.html";
    assert_eq!(text(&study(), &french()), expected);
}

#[test]
fn a_part_names_the_study() {
    let said = text(&quote(), &french());
    assert!(said.starts_with("Anne Martin (2012). « Les messages » (Ined), dans L’étude. "), "{said}");
    let chapter = study().part(Form::Section, "x", "Outlook", None);
    let said = html(&chapter, &english());
    assert!(said.contains("“Outlook”, in <cite>L’étude</cite>. "), "{said}");
}

#[test]
fn html_is_escaped() {
    let mut reference = study();
    reference.title = "<script>".to_owned();
    reference.address = Some("https://example.org/?a=\"b\"".to_owned());
    let said = html(&reference, &french());
    assert!(said.contains("<cite>&lt;script&gt;</cite>"), "{said}");
    assert!(said.contains("href=\"https://example.org/?a=&quot;b&quot;\""), "{said}");
}

#[test]
fn a_study_without_date_or_authors_is_still_cited() {
    let mut imprinted = fixture::study();
    imprinted.imprint.authors.clear();
    imprinted.imprint.published = None;
    imprinted.imprint.fieldwork = None;
    let reference = Reference::of_study(&imprinted, &french(), None);
    assert_eq!(text(&reference, &french()), "s. d. L’étude.");
    assert_eq!(reference.key(), "study");
}

#[test]
fn bibtex_is_safe_for_tex() {
    let mut reference = quote();
    reference.title = "50 % & plus {a}_b".to_owned();
    let entry = bibtex(&reference);
    assert!(entry.starts_with("@incollection{martin-2012-messages,\n  author = {Anne Martin},\n"), "{entry}");
    assert!(entry.contains("  title = {50 \\% \\& plus \\{a\\}\\_b},\n"), "{entry}");
    assert!(entry.contains("  booktitle = {L’étude},\n"), "{entry}");
    assert!(entry.ends_with("}\n"));
}

#[test]
fn ris_has_one_field_a_line() {
    let mut reference = study();
    reference.title = "A\nER  - B".to_owned();
    let record = ris(&reference);
    assert!(record.starts_with("TY  - RPRT\r\nAU  - Martin, Anne\r\nTI  - A ER  - B\r\n"), "{record}");
    assert!(record.contains("DA  - 2012//\r\n"), "{record}");
    assert!(record.ends_with("ER  - \r\n"));
}

#[test]
fn csl_parts_dates_and_names() {
    let items: serde_json::Value = serde_json::from_str(&csl_json(&study())).unwrap();
    assert_eq!(items[0]["issued"]["date-parts"][0][0], 2012);
    assert_eq!(items[0]["author"][0]["family"], "Martin");
    assert_eq!(items[0]["type"], "report");
}

#[test]
fn json_ld_cannot_close_its_script() {
    let quotation = Quotation { words: "</script><b>", language: "fr", ..Quotation::default() };
    let written = script(&super::quotation(&quote(), &quotation));
    assert!(!written.contains('<'), "{written}");
    let back: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(back["text"], "</script><b>");
    assert_eq!(back["@type"], "Quotation");
}

#[test]
fn metas_name_authors_and_date() {
    let metas = metas(&study());
    assert!(metas.contains(&("citation_author", "Anne Martin".to_owned())));
    assert!(metas.contains(&("citation_publication_date", "2012".to_owned())));
}
