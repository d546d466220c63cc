//! The evidence matrix of two kinds: rows and columns by their totals, cut into parts that fit a page.

use std::cmp::Reverse;

use crate::study::{EntityRef, Kind, Study};

use super::Analysis;

/// At most so many rows in a part.
pub const ROWS: usize = 60;
/// At most so many columns in a part.
pub const COLUMNS: usize = 40;

/// A part of a matrix. Its cells are asked of [`Analysis::pair`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixPart {
    /// The rows, the one with most relations first.
    pub rows: Vec<MatrixEnd>,
    /// The columns, the one with most relations first.
    pub columns: Vec<MatrixEnd>,
    /// How many rows the whole matrix has.
    pub all_rows: usize,
    /// How many columns the whole matrix has.
    pub all_columns: usize,
    /// How many parts there are.
    pub parts: usize,
}

/// A row or a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixEnd {
    /// What it stands for.
    pub entity: EntityRef,
    /// How many relations it has in the whole matrix.
    pub total: usize,
}

/// One part, from 0; parts go along the columns first. A row without relations says so; such a column says nothing and
/// is left out.
pub(super) fn part(analysis: &Analysis, study: &Study, rows: Kind, columns: Kind, part: usize) -> Option<MatrixPart> {
    let row_ends = ends(analysis, study, rows, columns);
    let mut column_ends = ends(analysis, study, columns, rows);
    column_ends.retain(|end| end.total > 0);
    let across = column_ends.len().div_ceil(COLUMNS);
    let down = row_ends.len().div_ceil(ROWS);
    let (down_at, across_at) = (part.checked_div(across)?, part.checked_rem(across)?);
    let cut = |ends: &[MatrixEnd], size: usize, at: usize| ends.chunks(size).nth(at).map(<[MatrixEnd]>::to_vec);
    Some(MatrixPart {
        rows: cut(&row_ends, ROWS, down_at)?,
        columns: cut(&column_ends, COLUMNS, across_at)?,
        all_rows: row_ends.len(),
        all_columns: column_ends.len(),
        parts: across * down,
    })
}

fn ends(analysis: &Analysis, study: &Study, kind: Kind, others: Kind) -> Vec<MatrixEnd> {
    let ids: Vec<&str> = match kind {
        Kind::Organisation => study.organisations.keys().map(|id| id.as_str()).collect(),
        Kind::Tool => study.tools.keys().map(|id| id.as_str()).collect(),
        Kind::Practice => study.practices.keys().map(|id| id.as_str()).collect(),
        _ => Vec::new(),
    };
    let mut ends: Vec<(Reverse<usize>, Reverse<usize>, EntityRef)> = ids
        .into_iter()
        .map(|id| {
            let entity = EntityRef::new(kind, id);
            let quotes: usize = analysis.related(&entity, others).map(|(_, pair)| pair.quotes.len()).sum();
            (Reverse(analysis.related(&entity, others).count()), Reverse(quotes), entity)
        })
        .collect();
    ends.sort();
    ends.into_iter().map(|(Reverse(total), _, entity)| MatrixEnd { entity, total }).collect()
}
