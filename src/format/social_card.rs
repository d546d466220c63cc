//! The picture that stands for the study where somebody shares a link to it: `og.png` in each language.
//!
//! 1200 by 630 pixels, what Open Graph's readers show whole. It says what the top of the home page says: what it is and
//! when, its title, its answer, by whom, where. A long title is set smaller, a long answer ends in `…`. Only where the
//! site's address is known, since Open Graph names pictures by absolute address.

use crate::chart::measure::{self, TEXT, Weight};
use crate::language::{DateParts, Language};
use crate::page::FileFacts;
use crate::page::routes::{Folder, social_card};
use crate::prose::html::escaped;
use crate::site::Output;
use crate::study::{Imprint, Localised};

use super::chart_files::Rasterise;
use super::hosting::host_and_path;
use super::{File, Material};

const WIDTH: f64 = 1200.0;
const HEIGHT: f64 = 630.0;
/// From the edge to the words: some readers cut a little off.
const MARGIN: f64 = 84.0;
/// What is between the top line and the foot.
const TOP: f64 = 144.0;
const BOTTOM: f64 = 508.0;

/// The title's sizes, the largest first, and in how many lines at most each is set.
const TITLES: [(f64, usize); 5] = [(80.0, 2), (68.0, 3), (58.0, 3), (50.0, 4), (42.0, 5)];
const ANSWER: f64 = 30.0;
const SMALL: f64 = 26.0;

// The colours of the theme's paper; the picture of another theme is still on paper.
const PAPER: &str = "#fbf9f4";
const INK: &str = "#211c16";
const SOFT: &str = "#544b3f";
const RUBRIC: &str = "#8f1d1d";
const RULE: &str = "#d9d1c2";

/// The card of each language.
pub fn social_cards(material: &Material<'_>, rasterise: &Rasterise<'_>) -> Vec<File> {
    let Some(address) = &material.options.address else { return Vec::new() };
    let card = |language: &Language| {
        let png = rasterise(&svg(&Words::of(&material.study.imprint, language, address)))?;
        let facts =
            FileFacts { bytes: Some(png.len() as u64), rows: None, pixels: Some((WIDTH as u32, HEIGHT as u32)) };
        let route = social_card(&Folder::of(language.code(), material.study));
        Some(File { output: Output::new(route, png.to_vec()), facts })
    };
    material.languages.iter().filter_map(card).collect()
}

/// What the card says, typeset.
#[derive(Debug, Default)]
struct Words {
    kind: String,
    title: String,
    answer: String,
    authors: String,
    host: String,
}

impl Words {
    fn of(imprint: &Imprint, language: &Language, address: &str) -> Self {
        let set = |words: &Localised<String>| language.set_text(words.in_language(language.code()).0);
        let parts = |date: crate::study::Date| DateParts::new(date.year, date.month, date.day);
        let when = imprint.fieldwork.as_ref().map(|period| language.period(parts(period.from), parts(period.to)));
        let when = when.or_else(|| imprint.published.map(|date| date.year.to_string()));
        let names: Vec<&str> = imprint.authors.iter().map(|author| author.name.as_str()).collect();
        Self {
            kind: imprint.genre.as_ref().map(set).into_iter().chain(when).collect::<Vec<_>>().join(" · "),
            title: set(&imprint.title),
            answer: imprint.answer.as_ref().map(set).unwrap_or_default(),
            authors: language.list(&names),
            host: host_and_path(address).map(|(host, _)| host.to_owned()).unwrap_or_default(),
        }
    }
}

/// The card as a drawing.
fn svg(words: &Words) -> String {
    let room = WIDTH - 2.0 * MARGIN;
    let mut texts = Vec::new();
    let kind = wrapped(&words.kind, Weight::Strong, SMALL, room, 1).concat();
    texts.push(Line::new(MARGIN, 104.0, SMALL, Weight::Strong, RUBRIC, &kind));

    let (size, lines) = title(&words.title, room);
    let step = size * 1.1;
    let mut baseline = TOP + size * 0.78;
    for line in &lines {
        texts.push(Line::new(MARGIN, baseline, size, Weight::Display, INK, line));
        baseline += step;
    }
    // The answer takes what the title leaves.
    let first = baseline - step + ANSWER * 2.15;
    let step = ANSWER * 1.34;
    let fitting = ((BOTTOM - first) / step).floor().max(-1.0) as i64 + 1;
    if let (Ok(lines @ 1..), false) = (usize::try_from(fitting), words.answer.is_empty()) {
        for (at, line) in wrapped(&words.answer, Weight::Regular, ANSWER, room, lines).iter().enumerate() {
            texts.push(Line::new(MARGIN, first + step * at as f64, ANSWER, Weight::Regular, SOFT, line));
        }
    }

    // Names are not cut for the host's sake: where a link is shared its host stands beside the picture.
    let foot = 572.0;
    let whole = wrapped(&words.authors, Weight::Strong, SMALL, room, 1).concat();
    texts.push(Line::new(MARGIN, foot, SMALL, Weight::Strong, INK, &whole));
    let taken =
        measure::width_at(&whole, Weight::Strong, SMALL) + measure::width_at(&words.host, Weight::Regular, SMALL);
    if taken / measure::ROOM + 40.0 <= room {
        let host = Line::new(WIDTH - MARGIN, foot, SMALL, Weight::Regular, SOFT, &words.host);
        texts.push(Line { end: true, ..host });
    }

    let texts: String = texts.iter().filter(|line| !line.text.trim().is_empty()).map(Line::svg).collect();
    // Half as many units as pixels, since a picture has two pixels a unit.
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"315\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         font-family=\"sans-serif\"><rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{PAPER}\"/>\
         <rect width=\"16\" height=\"{HEIGHT}\" fill=\"{RUBRIC}\"/>\
         <path d=\"M{MARGIN} 534H{end}\" stroke=\"{RULE}\" stroke-width=\"2\"/>{texts}</svg>",
        end = WIDTH - MARGIN,
    )
}

