//! Categories that have an order of their own, whatever their values: years, ages, sizes.

use crate::chart::input::Row;

/// The numbers that the names of all rows begin with, where each row has one of its own: `2010`, `18-24`, `1 à 9`.
pub(super) fn ranks(rows: &[&Row]) -> Option<Vec<f64>> {
    let ranks: Vec<f64> = rows.iter().map(|row| rank(&row.label)).collect::<Option<_>>()?;
    let mut sorted = ranks.clone();
    sorted.sort_by(f64::total_cmp);
    let all_differ = sorted.windows(2).all(|pair| pair.first() != pair.last());
    (all_differ && ranks.len() > 2).then_some(ranks)
}

/// Whether they go up, or go down.
pub(super) fn is_in_order(ranks: &[f64]) -> bool {
    ranks.is_sorted() || ranks.is_sorted_by(|a, b| a >= b)
}

fn rank(label: &str) -> Option<f64> {
    let label = label.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let end = label.find(|character: char| !character.is_ascii_digit()).unwrap_or(label.len());
    label.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::input::Cell;

    fn ranks_of(labels: &[&str]) -> Option<Vec<f64>> {
        let rows: Vec<Row> = labels.iter().map(|label| Row::new(*label, Cell::exact(1.0))).collect();
        ranks(&rows.iter().collect::<Vec<_>>())
    }

    #[test]
    fn years_and_ages_have_an_order_and_names_have_none() {
        assert_eq!(ranks_of(&["2010", "2012", "2011"]), Some(vec![2010.0, 2012.0, 2011.0]));
        assert_eq!(ranks_of(&["< 18", "18-24", "25 et plus"]), None);
        assert_eq!(ranks_of(&["0-17", "18-24", "25 et plus"]), Some(vec![0.0, 18.0, 25.0]));
        assert_eq!(ranks_of(&["IRD", "Ined", "CNRS"]), None);
        assert_eq!(ranks_of(&["2010", "2012"]), None);
    }

    #[test]
    fn an_order_goes_up_or_down() {
        assert!(is_in_order(&[1.0, 2.0, 3.0]) && is_in_order(&[3.0, 2.0, 1.0]));
        assert!(!is_in_order(&[1.0, 3.0, 2.0]));
    }
}
