//! Each rule where it speaks, and where it keeps quiet although it is close. Every organisation is made up.

use super::comparable::{self, Silence};
use super::*;
use crate::analysis::Analysis;
use crate::chart::input::{Cell, Order, Value};
use crate::chart::words::Words;
use crate::language::Language;
use crate::language::tests::{english, french};
use crate::study::fixture::{self, both, code, entity};
use crate::study::{
    Amount, Attribution, Base, ChartData, Date, Evidence, Grouping, Localised, MetricKind, Observation, Owner, Quote,
    Reading, Segment, Status, Study, Unit,
};

/// So many organisations, `o-00` on, and a metric `delay` in hours without an observation or a chart.
fn study(organisations: usize) -> Study {
    let mut study = fixture::study();
    study.charts.clear();
    study.observations.clear();
    study.quotes.clear();
    study.organisations.clear();
    for number in 0..organisations {
        let organisation = fixture::organisation(&id(number), &format!("Organisme {number}"));
        study.organisations.insert(organisation.id.clone(), organisation);
    }
    study
}

fn id(number: usize) -> String {
    format!("o-{number:02}")
}

fn organisation(number: usize) -> EntityRef {
    entity(Kind::Organisation, &id(number))
}

fn delay() -> EntityRef {
    entity(Kind::Metric, "delay")
}

fn reading(amount: Amount) -> Reading {
    Reading::Quantity { said: amount, unit: Unit::from_name("hour").unwrap(), amount, converted: false }
}

/// An observation of `delay`.
fn value(number: usize, amount: Amount) -> Observation {
    let observation = fixture::study().observations[0].clone();
    let owner = Owner::Organisation(Id::new(id(number)));
    Observation { owner, reading: reading(amount), quotes: Vec::new(), ..observation }
}

/// The same, of a year.
fn in_year(year: u16, observation: Observation) -> Observation {
    Observation { date: Some(Date { year, month: None, day: None }), ..observation }
}

/// An exact value for each of so many organisations: 1 h, 2 h, 3 h…
fn exact(count: usize) -> impl Iterator<Item = Observation> {
    (0..count).map(|number| value(number, Amount::Exact(number as f64 + 1.0)))
}

fn made_in(language: &Language, study: &Study, about: &EntityRef) -> Vec<Prepared> {
    let analysis = Analysis::of(study);
    let address = |entity: &EntityRef| format!("{}/{}", entity.kind.word(), entity.id);
    let line = |row: &EntityRef, column: &EntityRef| format!("{}#{}", row.id, column.id);
    let material = Material { study, analysis: &analysis, language, address: &address, line: &line };
    let comparisons = Comparisons::of(study, &analysis);
    charts(about, &material, &Shelf::of(&comparisons, &material))
}

fn made(study: &Study, about: &EntityRef) -> Vec<Prepared> {
    made_in(&french(), study, about)
}

fn silence(study: &Study) -> Option<Silence> {
    comparable::silence(study, &Analysis::of(study), &study.metrics["delay"])
}

fn kinds(charts: &[Prepared]) -> Vec<&'static str> {
    charts.iter().map(|one| one.chart.options.kind().name).collect()
}

fn numbers(prepared: &Prepared) -> Vec<f64> {
    prepared.chart.rows.iter().filter_map(crate::chart::input::Row::sorting).collect()
}

// ---------------------------------------------------------------------------------------------------------------------
// Comparisons
// ---------------------------------------------------------------------------------------------------------------------

