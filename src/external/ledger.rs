//! The ledger of links: each address with the last day on which it led somewhere. A text file beside `study.yaml`, one address
//! a line, sorted, so that two people's checks merge without a conflict.

use std::collections::BTreeMap;

use crate::study::Date;

/// What the file says of itself.
pub(super) const HEAD: &str =
    "# Written by `florilege check --external`: the last day on which each address led somewhere. Commit it.\n";

/// Addresses with the last day on which each led somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger(BTreeMap<String, Date>);

impl Ledger {
    /// Reads a ledger; the error says which line is none, counted from 1.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut known = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let entry =
                line.split_once(' ').and_then(|(day, url)| Some((Date::parse(day).ok()?, url.trim().to_owned())));
            let Some((day, url)) = entry else {
                return Err(format!("line {} is no day and address: `{line}`", index + 1));
            };
            // Two checks that were merged may both name an address; the later one counts.
            known.entry(url).and_modify(|known: &mut Date| *known = (*known).max(day)).or_insert(day);
        }
        Ok(Self(known))
    }

    /// The ledger as it is kept.
    pub fn write(&self) -> String {
        self.0.iter().fold(HEAD.to_owned(), |text, (url, day)| text + &format!("{day} {url}\n"))
    }

    /// The last day on which an address led somewhere.
    pub fn last_good(&self, url: &str) -> Option<Date> {
        self.0.get(url).copied()
    }

    /// The entries whose address satisfies a condition.
    pub(super) fn only(&self, keep: impl Fn(&str) -> bool) -> Self {
        Self(self.0.iter().filter(|(url, _)| keep(url)).map(|(url, day)| (url.clone(), *day)).collect())
    }

    /// Notes that an address led somewhere on that day.
    pub(super) fn note(&mut self, url: &str, day: Date) {
        self.0.insert(url.to_owned(), day);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_is_read_as_it_was_written_and_merged_lines_keep_the_later_day() {
        let merged =
            "# x\n\n2026-01-02 https://b.example/\n2026-01-01 https://a.example/\n2026-03-01 https://a.example/\n";
        let ledger = Ledger::read(merged).unwrap();
        assert_eq!(ledger.write(), format!("{HEAD}2026-03-01 https://a.example/\n2026-01-02 https://b.example/\n"));
        assert_eq!(Ledger::read(&ledger.write()), Ok(ledger));
        let conflict = Ledger::read("2026-01-01 https://a.example/\n<<<<<<< HEAD\n");
        assert_eq!(conflict, Err("line 2 is no day and address: `<<<<<<< HEAD`".to_owned()));
    }
}
