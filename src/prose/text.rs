//! A text without markup: for descriptions, search records, feeds and the words of a heading.
//!
//! No typography: it comes last and only for the eye. What is embedded has its own page and its own words, so it is left
//! out; so are the calls of footnotes.

use super::{Block, BlockKind, Inline, InlineKind, Node, Prose};

/// Gives the name of a target.
pub type Name<'a, T> = dyn Fn(&T) -> String + 'a;

/// The whole text: a blank line between blocks, a line for each item or row, a tab between cells; footnotes last.
pub fn prose<T>(prose: &Prose<T>, name: &Name<'_, T>) -> String {
    let mut out = blocks(&prose.blocks, name);
    for note in &prose.notes {
        join(&mut out, "\n\n", &blocks(&note.blocks, name));
    }
    out
}

/// Some blocks, as [`prose`] writes them.
pub fn blocks<T>(blocks: &[Block<T>], name: &Name<'_, T>) -> String {
    joined(blocks.iter().map(|each| block(each, name)), "\n\n")
}

/// A line of text.
pub fn inlines<T>(inlines: &[Inline<T>], name: &Name<'_, T>) -> String {
    let mut out = String::new();
    push_inlines(inlines, name, &mut out);
    out
}

/// How many words a reader reads; a name counts for one, what is embedded for none.
pub fn count_words<T>(text: &Prose<T>) -> usize {
    let mut count = 0;
    let mut count_in = |line: &str| {
        count += line.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    };
    text.visit(|node| match node {
        Node::Block(Block { kind: BlockKind::CodeBlock { code, .. }, .. }) => count_in(code),
        Node::Block(block) => own_lines(&block.kind, &mut |line| count_in(&inlines(line, &|_| "x".to_owned()))),
        Node::Inline(_) => {}
    });
    count
}

/// The start of a text, at most `longest` letters, cut between words and then marked with `…`.
pub fn shortened(text: &str, longest: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= longest {
        return line;
    }
    // One letter is for the mark; the one after it tells whether a word ends there.
    let start: String = line.chars().take(longest.max(1)).collect();
    let kept = start
        .rsplit_once(' ')
        .map_or_else(|| line.chars().take(longest.saturating_sub(1)).collect(), |(kept, _)| kept.to_owned());
    format!("{}…", kept.trim_end_matches([' ', ',', ';', ':', '.']))
}

/// The lines of text that a block holds itself, not in blocks of its own.
fn own_lines<T>(kind: &BlockKind<T>, see: &mut dyn FnMut(&[Inline<T>])) {
    match kind {
        BlockKind::Heading(heading) => see(&heading.inlines),
        BlockKind::Paragraph(inlines) => see(inlines),
        BlockKind::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| see(cell)),
        BlockKind::DefinitionList { entries, .. } => entries.iter().for_each(|entry| see(&entry.term)),
        _ => {}
    }
}

fn block<T>(block: &Block<T>, name: &Name<'_, T>) -> String {
    match &block.kind {
        BlockKind::Heading(heading) => inlines(&heading.inlines, name),
        BlockKind::Paragraph(line) => inlines(line, name),
        BlockKind::List(list) => joined(list.items.iter().map(|item| blocks(item, name)), "\n"),
        BlockKind::BlockQuote(inner) | BlockKind::Alert { blocks: inner, .. } => blocks(inner, name),
        BlockKind::CodeBlock { code, .. } => code.trim_end_matches('\n').to_owned(),
        BlockKind::Table(table) => {
            let rows = std::iter::once(&table.head).chain(&table.rows);
            joined(rows.map(|row| row.iter().map(|cell| inlines(cell, name)).collect::<Vec<_>>().join("\t")), "\n")
        }
        BlockKind::DefinitionList { entries, .. } => {
            let lines = entries.iter().flat_map(|entry| {
                let term = std::iter::once(inlines(&entry.term, name));
                term.chain(entry.meanings.iter().map(|meaning| blocks(meaning, name)))
            });
            joined(lines, "\n")
        }
        BlockKind::MathBlock(formula) => formula.clone(),
        BlockKind::Rule | BlockKind::Embed { .. } => String::new(),
    }
}

fn push_inlines<T>(inlines: &[Inline<T>], name: &Name<'_, T>, out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) => out.push_str(text),
            InlineKind::Emphasis(words)
            | InlineKind::Strong(words)
            | InlineKind::Strikethrough(words)
            | InlineKind::Link { words: Some(words), .. }
            | InlineKind::Anchor { words, .. }
            | InlineKind::External { words: Some(words), .. }
            | InlineKind::Image { alternative: words, .. } => push_inlines(words, name, out),
            InlineKind::Link { target, words: None, .. } => out.push_str(&name(&target.value)),
            InlineKind::External { url, words: None } => out.push_str(url),
            InlineKind::NoteCall { .. } => {}
            InlineKind::SoftBreak => out.push(' '),
            InlineKind::HardBreak => out.push('\n'),
        }
    }
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    let mut out = String::new();
    parts.for_each(|part| join(&mut out, between, &part));
    out
}

fn join(out: &mut String, between: &str, part: &str) {
    if !out.is_empty() && !part.is_empty() {
        out.push_str(between);
    }
    out.push_str(part);
}