#[test]
fn five_comparable_values_are_ranked_and_each_owner_stands_out_on_its_page() {
    let mut study = study(5);
    study.observations.extend(exact(5));
    let own = made(&study, &organisation(2));
    assert_eq!(kinds(&own), ["strip"]);
    let chart = &own[0].chart;
    assert_eq!(chart.id, "delay--among-others");
    assert_eq!(chart.title, "Délai de validation\u{a0}: Organisme 2 parmi 5\u{a0}organisations");
    assert_eq!(chart.subtitle.as_deref(), Some("Organisme 2\u{a0}: 3\u{a0}h"));
    assert_eq!(chart.source.as_deref(), Some("Présentation"));
    let Options::Strip(options) = &chart.options else { unreachable!("it is a strip") };
    assert_eq!(options.focus.as_deref(), Some("Organisme 2"));
    let ranking = made(&study, &delay());
    assert_eq!(kinds(&ranking), ["dot"]);
    assert_eq!(ranking[0].chart.title, "Délai de validation, par organisation");
    assert_eq!(numbers(&ranking[0]), [1.0, 2.0, 3.0, 4.0, 5.0]);
    assert_eq!(ranking[0].chart.order, Order::Value, "the kind sorts, the highest first");
    assert_eq!(made_in(&english(), &study, &delay())[0].chart.title, "Approval time, by organisation");
}

#[test]
fn four_values_are_a_list() {
    let mut study = study(5);
    study.observations.extend(exact(4));
    let gap = Reading::Unknown(both("absent de la source", "not in the source"));
    study.observations.push(Observation { reading: gap, ..value(4, Amount::Exact(1.0)) });
    assert!(made(&study, &organisation(0)).is_empty());
    assert!(made(&study, &delay()).is_empty());
    assert_eq!(silence(&study), Some(Silence::TooFew(4)), "what is not known is no value");
}

#[test]
fn equal_values_are_not_drawn() {
    let mut study = study(6);
    study.observations.extend((0..6).map(|number| value(number, Amount::Exact(2.0))));
    assert!(made(&study, &organisation(0)).is_empty());
    assert_eq!(silence(&study), Some(Silence::AllEqual));
}

#[test]
fn values_of_dates_that_lie_apart_are_not_compared() {
    let mut study = study(8);
    study.observations.extend(exact(8).enumerate().map(|(i, one)| in_year(if i < 4 { 2009 } else { 2014 }, one)));
    assert!(made(&study, &delay()).is_empty());
    assert_eq!(silence(&study), Some(Silence::Dates));
}

#[test]
fn values_of_two_years_that_follow_each_other_are_compared_and_the_years_are_said() {
    let mut study = study(7);
    study.observations.extend(exact(7).enumerate().map(|(i, one)| in_year([2011, 2012, 2012][i % 3], one)));
    study.observations[6].date = Some(Date { year: 2003, month: None, day: None });
    let ranking = made(&study, &delay());
    assert_eq!(numbers(&ranking[0]).len(), 6);
    assert_eq!(ranking[0].chart.subtitle.as_deref(), Some("Heures · Période\u{a0}: 2011–2012"));
    assert_eq!(ranking[0].notes, ["1\u{a0}organisation n’a de valeur qu’à d’autres dates."]);
    assert!(made(&study, &organisation(6)).is_empty(), "its value is of another time");
}

#[test]
fn of_several_values_the_latest_of_the_time_is_taken() {
    let mut study = study(5);
    study.observations.extend(exact(5).map(|one| in_year(2011, one)));
    study.observations.push(in_year(2012, value(0, Amount::Exact(9.0))));
    assert_eq!(numbers(&made(&study, &delay())[0]), [9.0, 2.0, 3.0, 4.0, 5.0]);
}

#[test]
fn an_owner_with_two_values_of_one_time_has_none_that_can_be_picked() {
    let mut study = study(6);
    study.observations.extend(exact(6));
    study.observations.push(value(0, Amount::Exact(40.0)));
    assert_eq!(numbers(&made(&study, &delay())[0]), [2.0, 3.0, 4.0, 5.0, 6.0]);
    assert!(made(&study, &organisation(0)).is_empty());
}

