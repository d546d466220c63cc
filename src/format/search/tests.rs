//! Tests of the index: a small reader of its own finds in it what the browser's should.

use std::collections::BTreeMap;

use serde_json::Value;

use super::*;
use crate::analysis::Analysis;
use crate::language::tests::{english, french};
use crate::page::{ChartPicture, Options};
use crate::study::fixture::{self, code};
use crate::study::{Attribution, Quote, Study, Today, Tool};

/// Every file of the index of a study in French and English.
fn index_of(study: &Study) -> BTreeMap<String, String> {
    let analysis = Analysis::of(study);
    let languages = [french(), english()];
    let picture = ChartPicture { description: "Deux barres inégales.".to_owned(), ..ChartPicture::default() };
    let drawn = study.charts.keys().map(|id| ((id.clone(), code("fr")), picture.clone()));
    let material = Material {
        study,
        analysis: &analysis,
        languages: &languages,
        pictures: &drawn.collect(),
        options: &Options::default(),
    };
    let named = |file: File| (file.output.route.to_string(), String::from_utf8(file.output.bytes).unwrap());
    files(&material).into_iter().map(named).collect()
}

/// The data of a script that calls one function.
fn data(script: &str) -> Value {
    let (_, arguments) = script.split_once('(').unwrap();
    let arguments = arguments.strip_suffix(");\n").unwrap();
    let list: Vec<Value> = serde_json::from_str(&format!("[{arguments}]")).unwrap();
    list.into_iter().next_back().unwrap()
}

/// Numbers as `encode` writes them.
fn numbers(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut value, mut scale) = (0, 1);
    for byte in text.bytes() {
        let digit = usize::from(byte) - 35 - usize::from(byte > 92);
        value += digit * scale;
        scale *= 31;
        if digit < 60 {
            found.push(value);
            (value, scale) = (0, 1);
        }
    }
    found
}

/// An index read back.
struct Read {
    forms: BTreeMap<String, usize>,
    postings: Vec<String>,
    records: Vec<Value>,
}

fn read(index: &BTreeMap<String, String>, folder: &str) -> Read {
    let shards = |room: &str| {
        let route = |number: usize| format!("{folder}search/{room}/{number}.js");
        (0..).map_while(|number| index.get(&route(number)).map(|script| data(script))).collect::<Vec<_>>()
    };
    let mut forms = BTreeMap::new();
    let mut terms = 0;
    for shard in shards("words") {
        let mut rest = shard.as_str().unwrap();
        let mut last = String::new();
        while let Some(shared) = rest.chars().next() {
            let end = rest.find(|letter: char| letter.is_ascii_uppercase() || letter == '-').unwrap();
            let shared = shared.to_digit(36).unwrap() as usize;
            let form: String = last.chars().take(shared).chain(rest[1..end].chars()).collect();
            let opens = rest[end..].starts_with(|letter: char| letter.is_ascii_uppercase());
            let comma = if opens { end } else { rest.find(',').unwrap() };
            let term = match opens {
                true => terms,
                false => terms - 1 - usize::from_str_radix(&rest[end + 1..comma], 36).unwrap(),
            };
            terms += usize::from(opens);
            forms.insert(form.clone(), term);
            last = form;
            rest = &rest[comma + 1..];
        }
    }
    let listed = |room: &str| shards(room).into_iter().flat_map(|shard| shard.as_array().unwrap().clone());
    let postings = listed("postings").map(|term| term.as_str().unwrap().to_owned()).collect();
    Read { forms, postings, records: listed("records").collect() }
}

impl Read {
    /// The addresses of the records that a word stands in, the heaviest first, with the level of each.
    fn find(&self, word: &str) -> Vec<(&str, usize)> {
        let Some(term) = self.forms.get(word) else { return Vec::new() };
        let numbers = numbers(&self.postings[*term]);
        let mut rest = &numbers[1..];
        let mut found = Vec::new();
        while let [level, count, after @ ..] = rest {
            let mut next = 0;
            for step in &after[..*count] {
                found.push((self.records[next + step][0].as_str().unwrap(), *level));
                next += step + 1;
            }
            rest = &after[*count..];
        }
        found
    }

    fn addresses(&self, word: &str) -> Vec<&str> {
        self.find(word).into_iter().map(|(address, _)| address).collect()
    }
}

