//! Matrices: rows by columns, a symbol in each cell that is documented, nothing where nothing is.
//!
//! The symbol says how it is known, a number beside it how often; a dash is the source's own "no". A matrix too wide for
//! the drawing is cut into blocks under each other, so that it never has to be scrolled sideways.

use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting};
use crate::chart::describe::{join, lower_first};
use crate::chart::input::{Cell, Certainty, Row, Value};
use crate::chart::legend::{self, Key, Sample};
use crate::chart::mark;
use crate::chart::measure::{self, LINE, MIDDLE, Weight};
use crate::chart::palette::Role;
use crate::chart::scene::{Anchor, At, Mark, Panel, Shape};
use crate::chart::stack::Stack;
use crate::chart::words::count_of;

/// Rows by columns.
pub static KIND: Kind = Kind {
    name: "matrix",
    summary: "What is documented of each row for each column, and how.",
    options: &[
        OptionKey { name: "counts", form: OptionForm::Flag, meaning: "whether counts over 1 stand beside the symbols" },
        OptionKey { name: "most_columns", form: OptionForm::Number, meaning: "how many columns are drawn, 40 at most" },
        OptionKey { name: "most_rows", form: OptionForm::Number, meaning: "how many rows are drawn, 60 at most" },
    ],
    defaults: || super::Options::Matrix(Options::default()),
    most_series: usize::MAX,
    most_groups: 0,
    sorting: Sorting::Totals,
    lay_out,
    describe,
};

/// What may be asked of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Whether counts over 1 stand beside the symbols, where there is room.
    pub counts: bool,
    /// The most columns that are drawn, 40 at most; the table has them all.
    pub most_columns: usize,
    /// The most rows that are drawn, 60 at most; the table has them all.
    pub most_rows: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { counts: true, most_columns: 40, most_rows: 60 }
    }
}

const ROW: f64 = 26.0;
/// The narrowest column, and the narrowest with a count beside the symbol.
const NARROWEST: f64 = 23.0;
const WITH_COUNT: f64 = 30.0;
const WIDEST: f64 = 76.0;
const RADIUS: f64 = 6.0;
const LONGEST_HEAD: f64 = 230.0;

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = match &setting.chart.options {
        super::Options::Matrix(options) => options.clone(),
        _ => Options::default(),
    };
    let (rows, left_out_rows) = setting.first(options.most_rows.min(60));
    let all = super::columns_in_order(setting.chart);
    let columns = all.get(..options.most_columns.clamp(1, 40)).unwrap_or(&all);
    let matrix = Matrix::new(setting, &options, rows);
    let mut stack = Stack::new(setting.width());
    stack.keys(&matrix.keys());
    let blocks = columns.len().div_ceil(matrix.columns_in_a_block());
    for block in columns.chunks(columns.len().div_ceil(blocks.max(1)).max(1)) {
        matrix.block(&mut stack, block);
    }
    let left_out_columns = all.len() - columns.len();
    let words = |count: usize| setting.words.counted("chart.omitted-columns", count as u64, &[]);
    let omitted = [left_out_rows, (left_out_columns > 0).then(|| words(left_out_columns))];
    let omitted = join(omitted.into_iter().flatten());
    stack.words(&omitted, 0.0);
    Layout { scene: stack.finish(), omitted: (!omitted.is_empty()).then_some(omitted) }
}

/// A matrix whose names are measured.
struct Matrix<'s, 'c> {
    setting: &'s Setting<'c>,
    rows: Vec<&'c Row>,
    names: Vec<String>,
    left: f64,
    counts: bool,
}

impl<'s, 'c> Matrix<'s, 'c> {
    fn new(setting: &'s Setting<'c>, options: &Options, rows: Vec<&'c Row>) -> Self {
        let most = setting.width() * 0.36;
        let names: Vec<String> = rows.iter().map(|row| measure::shorten(&row.label, Weight::Regular, most)).collect();
        let left = measure::widest(names.iter().map(String::as_str), Weight::Regular) + 8.0;
        let counted = |cell: &Cell| cell.amount().is_some_and(|amount| amount.sorting() > 1.0);
        let counts = options.counts && rows.iter().flat_map(|row| &row.cells).any(counted);
        Self { setting, rows, names, left, counts }
    }

    fn columns_in_a_block(&self) -> usize {
        ((self.setting.width() - self.left) / NARROWEST).floor().max(1.0) as usize
    }