#[test]
fn shares_of_different_things_are_not_compared() {
    let mut study = study(6);
    let metric = study.metrics.get_mut("delay").unwrap();
    (metric.kind, metric.unit) = (MetricKind::Share, Unit::from_name("%").unwrap());
    let based = |base: Option<Base>| {
        move |(number, one): (usize, Observation)| Observation {
            base: if number == 0 { base.clone() } else { Some(Base::Number(40)) },
            ..one
        }
    };
    study.observations = exact(6).enumerate().map(based(Some(Base::Words(fixture::french("les agents"))))).collect();
    assert_eq!(silence(&study), Some(Silence::Bases));
    study.observations = exact(6).enumerate().map(based(None)).collect();
    assert_eq!(silence(&study), Some(Silence::Bases), "a share of nobody knows what");
    study.observations = exact(6).enumerate().map(based(Some(Base::Number(12)))).collect();
    assert_eq!(kinds(&made(&study, &delay())), ["dot"]);
}

#[test]
fn values_of_different_tools_are_not_mixed() {
    let mut study = study(6);
    let with = |number: usize| if number < 3 { "twitter" } else { "blogs" };
    study.observations =
        exact(6).enumerate().map(|(number, one)| Observation { tool: Some(Id::new(with(number))), ..one }).collect();
    assert!(made(&study, &delay()).is_empty());
    assert_eq!(silence(&study), Some(Silence::TooFew(3)));
    study.observations.iter_mut().for_each(|one| one.tool = Some(Id::new("twitter")));
    let ranking = made(&study, &delay());
    assert_eq!(ranking[0].chart.title, "Délai de validation, Twitter, par organisation");
    assert_eq!(ranking[0].chart.id, "delay--tool-twitter--ranking--organisation");
}

#[test]
fn ranges_stay_ranges_and_bounds_have_no_rank() {
    let mut study = study(5);
    study.observations.extend(exact(4));
    study.observations.push(value(4, Amount::Between(1.0, 9.0)));
    let ranking = made(&study, &delay());
    assert_eq!(kinds(&ranking), ["range"]);
    assert_eq!(ranking[0].chart.order, Order::Value);
    let Value::Amount(range) = ranking[0].chart.rows[4].cells[0].value else { unreachable!("it has a value") };
    assert_eq!(range, Amount::Between(1.0, 9.0));
    assert_eq!(kinds(&made(&study, &organisation(4))), ["range"]);
    study.observations[4].reading = reading(Amount::AtMost(9.0));
    let by_name = made(&study, &delay());
    assert_eq!(by_name[0].chart.order, Order::Given);
}

#[test]
fn a_few_ranges_among_many_points_are_left_to_the_table_and_counted() {
    let mut study = study(14);
    study.observations.extend(exact(13));
    study.observations.push(value(13, Amount::AtLeast(3.0)));
    let own = made(&study, &delay());
    assert_eq!(kinds(&own), ["dot", "strip"], "a dozen points and more are a distribution too");
    assert_eq!(own[1].chart.title, "Délai de validation\u{a0}: répartition de 14\u{a0}organisations");
    assert_eq!(own[1].notes, ["Une valeur donnée par un intervalle ou une limite n’est pas dessinée."]);
    assert_eq!(numbers(&own[1]).len(), 13);
    assert!(made(&study, &organisation(13)).is_empty(), "its own value would not be in the drawing");
}

#[test]
fn hundreds_of_values_are_counted_in_bins() {
    let mut study = study(400);
    study.observations.extend((0..400).map(|number| value(number, Amount::Exact((number % 20) as f64))));
    let own = made(&study, &organisation(7));
    assert_eq!(kinds(&own), ["bar"]);
    let Options::Bar(options) = &own[0].chart.options else { unreachable!("they are bars") };
    assert_eq!(options.focus.as_deref(), Some("6 à 8\u{a0}h"));
    assert!(own[0].chart.rows.iter().any(|row| Some(&row.label) == options.focus.as_ref()));
    assert!(own[0].chart.rows.len() <= 12);
    assert_eq!(numbers(&own[0]).iter().sum::<f64>(), 400.0, "everybody is in a bin");
    let own = made(&study, &delay());
    assert_eq!(kinds(&own), ["dot", "bar"]);
    assert_eq!(own[0].chart.rows.len(), 20);
    assert_eq!(own[0].notes, ["Les 20 premiers sur 400."]);
}

