//! A chart's data as an HTML table: a caption, headings with their scope, links to what stands behind each mark.

use std::fmt::Write as _;

use crate::prose::html::escape;

use super::table::{HeadCell, Table, TableCell};

impl Table {
    /// The whole `<table>`. Its links are as they are in the cells.
    pub fn html(&self) -> String {
        let mut out = String::from("<table><caption>");
        escape(&self.caption, &mut out);
        out.push_str("</caption><thead><tr>");
        for head in &self.head {
            heading(head, &mut out);
        }
        out.push_str("</tr></thead><tbody>");
        for row in &self.rows {
            out.push_str("<tr><th scope=\"row\"");
            language(row.head.lang.as_deref(), &mut out);
            out.push('>');
            words(&row.head, &mut out);
            out.push_str("</th>");
            for (index, cell) in row.cells.iter().enumerate() {
                let numeric = self.head.get(index + 1).is_some_and(|head| head.numeric);
                data(cell, numeric, &mut out);
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table>");
        out
    }
}

fn heading(head: &HeadCell, out: &mut String) {
    out.push_str("<th scope=\"col\"");
    if head.numeric {
        out.push_str(" class=\"number\"");
    }
    language(head.lang.as_deref(), out);
    out.push('>');
    linked(&head.text, head.href.as_deref(), out);
    out.push_str("</th>");
}

fn data(cell: &TableCell, numeric: bool, out: &mut String) {
    out.push_str("<td");
    match (cell.missing, numeric) {
        (true, _) => out.push_str(" class=\"unknown\""),
        (false, true) => out.push_str(" class=\"number\""),
        (false, false) => {}
    }
    language(cell.lang.as_deref(), out);
    out.push('>');
    words(cell, out);
    out.push_str("</td>");
}

fn words(cell: &TableCell, out: &mut String) {
    linked(&cell.text, cell.href.as_deref(), out);
    if let Some(certainty) = &cell.certainty {
        out.push_str(" <small>(");
        escape(certainty, out);
        out.push_str(")</small>");
    }
}

fn linked(text: &str, href: Option<&str>, out: &mut String) {
    match href {
        Some(href) => {
            out.push_str("<a href=\"");
            escape(href, out);
            out.push_str("\">");
            escape(text, out);
            out.push_str("</a>");
        }
        None => escape(text, out),
    }
}

fn language(code: Option<&str>, out: &mut String) {
    if let Some(code) = code {
        // Writing into a string cannot fail.
        let _ = write!(out, " lang=\"{code}\"");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::table::TableRow;

    #[test]
    fn a_table_has_headings_and_escapes_its_words() {
        let table = Table {
            caption: "A & B".into(),
            head: vec![
                HeadCell { text: "Who".into(), lang: None, href: None, numeric: false },
                HeadCell { text: "n".into(), lang: None, href: None, numeric: true },
            ],
            rows: vec![TableRow {
                head: TableCell { text: "<Ined>".into(), href: Some("a.html".into()), ..TableCell::default() },
                cells: vec![TableCell { text: "3".into(), ..TableCell::default() }],
            }],
        };
        assert_eq!(
            table.html(),
            "<table><caption>A &amp; B</caption><thead><tr><th scope=\"col\">Who</th><th scope=\"col\" class=\"number\">n\
             </th></tr></thead><tbody><tr><th scope=\"row\"><a href=\"a.html\">&lt;Ined&gt;</a></th><td class=\"number\">3\
             </td></tr></tbody></table>"
        );
    }
}
