//! The reference of the manual, made of the documents in `docs/`: one truth, which GitHub shows as files and the manual as
//! chapters. Links between documents become links between chapters; marks for tests are taken out.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test")]

use std::fs;

/// Each document, in the order of the manual, with one sentence about it.
const DOCUMENTS: [(&str, &str); 12] = [
    ("study-format", "Files, keys, values, links, tables, charts: all that the program reads."),
    ("reference", "All keys of all files, as the program reads them."),
    ("diagnostics", "What the program says about a study, in which forms, and what a study may say back."),
    ("addresses", "Where each page stands, and what a host reads."),
    ("data", "Tables, records, citations and hashes that readers can take."),
    ("search", "What readers find, and how."),
    ("browse", "Filters of the indexes, and the comparison of organisations."),
    ("languages", "A language of your own, and what is translated."),
    ("themes", "Templates, their fields, style sheets and scripts."),
    ("editors", "Schemas for editors that complete keys and ids."),
    ("serve", "The options of the live view, and what happens at a change."),
    ("ci", "Exit codes, streams, releases and workflows."),
];

/// The number of the first chapter of reference.
const FIRST: usize = 50;

/// The chapters of reference: the names of their files, and their texts.
pub fn chapters() -> Vec<(String, String)> {
    let mut chapters = Vec::new();
    for (index, (stem, summary)) in DOCUMENTS.iter().enumerate() {
        let text = fs::read_to_string(format!("docs/{stem}.md")).unwrap();
        chapters.push((format!("{}-{stem}.md", FIRST + index), head(summary) + &body(&text)));
    }
    let name = format!("{}-codes.md", FIRST + DOCUMENTS.len());
    chapters.push((name, head("Each code with what it means, an example and the cure.") + &codes()));
    chapters
}

fn head(summary: &str) -> String {
    format!("---\nsummary: \"{summary}\"\n---\n")
}

/// The pages of all codes as one text, each of them a section.
fn codes() -> String {
    let index = fs::read_to_string("docs/checks/README.md").unwrap();
    let mut text = body(&index);
    let mut codes: Vec<&str> =
        index.split("](").filter_map(|rest| rest.split_once(".md)")).map(|(code, _)| code).collect();
    codes.retain(|code| !code.contains('/'));
    codes.sort_unstable();
    for code in codes {
        let page = fs::read_to_string(format!("docs/checks/{code}.md")).unwrap();
        let (_, page) = page.split_once('\n').unwrap();
        text.push_str(&format!("\n## {code} {{#{code}}}\n{}", body(page)));
    }
    text
}

/// The text of a document as that of a chapter.
fn body(text: &str) -> String {
    let mut body = String::new();
    let mut fence: Option<String> = None;
    let mut in_contents = false;
    for line in text.lines() {
        // A chapter has a table of contents by itself.
        let contents = fence.is_none() && (in_contents || line.contains("](#")) && line.contains(") · [");
        in_contents = contents && line.ends_with('·');
        if contents {
            continue;
        }
        let ticks: String = line.trim_start().chars().take_while(|letter| *letter == '`').collect();
        match &fence {
            Some(open) if line.trim() == open.as_str() => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => {
                let Some(line) = line_of_chapter(line) else { continue };
                body.push_str(&line);
                body.push_str(&id(&line));
                body.push('\n');
                continue;
            }
            Some(_) => {}
        }
        body.push_str(line);
        body.push('\n');
    }
    body
}

/// The id of a heading that has a stop in a word, as GitHub makes it: links between documents use it.
fn id(line: &str) -> String {
    let Some(title) = line.strip_prefix("##").map(|rest| rest.trim_start_matches('#').trim()) else {
        return String::new();
    };
    if !title.contains('.') {
        return String::new();
    }
    let kept = |letter: &char| letter.is_alphanumeric() || *letter == ' ' || *letter == '-';
    let id: String = title.to_lowercase().chars().filter(kept).collect();
    format!(" {{#{}}}", id.replace(' ', "-"))
}

/// A line outside of code; nothing where it is a mark alone.
fn line_of_chapter(line: &str) -> Option<String> {
    let mut line = line.to_owned();
    if let Some(path) = line.strip_prefix("<!-- file: ").and_then(|rest| rest.strip_suffix(" -->")) {
        return Some(format!("**`{path}`**\n"));
    }
    while let Some((before, rest)) = line.clone().split_once("<!-- ") {
        let (_, after) = rest.split_once(" -->")?;
        line = format!("{before}{}", after.strip_prefix(' ').unwrap_or(after));
        if line.trim().is_empty() {
            return None;
        }
    }
    let mut made = String::new();
    let mut rest = line.as_str();
    while let Some((before, link)) = rest.split_once("](") {
        let Some((target, after)) = link.split_once(')') else { break };
        match leads_to(target) {
            // A document that is named by its file is named by its title.
            Some(target) if before.ends_with(".md") || before.ends_with('/') => {
                let (text, _) = before.rsplit_once('[').unwrap_or_default();
                made.push_str(&format!("{text}<{target}>"));
            }
            Some(target) => made.push_str(&format!("{before}]({target})")),
            // What is not in the manual is named, not linked.
            None => {
                let (text, words) = before.rsplit_once('[').unwrap_or((before, ""));
                made.push_str(&format!("{text}{words}"));
            }
        }
        rest = after;
    }
    made.push_str(rest);
    Some(made)
}

/// Where a link of a document leads in the manual.
fn leads_to(target: &str) -> Option<String> {
    let Some((path, section)) = target.split_once(".md") else {
        let stays = target.starts_with('#') || target.contains(':') || target == "photo.png";
        return stays.then(|| target.to_owned());
    };
    let stem = path.trim_start_matches("../").trim_start_matches("checks/");
    if DOCUMENTS.iter().any(|(document, _)| *document == stem) {
        return Some(format!("chapter:{stem}{section}"));
    }
    match stem {
        "README" if path.starts_with("..") => Some("chapter:tutorial".to_owned()),
        "README" => Some("chapter:codes".to_owned()),
        code => Some(format!("chapter:codes#{code}")),
    }
}
