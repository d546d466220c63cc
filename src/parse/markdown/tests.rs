use super::*;

#[test]
fn hostile_texts_take_bounded_time() {
    let path = SourcePath::new("content/pages/x.md");
    let n = 1_000_000;
    let h = 3000usize;
    let cases: Vec<(&str, String)> = vec![
        ("[", "[".repeat(n)),
        ("![", "![".repeat(n)),
        ("[a](", "[a](".repeat(n)),
        ("*a_", "*a _b ".repeat(n / 6)),
        ("**a ", "**a ".repeat(n / 4)),
        (">", ">".repeat(n)),
        ("> nested lines", format!("{}\n", "> ".repeat(h)).repeat(300)),
        ("- ", "- ".repeat(n)),
        ("- then blanks", format!("{}a{}", "- ".repeat(h), "\n".repeat(n))),
        ("- then text", format!("{}a\n\n{}", "- ".repeat(h), "b\n\n".repeat(n / 3))),
        ("`", "`a``".repeat(n / 4)),
        ("<", "<a ".repeat(n / 3)),
        ("<!--", "<!-- a ".repeat(n / 7)),
        ("$", "$a ".repeat(n / 3)),
        ("$ formula", "$a$ ".repeat(n / 40)),
        ("[^", "[^a] ".repeat(n / 5)),
        ("notes", "[^a]\n\n[^a]: x\n\n".repeat(n / 20)),
        ("nested notes", "[^a]: ".repeat(n / 6)),
        ("headings", "# a\n".repeat(n / 4)),
        ("refs", (0..n / 20).map(|i| format!("[a{i}]: /x{i}\n")).collect()),
        ("table", format!("|a|b|\n|-|-|\n{}", "|a|b|\n".repeat(n / 6))),
        ("wide table", format!("{}\n{}\n{}", "|a".repeat(5000), "|-".repeat(5000), "|a\n".repeat(5000))),
        ("quotes", "a <quote:x> b\n\n".repeat(n / 15)),
        ("embeds", "<quote:x>\n\n".repeat(n / 11)),
        ("html", "<b>a</b> ".repeat(n / 9)),
        ("html open", "a <b> ".repeat(n / 6)),
        ("links", "[a](x.md) ".repeat(n / 10)),
        (": ", format!("a\n{}", ": ".repeat(n / 2))),
        ("nul", "\0".repeat(n)),
        ("~", "~a ~~b ".repeat(n / 7)),
        ("&", "&".repeat(n)),
        ("\\", "\\".repeat(n)),
        ("{#", "# a {#b}\n".repeat(n / 9)),
        ("[[[ ]]]", format!("{}{}", "[".repeat(n / 2), "]".repeat(n / 2))),
        ("![ ](x)", format!("{}a{}", "![".repeat(n / 6), "](x)".repeat(n / 6))),
        ("**a**b", "**« a »**b ".repeat(n / 13)),
    ];
    for (name, text) in cases {
        let start = std::time::Instant::now();
        let read = read(&path, &text, 0);
        let took = start.elapsed();
        println!("{name:20} {took:?} {} bytes, {} diagnostics, first {:?}", text.len(), read.diagnostics.len(), read.diagnostics.first().map(|d| &d.message));
    }
}
