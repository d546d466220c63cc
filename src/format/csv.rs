//! Comma-separated values as RFC 4180 has them: UTF-8, a comma, lines that end in CR LF, a head.
//!
//! A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line break) gets an
//! apostrophe in front, as OWASP advises, so that a stranger's words never run on a reader's machine. One that begins with
//! apostrophes and then such a sign gets one more, so that a program takes off exactly one to have the text to the letter.
//! Numbers, dates and addresses are ours and stay as they are: `-2` is a number.

use crate::chart::values::{Field, Values};

/// The whole file.
pub fn csv(values: &Values) -> String {
    let mut out = String::new();
    write_line(values.head.iter().map(|heading| harmless(heading)), &mut out);
    for line in &values.lines {
        write_line(line.iter().map(written), &mut out);
    }
    out
}

fn write_line(cells: impl Iterator<Item = String>, out: &mut String) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(',');
        }
        out.push_str(&quoted(cell));
    }
    out.push_str("\r\n");
}

fn written(field: &Field) -> String {
    match field {
        Field::Empty => String::new(),
        Field::Text(text) => harmless(text),
        // Adding zero takes the sign from nothing; Rust writes no exponent and no more digits than are needed.
        Field::Number(number) => (number + 0.0).to_string(),
        Field::Date(text) | Field::Address(text) => text.clone(),
    }
}

fn harmless(text: &str) -> String {
    let is_formula = text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

fn quoted(cell: String) -> String {
    if cell.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(fields: Vec<Field>) -> String {
        let values = Values { head: vec!["a".to_owned()], lines: vec![fields] };
        csv(&values).strip_prefix("a\r\n").unwrap().to_owned()
    }

    #[test]
    fn what_parts_cells_and_lines_is_quoted() {
        let text = |text: &str| Field::Text(text.to_owned());
        assert_eq!(
            line(vec![text("dit « oui », puis \"non\""), text("a\nb"), text("é")]),
            "\"dit « oui », puis \"\"non\"\"\",\"a\nb\",é\r\n"
        );
    }

    #[test]
    fn numbers_are_for_programs() {
        let numbers = [-2.0, -0.0, 1234567.5, 0.1, 1e14].map(Field::Number).to_vec();
        assert_eq!(line(numbers), "-2,0,1234567.5,0.1,100000000000000\r\n");
    }

    #[test]
    fn a_text_is_no_formula_and_a_number_stays_a_number() {
        for typed in ["=1+1", "+33", "-2", "@SUM(A1)"] {
            assert_eq!(line(vec![Field::Text(typed.to_owned())]), format!("'{typed}\r\n"));
        }
        assert_eq!(line(vec![Field::Text("\t=1".to_owned())]), "'\t=1\r\n");
        assert_eq!(line(vec![Field::Text("'=1".to_owned())]), "''=1\r\n", "taking one off gives what was said");
        assert_eq!(line(vec![Field::Text("'sic'".to_owned())]), "'sic'\r\n");
        assert_eq!(line(vec![Field::Number(-2.0), Field::Address("../a=b.html".to_owned())]), "-2,../a=b.html\r\n");
        let values = Values { head: vec!["=cmd".to_owned()], lines: Vec::new() };
        assert_eq!(csv(&values), "'=cmd\r\n");
    }
}