#[test]
fn values_that_all_but_a_few_share_have_no_shape() {
    let mut study = study(100);
    let amount = |number: usize| if number == 99 { 1000.0 } else { (number % 2) as f64 };
    study.observations.extend((0..100).map(|number| value(number, Amount::Exact(amount(number)))));
    assert!(made(&study, &organisation(0)).is_empty());
}

#[test]
fn an_authors_chart_comes_instead() {
    let mut study = study(5);
    study.observations.extend(exact(5));
    study.charts = fixture::study().charts;
    assert!(made(&study, &delay()).is_empty());
    assert_eq!(kinds(&made(&study, &organisation(0))), ["strip"], "which picks one out, as the author's does not");
}

#[test]
fn categories_are_counted_once_and_keep_their_order() {
    let mut study = study(6);
    let metric = study.metrics.get_mut("delay").unwrap();
    metric.kind = MetricKind::Category;
    let word = |id: &str, french: &str| Segment { id: id.into(), label: fixture::french(french) };
    metric.values = vec![word("slow", "Lent"), word("fast", "Rapide")];
    let said = |number: usize, word: &str| Observation {
        reading: Reading::Category(word.into()),
        ..value(number, Amount::Exact(0.0))
    };
    study.observations = (0..6).map(|number| said(number, if number < 2 { "fast" } else { "slow" })).collect();
    let own = made(&study, &organisation(0));
    assert_eq!(kinds(&own), ["bar"]);
    assert_eq!(own[0].chart.subtitle.as_deref(), Some("Organisme 0\u{a0}: Rapide"));
    assert_eq!(numbers(&own[0]), [4.0, 2.0]);
    assert_eq!(own[0].chart.order, Order::Given);
    study.observations[2].reading = Reading::Category("fast".into());
    assert!(made(&study, &organisation(0)).is_empty(), "three and three");
    study.observations[2].reading = Reading::Category("slow".into());
    study.observations.push(in_year(2012, said(0, "slow")));
    assert!(made(&study, &delay()).is_empty(), "one would be counted twice");
}

// ---------------------------------------------------------------------------------------------------------------------
// Over time
// ---------------------------------------------------------------------------------------------------------------------

#[test]
fn four_dates_are_a_line_with_its_gaps_and_three_are_not() {
    let mut study = study(1);
    study.observations = (0..3).map(|i| in_year(2009 + i, value(0, Amount::Exact(f64::from(i))))).collect();
    assert!(made(&study, &organisation(0)).is_empty());
    study.observations.push(in_year(2014, value(0, Amount::About(9.0))));
    let gap = Reading::Unknown(both("absent de la source", "not in the source"));
    study.observations.push(in_year(2012, Observation { reading: gap, ..value(0, Amount::Exact(0.0)) }));
    let own = made(&study, &organisation(0));
    assert_eq!(kinds(&own), ["line"]);
    assert_eq!(own[0].chart.id, "delay--over-time");
    assert_eq!(own[0].chart.title, "Délai de validation\u{a0}: Organisme 0 au fil du temps");
    let labels: Vec<&str> = own[0].chart.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["2009", "2010", "2011", "2012", "2014"]);
    assert!(matches!(own[0].chart.rows[3].cells[0].value, Value::Missing(Some(_))), "a gap with its reason");
}

#[test]
fn what_never_changes_or_has_two_values_on_a_date_is_no_line() {
    let mut study = study(1);
    study.observations = (0..5).map(|i| in_year(2009 + i, value(0, Amount::Exact(2.0)))).collect();
    assert!(made(&study, &organisation(0)).is_empty());
    study.observations[0].reading = reading(Amount::Exact(1.0));
    assert_eq!(kinds(&made(&study, &organisation(0))), ["line"]);
    study.observations.push(in_year(2009, value(0, Amount::Exact(3.0))));
    assert!(made(&study, &organisation(0)).is_empty());
}

#[test]
fn ranges_over_time_are_drawn_as_ranges() {
    let mut study = study(1);
    study.observations =
        (0..4).map(|i| in_year(2009 + i, value(0, Amount::Between(1.0, 2.0 + f64::from(i))))).collect();
    let own = made(&study, &organisation(0));
    assert_eq!(kinds(&own), ["range"]);
    assert_eq!(own[0].chart.order, Order::Given, "in the order of time");
}