/// The largest size at which the title is whole, and its lines; at the smallest it may be cut.
fn title(title: &str, room: f64) -> (f64, Vec<String>) {
    let set = |(size, lines): (f64, usize)| (size, wrapped(title, Weight::Display, size, room, lines));
    let is_whole = |(_, lines): &(f64, Vec<String>)| !lines.iter().any(|line| line.ends_with('…'));
    let [.., smallest] = TITLES;
    TITLES.into_iter().map(set).find(is_whole).unwrap_or_else(|| set(smallest))
}

/// A text in lines of a size. Widths are measured with room for other fonts, and these letters are ours.
fn wrapped(text: &str, weight: Weight, size: f64, room: f64, lines: usize) -> Vec<String> {
    measure::wrap(text, weight, room * TEXT / size * measure::ROOM, lines)
}

struct Line {
    x: f64,
    baseline: f64,
    size: f64,
    weight: Weight,
    colour: &'static str,
    text: String,
    end: bool,
}

impl Line {
    fn new(x: f64, baseline: f64, size: f64, weight: Weight, colour: &'static str, text: &str) -> Self {
        Self { x, baseline, size, weight, colour, text: text.to_owned(), end: false }
    }

    fn svg(&self) -> String {
        let Line { x, baseline, size, colour, .. } = self;
        let face = match self.weight {
            Weight::Regular => "font-weight=\"400\"",
            Weight::Strong => "font-weight=\"600\"",
            Weight::Display => "font-family=\"Folio Display\"",
        };
        let anchor = if self.end { " text-anchor=\"end\"" } else { "" };
        // Letters that XML forbids are left out.
        let text: String = self.text.chars().filter(|letter| !letter.is_control()).collect();
        format!(
            "<text x=\"{x}\" y=\"{baseline:.1}\" font-size=\"{size}\" {face} fill=\"{colour}\"{anchor}>{}</text>",
            escaped(&text)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::raster;

    fn words(title: &str, answer: &str) -> Words {
        let text = str::to_owned;
        Words {
            kind: text("Étude qualitative · 2012"),
            title: text(title),
            answer: text(answer),
            authors: text("Anne Martin"),
            host: text("example.org"),
        }
    }

    /// The texts of a card with their sizes and baselines.
    fn lines(svg: &str) -> Vec<(f64, f64, String)> {
        let number = |text: &str, name: &str| -> f64 {
            text.split_once(&format!("{name}=\"")).unwrap().1.split('"').next().unwrap().parse().unwrap()
        };
        let line = |text: &str| {
            let words = text.split_once('>').unwrap().1.split('<').next().unwrap().to_owned();
            (number(text, "font-size"), number(text, "y"), words)
        };
        svg.split("<text ").skip(1).map(line).collect()
    }

    #[test]
    fn a_longer_title_is_smaller_and_leaves_the_answer_less_room() {
        let answer = "Une phrase assez longue pour aller à la ligne plusieurs fois. ".repeat(8);
        let of = |title: &str| lines(&svg(&words(title, &answer)));
        let short = of("Un titre");
        let long = of(&"Un titre qui dit tout ce que l’étude a voulu savoir ".repeat(3));
        assert_eq!((short[1].0, short[1].2.as_str()), (80.0, "Un titre"));
        assert!(long[1].0 < short[1].0);
        let answers = |lines: &[(f64, f64, String)]| lines.iter().filter(|(size, ..)| *size == ANSWER).count();
        assert!(answers(&long) < answers(&short), "{long:?}");
        for (size, baseline, words) in short.iter().chain(&long).filter(|(size, ..)| *size != SMALL) {
            assert!(*baseline <= BOTTOM, "{size} {words}");
        }
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        for title in ["Anticonstitutionnellement-".repeat(12), "mot ".repeat(400), "W".repeat(90)] {
            for (size, _, line) in lines(&svg(&words(&title, &title))) {
                let weight = match size {
                    ANSWER => Weight::Regular,
                    SMALL => Weight::Strong,
                    _ => Weight::Display,
                };
                let width = measure::width_at(&line, weight, size) / measure::ROOM;
                assert!(width <= WIDTH - 2.0 * MARGIN + 0.5, "{width} {line}");
            }
        }
    }

    #[test]
    fn names_are_whole_where_the_host_would_cut_them() {
        let authors = "Anne Martin, Collectif des très longues signatures institutionnelles et associatives";
        let host = "etudes.bibliotheques-imaginaires.example.org";
        let card = |authors: &str, host: &str| {
            let said = Words { authors: authors.to_owned(), host: host.to_owned(), ..words("Un titre", "") };
            lines(&svg(&said)).into_iter().map(|(.., text)| text).collect::<Vec<_>>()
        };
        let long = card(authors, host);
        assert!(long.iter().any(|line| line == authors) && long.iter().all(|line| line != host), "{long:?}");
        assert!(card("Anne Martin", host).iter().any(|line| line == host));
    }

    #[test]
    fn whatever_a_title_holds_there_is_a_picture_of_its_size() {
        for title in ["", "<script>&\"'", "a\u{0}\u{1b}b", "方言", "\u{202f}"] {
            let png = raster::png(&svg(&words(title, title))).unwrap();
            let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
            assert_eq!((side(16), side(20)), (1200, 630), "{title:?}");
        }
    }
}
