//! A line of text on its way to HTML: pieces of markup, and runs of letters that typography may change.
//!
//! Typography must see a paragraph as a reader does: French puts a narrow space between the last word of a link and the
//! `?` after it, and the quotation marks of a sentence may stand on two sides of an emphasis. So a paragraph is first
//! flattened to runs, names and values already in; the runs are set together; only then are they escaped and joined.

use std::ops::Range;

use super::html::escape;

/// A stretch of letters between two pieces of markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The letters.
    pub text: String,
    /// Whether they must stay as they are (code, addresses, words of another language). Neighbours may look at them. A
    /// line break that the author asked for is a protected run of its own, `"\n"`.
    pub protected: bool,
    /// Bytes of `text` that are raised, as the `er` of `1er`; in order, apart, on borders of letters.
    pub superscripts: Vec<Range<usize>>,
}

/// What a language does to the letters of a line.
pub trait Typography {
    /// Sets the runs of one paragraph, heading, cell or alternative, which are read one after the other. A run stands
    /// between two pieces of markup, so that none may be added or removed.
    fn set(&self, runs: &mut [Run]);

    /// Sets a text that stands alone and has no markup: a title, an attribute.
    fn set_text(&self, text: &str) -> String {
        let mut runs = [Run { text: text.to_owned(), ..Run::default() }];
        self.set(&mut runs);
        let [run] = runs;
        run.text
    }
}

/// No typography: letters stay as they were typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct AsTyped;

impl Typography for AsTyped {
    fn set(&self, _: &mut [Run]) {}
}

/// A line under way.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Markup, each piece with the number of runs that stand before it.
    markup: Vec<(usize, String)>,
    runs: Vec<Run>,
}

impl Line {
    /// Adds HTML that is ready.
    pub(super) fn markup(&mut self, html: impl Into<String>) {
        self.markup.push((self.runs.len(), html.into()));
    }

    /// Adds letters that typography may change.
    pub(super) fn text(&mut self, text: impl Into<String>) {
        self.runs.push(Run { text: text.into(), ..Run::default() });
    }

    /// Adds letters that stay as they are.
    pub(super) fn protected(&mut self, text: impl Into<String>) {
        self.runs.push(Run { text: text.into(), protected: true, superscripts: Vec::new() });
    }

    /// Adds a line break that the reader sees. It is a run, so that typography sees it too.
    pub(super) fn line_break(&mut self) {
        self.protected(LINE_BREAK);
    }

    /// Sets the letters and writes the line.
    pub(super) fn write(mut self, typography: &dyn Typography, out: &mut String) {
        typography.set(&mut self.runs);
        let mut markup = self.markup.into_iter().peekable();
        for (place, run) in self.runs.iter().enumerate() {
            while let Some((_, html)) = markup.next_if(|(before, _)| *before <= place) {
                out.push_str(&html);
            }
            write_run(run, out);
        }
        markup.for_each(|(_, html)| out.push_str(&html));
    }
}

/// As a run, the line break that the reader sees. No code and no name holds one.
const LINE_BREAK: &str = "\n";

fn write_run(run: &Run, out: &mut String) {
    if run.protected && run.text == LINE_BREAK {
        return out.push_str("<br>");
    }
    let mut written = 0;
    for raised in &run.superscripts {
        // A range that does not fit is no reason to lose letters: they are then written on the line.
        let (Some(before), Some(letters)) = (run.text.get(written..raised.start), run.text.get(raised.clone())) else {
            continue;
        };
        escape(before, out);
        out.push_str("<sup>");
        escape(letters, out);
        out.push_str("</sup>");
        written = raised.end;
    }
    escape(run.text.get(written..).unwrap_or(""), out);
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Raising;

    impl Typography for Raising {
        fn set(&self, runs: &mut [Run]) {
            for run in runs.iter_mut().filter(|run| !run.protected) {
                run.text = run.text.replace('\'', "’");
                run.superscripts = run.text.match_indices("er").map(|(at, found)| at..at + found.len()).collect();
            }
        }
    }

    fn written(build: impl FnOnce(&mut Line)) -> String {
        let mut line = Line::default();
        build(&mut line);
        let mut out = String::new();
        line.write(&Raising, &mut out);
        out
    }

    #[test]
    fn markup_keeps_its_place_among_runs() {
        let html = written(|line| {
            line.markup("<p>");
            line.text("l'");
            line.markup("<em>");
            line.text("a & b");
            line.markup("</em>");
            line.markup("</p>");
        });
        assert_eq!(html, "<p>l’<em>a &amp; b</em></p>");
    }

    #[test]
    fn raised_letters_become_sup_and_protected_letters_stay() {
        let html = written(|line| {
            line.text("le 1er mars");
            line.protected(" 1er'");
        });
        assert_eq!(html, "le 1<sup>er</sup> mars 1er'");
    }

    #[test]
    fn a_range_that_does_not_fit_loses_no_letters() {
        let mut out = String::new();
        write_run(&Run { text: "éa".to_owned(), protected: false, superscripts: vec![1..2, 9..10] }, &mut out);
        assert_eq!(out, "éa");
    }
}