#[test]
fn several_tools_share_one_scale() {
    let mut study = study(1);
    let of = |tool: usize| {
        let tool = Id::new(format!("tool-{tool}"));
        (0..4u16).map(move |i| {
            let amount = Amount::Exact(f64::from(i));
            Observation { tool: Some(tool.clone()), ..in_year(2009 + i, value(0, amount)) }
        })
    };
    study.observations = (0..2).flat_map(of).collect();
    let own = made(&study, &organisation(0));
    assert_eq!(kinds(&own), ["line"]);
    assert_eq!(own[0].chart.series.len(), 2);
    study.observations = (0..5).flat_map(of).collect();
    assert_eq!(kinds(&made(&study, &organisation(0))), ["small-multiples"]);
}

// ---------------------------------------------------------------------------------------------------------------------
// Who documents it
// ---------------------------------------------------------------------------------------------------------------------

/// A quote of an organisation about Twitter and the topic `tools`.
fn about_twitter(study: &mut Study, number: usize, rank: usize) {
    let mut quote: Quote = fixture::quote(&format!("q-{number}-{rank}"), "Des mots.");
    quote.attribution = Attribution::Organisation(Id::new(id(number)));
    (quote.tools, quote.topics) = (vec![Id::new("twitter")], vec![Id::new("tools")]);
    study.quotes.insert(quote.id.clone(), quote.into());
}

#[test]
fn who_speaks_of_a_tool_and_of_a_topic_is_counted_as_a_chart_with_a_definition_counts_it() {
    let mut study = study(6);
    for (number, quotes) in [3, 1, 2, 1].into_iter().enumerate() {
        (0..quotes).for_each(|rank| about_twitter(&mut study, number, rank));
    }
    let mut nobodys: Quote = fixture::quote("nobody", "Des mots.");
    nobodys.topics = vec![Id::new("tools")];
    study.quotes.insert(nobodys.id.clone(), nobodys.into());
    for (about, grouping) in [(entity(Kind::Tool, "twitter"), Kind::Tool), (entity(Kind::Topic, "tools"), Kind::Topic)]
    {
        let own = made(&study, &about);
        assert_eq!(kinds(&own), ["bar"]);
        assert_eq!(own[0].chart.population.as_deref(), Some("n\u{a0}=\u{a0}7\u{a0}citations"));
        let defined = counted_by_a_definition(&study, grouping, &about.id);
        let mut counts: Vec<(String, f64)> =
            own[0].chart.rows.iter().map(|row| (row.label.clone(), row.sorting().unwrap())).collect();
        counts.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(counts, defined.into_iter().filter(|(_, count)| *count > 0.0).collect::<Vec<_>>());
    }
    let topic = made(&study, &entity(Kind::Topic, "tools"));
    assert_eq!(
        topic[0].chart.subtitle.as_deref(),
        Some("4 sur 6\u{a0}organisations\u{202f}; des autres, aucune citation")
    );
    assert_eq!(topic[0].notes[0], "Une citation de plus n’est pas attribuée.");
}

/// The rows of `{count: quotes, by: organisation, where: {KIND: ID}}`.
fn counted_by_a_definition(study: &Study, kind: Kind, id: &str) -> Vec<(String, f64)> {
    let mut definition = fixture::study().charts.into_values().next().unwrap();
    definition.kind.value = "bar".to_owned();
    definition.data = ChartData::Count {
        count: Counted::Quotes,
        by: vec![Grouping::Entity(Kind::Organisation)],
        filters: vec![(Grouping::Entity(kind), vec![id.into()])],
        sort: crate::study::Sort::Name,
        limit: None,
        span: Default::default(),
    };
    let (analysis, language) = (Analysis::of(study), french());
    let nowhere = |_: &EntityRef| String::new();
    let no_line = |_: &EntityRef, _: &EntityRef| String::new();
    let material = Material { study, analysis: &analysis, language: &language, address: &nowhere, line: &no_line };
    let chart = crate::chart::data::chart(&definition, &material).value.unwrap().chart;
    chart.rows.iter().map(|row| (row.label.clone(), row.sorting().unwrap())).collect()
}