#[test]
fn words_lead_to_the_records_that_have_them() {
    let index = index_of(&fixture::study());
    let french = read(&index, "");
    assert_eq!(french.addresses("messages"), ["messages"]);
    assert_eq!(french.addresses("message"), Vec::<&str>::new(), "no text has this form");
    assert_eq!(french.addresses("messag"), ["messages"], "its stem leads there");
    // The organisation first, then what it said.
    let ined = french.find("ined");
    assert_eq!(ined[0].0, "ined");
    assert!(ined.iter().any(|(address, _)| *address == "two-hours"));
    assert!(ined.iter().skip(1).all(|(_, level)| *level < ined[0].1));
    assert_eq!(french.addresses("inegales"), ["delays"], "a drawn chart by its description");
    let english = read(&index, "en/");
    assert_eq!(english.addresses("tweet"), ["live"]);
    assert!(english.addresses("delays").iter().all(|address| *address != "chart"), "not drawn in English");
    assert!(english.addresses("survey").is_empty());
}

#[test]
fn today_s_names_and_other_names_are_found() {
    let mut study = fixture::study();
    let twitter = study.tools.get_mut(&Id::<Tool>::new("twitter")).unwrap();
    twitter.now = Some(Today { name: "X".to_owned(), since: None });
    twitter.card.also_called = crate::study::Localised::of(code("en"), vec!["L'Oiseau bleu".to_owned()]);
    let french = read(&index_of(&study), "");
    assert_eq!(french.addresses("x"), ["twitter"]);
    assert_eq!(french.addresses("oiseau"), ["twitter"]);
}

#[test]
fn what_was_removed_leads_nowhere() {
    let study = fixture::study();
    let index = index_of(&study);
    let nobody = Id::<Quote>::new("nobody");
    assert_eq!(study.quotes[&nobody].attribution, Attribution::Anonymous);
    let head = data(&index["search/index.js"]);
    let place = read(&index, "").records.iter().position(|record| record[0] == "nobody").unwrap();
    let column = numbers(head["columns"]["organisation"].as_str().unwrap());
    let organisations: Vec<usize> = column.chunks(2).flat_map(|run| std::iter::repeat_n(run[0], run[1])).collect();
    assert_eq!(organisations.len(), head["records"].as_u64().unwrap() as usize);
    assert_eq!(organisations[place], 0);
    // A quote whose consent was withdrawn is a tombstone, and no record.
    assert!(read(&index, "").records.iter().all(|record| record[0] != "gone"));
}

#[test]
fn a_section_is_found_by_its_heading_and_leads_to_its_place() {
    let french = read(&index_of(&fixture::study()), "");
    let sections: Vec<&Value> =
        french.records.iter().filter(|record| record[0].as_str().unwrap().starts_with("objectives#")).collect();
    assert!(!sections.is_empty());
    for section in sections {
        assert_eq!(section.as_array().unwrap().len(), 4, "the title of the chapter is beside it: {section}");
    }
}

/// The study with so many quotes more, whose words repeat like those of a language.
fn large(quotes: usize) -> Study {
    let mut study = fixture::study();
    let mut seed: u32 = 1;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        (seed >> 8) as usize % below
    };
    for number in 0..quotes {
        let words: Vec<String> = (0..30).map(|_| format!("mot{}", random(1 + number % 200) * random(20))).collect();
        let id = format!("propos-{number}");
        study.quotes.insert(Id::new(&id), fixture::quote(&id, &words.join(" ")).into());
    }
    study
}

#[test]
fn shards_stay_small_and_are_the_same_every_time() {
    let study = large(600);
    let index = index_of(&study);
    assert_eq!(index, index_of(&study));
    let most = [("words", index::WORDS_BYTES), ("postings", index::POSTINGS_BYTES), ("records", index::RECORDS_BYTES)];
    for (room, most) in most {
        let shards: Vec<&String> =
            index.iter().filter(|(route, _)| route.starts_with(&format!("search/{room}/"))).map(|(_, s)| s).collect();
        assert!(!shards.is_empty());
        // The call around the data, and the last form of a shard of words.
        assert!(shards.iter().all(|shard| shard.len() <= most + 120), "{room}");
    }
    assert!(index.keys().filter(|route| route.starts_with("search/records/")).count() > 5);
    // In quotes of one study in four or more, only the best are listed.
    let read = read(&index, "");
    let everywhere = numbers(&read.postings[read.forms["mot0"]]);
    assert!(everywhere[0] > 500);
    assert_eq!(read.find("mot0").len(), 500);
}

#[test]
fn a_changed_word_changes_the_version() {
    let version = |study: &Study| data(&index_of(study)["search/index.js"])["version"].clone();
    let mut study = fixture::study();
    let before = version(&study);
    study.quotes.insert(Id::new("new"), fixture::quote("new", "Neuf.").into());
    assert_ne!(version(&study), before);
}
