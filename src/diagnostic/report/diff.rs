//! What a fix would change, as a unified diff that `patch -p1` and `git apply` take.
//!
//! Lines are compared by the shortest edit script (Myers 1986, *An O(ND) Difference Algorithm*). Where two texts differ in
//! more than some thousand lines, the rest of the stretch is written as one change, which is right, if not the shortest.

use std::fmt::Write as _;

use crate::diagnostic::SourcePath;

/// Lines that stay around a change.
const AROUND: usize = 3;
/// Longer scripts are not sought: their cost grows with the square.
const MOST_CHANGES: usize = 1000;

/// The diff of a file's text before and after; empty where nothing changed.
pub fn unified(path: &SourcePath, before: &str, after: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let steps = steps(&a, &b);
    let mut diff = String::new();
    for hunk in hunks(&steps) {
        if diff.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(diff, "--- a/{path}\n+++ b/{path}\n");
        }
        write_hunk(&mut diff, hunk);
    }
    diff
}

/// A line of the comparison, with the numbers of the lines that come next in both texts, from 0.
#[derive(Clone, Copy)]
struct Step<'a> {
    sign: char,
    line: &'a str,
    before: usize,
    after: usize,
}

fn write_hunk(diff: &mut String, hunk: &[Step<'_>]) {
    let Some(first) = hunk.first() else { return };
    let count = |sign: char| hunk.iter().filter(|step| step.sign == ' ' || step.sign == sign).count();
    let (old, new) = (count('-'), count('+'));
    // A range without lines is named by the line before it.
    let start = |at: usize, count: usize| if count == 0 { at } else { at + 1 };
    let _ = writeln!(diff, "@@ -{},{old} +{},{new} @@", start(first.before, old), start(first.after, new));
    for step in hunk {
        diff.push(step.sign);
        diff.push_str(step.line);
        if !step.line.ends_with('\n') {
            diff.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// The changes with the lines around them; changes that share such lines are one.
fn hunks<'s, 'a>(steps: &'s [Step<'a>]) -> Vec<&'s [Step<'a>]> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (at, _) in steps.iter().enumerate().filter(|(_, step)| step.sign != ' ') {
        let (from, to) = (at.saturating_sub(AROUND), (at + 1 + AROUND).min(steps.len()));
        match ranges.last_mut().filter(|(_, end)| *end >= from) {
            Some((_, end)) => *end = to,
            None => ranges.push((from, to)),
        }
    }
    ranges.into_iter().filter_map(|(from, to)| steps.get(from..to)).collect()
}

fn steps<'a>(a: &[&'a str], b: &[&'a str]) -> Vec<Step<'a>> {
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (middle_a, middle_b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let signs = [same(head), script(middle_a, middle_b), same(tail)].concat();
    let (mut before, mut after) = (0, 0);
    let mut steps = Vec::with_capacity(signs.len());
    for sign in signs {
        let line = if sign == '+' { b.get(after) } else { a.get(before) };
        steps.push(Step { sign, line: line.copied().unwrap_or_default(), before, after });
        before += usize::from(sign != '+');
        after += usize::from(sign != '-');
    }
    steps
}

fn same(count: usize) -> Vec<char> {
    vec![' '; count]
}

/// The shortest script from one text to the other: ` `, `-` and `+`, a line each.
fn script(a: &[&str], b: &[&str]) -> Vec<char> {
    let all = || [vec!['-'; a.len()], vec!['+'; b.len()]].concat();
    let most = (a.len() + b.len()).min(MOST_CHANGES);
    let middle = most + 1;
    // How far each diagonal reaches in `a`, and the same before each round.
    let mut reach = vec![0_usize; 2 * middle + 1];
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    for changes in 0..=most {
        rounds.push(reach.clone());
        for diagonal in (middle - changes..=middle + changes).step_by(2) {
            let x = step_from(&reach, diagonal, middle, changes);
            let x = x + a
                .get(x..)
                .unwrap_or_default()
                .iter()
                .zip(b.get(y_of(x, diagonal, middle)..).unwrap_or_default())
                .take_while(|(a, b)| a == b)
                .count();
            reach[diagonal] = x;
            if x >= a.len() && y_of(x, diagonal, middle) >= b.len() {
                return backwards(&rounds, a.len(), b.len(), middle);
            }
        }
    }
    all()
}

/// Where a path on a diagonal begins: one line of `b` inserted, or one of `a` left out, whichever reaches further.
fn step_from(reach: &[usize], diagonal: usize, middle: usize, changes: usize) -> usize {
    let (below, above) = (reach[diagonal - 1], reach[diagonal + 1]);
    let inserts = diagonal == middle - changes || (diagonal != middle + changes && below < above);
    match (changes, inserts) {
        (0, _) => 0,
        (_, true) => above,
        (_, false) => below + 1,
    }
}

fn y_of(x: usize, diagonal: usize, middle: usize) -> usize {
    (x + middle).saturating_sub(diagonal)
}

fn backwards(rounds: &[Vec<usize>], mut x: usize, mut y: usize, middle: usize) -> Vec<char> {
    let mut signs = Vec::new();
    for (changes, reach) in rounds.iter().enumerate().rev() {
        let diagonal = x + middle - y;
        let start = step_from(reach, diagonal, middle, changes);
        while x > start {
            signs.push(' ');
            x -= 1;
            y -= 1;
        }
        if changes > 0 {
            let inserts = diagonal == middle - changes
                || (diagonal != middle + changes && reach[diagonal - 1] < reach[diagonal + 1]);
            signs.push(if inserts { '+' } else { '-' });
            if inserts { y -= 1 } else { x -= 1 }
        }
    }
    signs.reverse();
    signs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn diff(before: &str, after: &str) -> String {
        unified(&SourcePath::new("a.md"), before, after)
    }

    /// What `patch` does, as its manual tells it.
    fn patched(before: &str, diff: &str) -> String {
        let old: Vec<&str> = before.split_inclusive('\n').collect();
        let mut new = String::new();
        let mut at = 0;
        let mut lines = diff.split_inclusive('\n').skip(2).peekable();
        while let Some(line) = lines.next() {
            let body = &line[1..];
            let ends = lines.peek().is_some_and(|next| next.starts_with('\\'));
            let body = if ends { body.trim_end_matches('\n') } else { body };
            match line.as_bytes()[0] {
                b'@' => {
                    let range = line.split(['-', ' ', ',']).filter(|part| !part.is_empty()).collect::<Vec<_>>();
                    let (start, count): (usize, usize) = (range[1].parse().unwrap(), range[2].parse().unwrap());
                    let from = if count == 0 { start } else { start - 1 };
                    new.extend(old[at..from].iter().copied());
                    at = from;
                }
                b' ' | b'-' => {
                    assert_eq!(old[at], body, "the diff is of another text");
                    at += 1;
                    new.push_str(if line.starts_with(' ') { body } else { "" });
                }
                b'+' => new.push_str(body),
                b'\\' => {}
                other => panic!("{other}"),
            }
        }
        new.extend(old[at..].iter().copied());
        new
    }

    #[test]
    fn a_change_stands_among_the_lines_around_it() {
        let before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";
        let after = "1\n2\n3\n4\n5\nsix\n7\n8\n9\n10\n11\n12\n";
        assert_eq!(diff(before, after), "--- a/a.md\n+++ b/a.md\n@@ -3,7 +3,7 @@\n 3\n 4\n 5\n-6\n+six\n 7\n 8\n 9\n");
        assert_eq!(diff(before, before), "");
    }

    #[test]
    fn a_last_line_without_its_end_is_said() {
        assert_eq!(
            diff("a\nb", "a\nb\n"),
            "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"
        );
    }

    #[test]
    fn a_text_from_nothing_is_all_new() {
        assert_eq!(diff("", "a\n"), "--- a/a.md\n+++ b/a.md\n@@ -0,0 +1,1 @@\n+a\n");
    }

    #[test]
    fn texts_that_share_nothing_are_one_change() {
        let (before, after) = ("a\n".repeat(3000), "b\n".repeat(3000));
        assert_eq!(patched(&before, &diff(&before, &after)), after);
    }

    proptest! {
        #[test]
        fn a_patch_makes_the_one_of_the_other(before in "([ab]{0,1}\n){0,25}[ab]{0,1}", after in "([ab]{0,1}\n){0,25}[ab]{0,1}") {
            let diff = diff(&before, &after);
            prop_assert_eq!(patched(&before, &diff), after);
        }
    }
}