#[test]
fn few_who_speak_or_all_alike_are_a_list() {
    let mut few = study(6);
    for number in 0..3 {
        (0..=number + 1).for_each(|rank| about_twitter(&mut few, number, rank));
    }
    assert!(made(&few, &entity(Kind::Tool, "twitter")).is_empty(), "three organisations");
    let mut alike = study(6);
    for number in 0..5 {
        (0..3).for_each(|rank| about_twitter(&mut alike, number, rank));
    }
    assert!(made(&alike, &entity(Kind::Tool, "twitter")).is_empty(), "three times each");
    let mut quiet = study(6);
    for number in 0..5 {
        (0..=number % 2).for_each(|rank| about_twitter(&mut quiet, number, rank));
    }
    assert!(made(&quiet, &entity(Kind::Tool, "twitter")).is_empty(), "nobody more than twice");
}

#[test]
fn what_is_declared_is_a_word_and_what_is_absent_is_no_row() {
    let mut study = study(7);
    for (number, quotes) in [3, 1, 2, 1].into_iter().enumerate() {
        (0..quotes).for_each(|rank| about_twitter(&mut study, number, rank));
    }
    let relation = fixture::study().organisations["ined"].tools[0].clone();
    for (number, status) in [(4, Status::Documented), (5, Status::Absent)] {
        let organisation = study.organisations.get_mut(id(number).as_str()).unwrap();
        organisation.tools = vec![crate::study::Relation { status, evidence: Evidence::External, ..relation.clone() }];
    }
    let own = made(&study, &entity(Kind::Tool, "twitter"));
    let rows = &own[0].chart.rows;
    assert_eq!(rows.len(), 5);
    assert!(matches!(&rows[4].cells[0], Cell { value: Value::Word(_), .. }));
    assert_eq!(rows[0].href.as_deref(), Some("o-00#twitter"), "a bar leads to the line behind it");
}

#[test]
fn a_page_has_no_more_charts_than_are_read() {
    let mut study = study(6);
    let metric = study.metrics["delay"].clone();
    for number in 0..6 {
        let id: Id<Metric> = Id::new(format!("metric-{number}"));
        study.metrics.insert(id.clone(), Metric { id: id.clone(), ..metric.clone() });
        study.observations.extend(exact(6).map(|one| Observation { metric: id.clone(), ..one }));
    }
    let own = made(&study, &organisation(0));
    assert_eq!(own.len(), MOST);
    let ids: std::collections::BTreeSet<&str> = own.iter().map(|one| one.chart.id.as_str()).collect();
    assert_eq!(ids.len(), MOST, "each has an id of its own");
}

#[test]
fn what_is_made_can_be_drawn_and_described_in_both_languages() {
    let mut study = study(70);
    study.observations.extend((0..70).map(|number| value(number, Amount::Exact((number % 9) as f64))));
    study.observations.extend((0..4).map(|i| in_year(2009 + i, value(0, Amount::Exact(f64::from(i))))));
    study.metrics.get_mut("delay").unwrap().label =
        Localised::from_pairs(vec![(code("fr"), "Délai".to_owned()), (code("en"), "Delay".to_owned())]).unwrap();
    for language in [french(), english()] {
        for about in [organisation(0), delay()] {
            for one in made_in(&language, &study, &about) {
                let drawing = crate::chart::draw(&one.chart, crate::chart::input::Size::Narrow, &language);
                assert!(
                    drawing.svg.contains("<path") || drawing.svg.contains("<rect") || drawing.svg.contains("<circle")
                );
                assert!(!drawing.description.contains(&Words::text(&language, "chart.description.nothing", &[])));
                assert!(!one.chart.title.contains('{'), "{}", one.chart.title);
            }
        }
    }
}