    fn keys(&self) -> Vec<Key> {
        let words = self.setting.words;
        let mut keys = legend::certainties(self.setting.chart, words, Sample::Dot);
        if keys.is_empty() {
            let explicit = words.text("chart.certainty.explicit", &[]);
            keys.push(Key { sample: Sample::Dot(Certainty::Explicit), words: explicit });
        }
        let is_no = |cell: &Cell| cell.amount().is_some_and(|amount| amount.sorting() == 0.0);
        if self.rows.iter().flat_map(|row| &row.cells).any(is_no) {
            keys.push(Key { sample: Sample::Dash, words: words.text("chart.unsaid", &[]) });
        }
        keys.push(Key { sample: Sample::Nothing, words: words.text("chart.missing", &[]) });
        keys
    }

    /// One block of columns under the others.
    fn block(&self, stack: &mut Stack, columns: &[usize]) {
        let cell = ((self.setting.width() - self.left) / columns.len() as f64).min(WIDEST);
        let width = cell * columns.len() as f64;
        let heads = Heads::new(self.setting, columns, cell);
        let top = stack.height() + heads.height;
        let mut panel = Panel::of_places(self.left, top, width, ROW * self.rows.len() as f64);
        panel.marks.push(self.lines(cell, columns.len()));
        for (i, column) in columns.iter().enumerate() {
            panel.marks.push(heads.mark(i, self.setting.series(*column), (i as f64 + 0.5) * cell));
        }
        for (i, (row, name)) in self.rows.iter().zip(&self.names).enumerate() {
            let middle = (i as f64 + 0.5) * ROW;
            let at = At::new(0.0, middle + MIDDLE).by(-7.0, 0.0);
            let name = Shape::text(at, name, Anchor::End, Role::Text).in_language(row.lang.as_deref());
            panel.marks.push(Mark::plain([name]));
            for (j, column) in columns.iter().enumerate() {
                let at = At::new((j as f64 + 0.5) * cell, middle);
                panel.marks.extend(row.cell(*column).and_then(|value| self.cell(row, *column, value, at, cell)));
            }
        }
        stack.panel(panel, 14.0);
    }

    /// Lines between the rows and columns.
    fn lines(&self, cell: f64, columns: usize) -> Mark {
        let (width, height) = (cell * columns as f64, ROW * self.rows.len() as f64);
        let across = (0..=self.rows.len()).map(|i| {
            let y = i as f64 * ROW;
            Shape::line([At::new(0.0, y), At::new(width, y)], Role::Grid.line(1.0))
        });
        let down = (0..=columns).map(|i| {
            let x = i as f64 * cell;
            Shape::line([At::new(x, 0.0), At::new(x, height)], Role::Grid.line(1.0))
        });
        Mark::plain(across.chain(down).collect::<Vec<_>>())
    }

    /// The mark of a cell, or none where nothing is documented.
    fn cell(&self, row: &Row, column: usize, cell: &Cell, at: At, width: f64) -> Option<Mark> {
        let role = Role::Series(0);
        let shapes = match (cell.amount(), &cell.value) {
            (Some(amount), _) if amount.sorting() == 0.0 => {
                vec![Shape::line([at.by(-5.0, 0.0), at.by(5.0, 0.0)], Role::Text.line(2.0))]
            }
            (Some(amount), _) if self.counts && width >= WITH_COUNT && amount.sorting() > 1.0 => {
                let count = self.setting.numbers.plain(amount.sorting());
                let room = measure::width(&count, Weight::Regular);
                if room > width - 2.0 * RADIUS - 7.0 {
                    mark::dot(at, RADIUS, role, cell.certainty)
                } else {
                    let dot = at.by(-room / 2.0 - 1.0, 0.0);
                    let mut shapes = mark::dot(dot, RADIUS, role, cell.certainty);
                    shapes.push(Shape::text(dot.by(RADIUS + 3.0, MIDDLE), count, Anchor::Start, Role::Text));
                    shapes
                }
            }
            (Some(_), _) => mark::dot(at, RADIUS, role, cell.certainty),
            // Documented without a number: how surely is said by the same shapes; the word stands in title and table.
            (None, Value::Word(_)) => mark::dot(at, RADIUS, role, cell.certainty),
            (None, _) => return None,
        };
        Some(Mark::saying(self.cell_words(row, column, cell), shapes))
    }

    /// "CEA, blogs : dit par la source, 1 citation".
    fn cell_words(&self, row: &Row, column: usize, cell: &Cell) -> String {
        let words = self.setting.words;
        let certainty = words.text(&format!("chart.certainty.{}", cell.certainty.key()), &[]);
        let value = match cell.amount() {
            Some(amount) if amount.sorting() == 0.0 => words.text("chart.unsaid", &[]),
            _ => format!("{certainty}, {}", self.setting.numbers.sentence_of(cell)),
        };
        let name = self.setting.describing().name(row);
        words.text("chart.mark-in", &[("name", &name), ("series", self.setting.series(column)), ("value", &value)])
    }
}

