//! What a chart costs: the time to lay it out and draw it, once for each chart of the gallery, and its bytes.
//!
//! `cargo bench --bench charts`. The table of bytes comes first: one `<svg>` as it stands in a page, raw and packed.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench prints, and may read its files"
)]

use std::io::Write as _;
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use flate2::Compression;
use flate2::write::GzEncoder;
use florilege as house;
use florilege::chart::input::{Cell, Chart, Row, Size};
use florilege::chart::{Drawing, draw};
use florilege::language::Language;

#[path = "../tests/chart/gallery_study.rs"]
mod gallery_study;

static FRENCH: LazyLock<Language> = LazyLock::new(|| gallery_study::language("fr"));
static CHARTS: LazyLock<Vec<(String, Chart)>> = LazyLock::new(|| {
    let mut charts: Vec<(String, Chart)> =
        gallery_study::all(&FRENCH).into_iter().map(|exhibit| (exhibit.name, exhibit.chart)).collect();
    charts.push(("bar-500".to_owned(), five_hundred(&charts.iter().find(|(name, _)| name == "bar").unwrap().1)));
    charts
});

/// The chart with 500 made-up categories: 20 are drawn, all are in its table.
fn five_hundred(like: &Chart) -> Chart {
    let mut chart = like.clone();
    chart.id = "bar-500".to_owned();
    let row = |i: u32| {
        Row::new(format!("Établissement inventé n° {i}"), Cell::exact(f64::from(i * 37 % 1009)))
            .to(format!("../organisations/etablissement-{i}.html"))
    };
    chart.rows = (0..500).map(row).collect();
    chart
}

fn main() {
    println!(
        "{:<20} {:>7} {:>7}   {:>7} {:>7}   {:>7} {:>7}",
        "bytes", "wide", "gzip", "narrow", "gzip", "table", "gzip"
    );
    for (name, chart) in CHARTS.iter() {
        let drawn = |size| draw(chart, size, &*FRENCH);
        let (wide, narrow): (Drawing, Drawing) = (drawn(Size::Wide), drawn(Size::Narrow));
        let parts = [&wide.svg, &narrow.svg, &wide.table.html()].map(|part| (part.len(), packed(part)));
        let [(a, b), (c, d), (e, f)] = parts;
        println!("{name:<20} {a:>7} {b:>7}   {c:>7} {d:>7}   {e:>7} {f:>7}");
    }
    divan::main();
}

fn packed(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

fn names() -> Vec<&'static str> {
    CHARTS.iter().map(|(name, _)| name.as_str()).collect()
}

#[divan::bench(args = names())]
fn wide(bencher: Bencher<'_, '_>, name: &str) {
    let chart = &CHARTS.iter().find(|(known, _)| known == name).unwrap().1;
    bencher.bench(|| draw(black_box(chart), Size::Wide, &*FRENCH));
}

#[divan::bench(args = names())]
fn narrow(bencher: Bencher<'_, '_>, name: &str) {
    let chart = &CHARTS.iter().find(|(known, _)| known == name).unwrap().1;
    bencher.bench(|| draw(black_box(chart), Size::Narrow, &*FRENCH));
}