/// The names of columns: in lines where every one fits its column, upright otherwise.
struct Heads {
    names: Vec<Vec<String>>,
    langs: Vec<Option<String>>,
    upright: bool,
    height: f64,
}

impl Heads {
    fn new(setting: &Setting<'_>, columns: &[usize], cell: f64) -> Self {
        let label = |column: &usize| setting.series(*column);
        let langs =
            columns.iter().map(|column| setting.chart.series.get(*column).and_then(|series| series.lang.clone()));
        let langs = langs.collect();
        let lying: Vec<_> = columns.iter().map(|c| measure::wrap(label(c), Weight::Regular, cell - 6.0, 2)).collect();
        if !lying.iter().flatten().any(|line| line.ends_with('…')) {
            let lines = lying.iter().map(Vec::len).max().unwrap_or(1);
            return Self { names: lying, langs, upright: false, height: lines as f64 * LINE + 5.0 };
        }
        let names = columns.iter().map(|c| vec![measure::shorten(label(c), Weight::Regular, LONGEST_HEAD)]);
        let names: Vec<Vec<String>> = names.collect();
        let longest = measure::widest(names.iter().flatten().map(String::as_str), Weight::Regular);
        Self { names, langs, upright: true, height: longest + 8.0 }
    }

    fn mark(&self, index: usize, full: &str, x: f64) -> Mark {
        let lang = self.langs.get(index).and_then(Option::as_deref);
        let lines = self.names.get(index).map(Vec::as_slice).unwrap_or_default();
        let shape = |(i, line): (usize, &String)| {
            if self.upright {
                return Shape::text(At::new(x, 0.0).by(MIDDLE, -6.0), line, Anchor::Start, Role::Text).upwards();
            }
            let up = (lines.len() - 1 - i) as f64 * LINE;
            Shape::text(At::new(x, 0.0).by(0.0, -7.0 - up), line, Anchor::Middle, Role::Text)
        };
        let shapes = lines.iter().enumerate().map(shape).map(|shape| shape.in_language(lang));
        Mark {
            words: Some(full.to_owned()).filter(|full| lines.len() > 1 || !lines.contains(full)),
            href: None,
            shapes: shapes.collect(),
        }
    }
}

fn describe(setting: &Setting<'_>) -> String {
    let describing = setting.describing();
    let rows = setting.rows();
    let columns = super::columns_in_order(setting.chart);
    let is_documented = |cell: &Cell| !matches!(cell.value, Value::Missing(_));
    let filled = |row: &Row| row.cells.iter().filter(|cell| is_documented(cell)).count();
    let filled_column =
        |column: usize| rows.iter().filter_map(|row| row.cell(column)).filter(|c| is_documented(c)).count();
    let total: usize = rows.iter().map(|row| filled(row)).sum();
    let (cells, words) = (rows.len().saturating_mul(columns.len()), setting.words);
    let row_count = count_of(words, rows.len(), &setting.chart.things);
    let column_count = words.integer(columns.len() as i64);
    let kind = words.text("chart.kind.matrix", &[]);
    let measure = match setting.chart.measure.name.as_str() {
        "" => setting.chart.title.clone(),
        name => lower_first(name),
    };
    let mut sentences = vec![
        describing.text("each", &[("name", &kind), ("value", &measure)]),
        describing.text("matrix-size", &[("rows", &row_count), ("columns", &column_count)]),
        describing.counted("matrix-filled", total, &[("total", &words.integer(cells as i64))]),
    ];
    let most = rows.iter().map(|row| filled(row)).max().unwrap_or(0);
    if most > 0 {
        let of_row: Vec<&Row> = rows.iter().copied().filter(|row| filled(row) == most).collect();
        let value = words.integer(most as i64);
        let names = describing.names(&of_row);
        sentences.push(describing.counted("matrix-most", of_row.len(), &[("names", &names), ("value", &value)]));
    }
    let most = columns.iter().map(|column| filled_column(*column)).max().unwrap_or(0);
    let best = columns.iter().filter(|column| most > 0 && filled_column(**column) == most);
    let best: Vec<String> = best.map(|column| setting.series(*column).to_owned()).collect();
    if (1..=5).contains(&best.len()) {
        let (names, value) = (words.list(&best), words.integer(most as i64));
        sentences.push(describing.counted("matrix-columns", best.len(), &[("names", &names), ("value", &value)]));
    }
    sentences.extend(describing.certainties());
    sentences.push(describing.text("matrix-empty", &[]));
    join(sentences)
}
