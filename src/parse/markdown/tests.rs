//! Tests of Markdown, from the text to its HTML and diagnostics.

use proptest::prelude::*;

use super::*;
use crate::prose::html::{self, Destination, Fit, ImageAddress, Label, Named};
use crate::prose::{Node, Run, Typography, text};

/// A page that knows the study by its ids alone.
struct Page;

impl Destination<RawTarget> for Page {
    fn href(&self, target: &RawTarget, anchor: Option<&str>) -> Option<String> {
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        (target.id != "nowhere").then(|| format!("{}s/{}.html{anchor}", target.kind, target.id))
    }

    fn own_name(&self, target: &RawTarget) -> Named {
        let language = (target.id == "live-tweet").then(|| "en".to_owned());
        Named { text: target.id.to_uppercase(), language }
    }

    fn embed(&self, target: &RawTarget) -> String {
        format!("<figure>{}</figure>", html::escaped(&target.id))
    }

    fn image(&self, source: &str) -> Option<ImageAddress> {
        let found = source != "missing.png" && !source.contains(':');
        found.then(|| ImageAddress { address: source.to_owned(), width: Some(40), height: Some(30) })
    }

    fn typography(&self) -> &dyn Typography {
        &Spacing
    }

    fn label(&self, label: &Label<'_>) -> String {
        match label {
            Label::Notes => "Notes".to_owned(),
            Label::NoteCall { number } => format!("Note {number}"),
            Label::BackToText { number, call } => format!("Retour {number}.{call}"),
            Label::Permalink { heading } => format!("Lien : {heading}"),
            Label::Table { heading } => heading.unwrap_or("Tableau").to_owned(),
            Label::Alert(kind) => kind.name().to_uppercase(),
        }
    }
}

/// The least of French: a narrow space before `!`, wherever the word before it ends.
struct Spacing;

impl Typography for Spacing {
    fn set(&self, runs: &mut [Run]) {
        for run in runs.iter_mut().filter(|run| !run.protected) {
            run.text = run.text.replace(" !", "\u{202f}!").replace('\'', "’");
        }
    }
}

fn path() -> SourcePath {
    SourcePath::new("content/chapters/02-delays.md")
}

fn written(markdown: &str) -> String {
    let read = read(&path(), markdown, 0);
    html::prose(&read.value, &Page, Fit::default())
}

/// The HTML of a text about which there is nothing to say.
fn clean_html(markdown: &str) -> String {
    let read = read(&path(), markdown, 0);
    assert_eq!(told(&read.diagnostics, markdown), Vec::<String>::new());
    html::prose(&read.value, &Page, Fit::default())
}

fn told(diagnostics: &[Diagnostic], text: &str) -> Vec<String> {
    let line = |each: &Diagnostic| {
        let help: String = each.help.iter().map(|help| format!(" = {help}")).collect();
        format!("{}: {} @ {}{help}", each.code.name(), each.message, each.place.span.of(text))
    };
    diagnostics.iter().map(line).collect()
}

fn diagnostics(markdown: &str) -> Vec<String> {
    told(&read(&path(), markdown, 0).diagnostics, markdown)
}

fn only(markdown: &str) -> String {
    let all = diagnostics(markdown);
    assert_eq!(all.len(), 1, "{all:?}");
    all.concat()
}

#[test]
fn inlines_become_compact_html() {
    assert_eq!(
        clean_html("Un *mot*, **deux**, ~~trois~~, `<b>` &amp; l'autre\\\nligne\nsuite"),
        "<p>Un <em>mot</em>, <strong>deux</strong>, <s>trois</s>, <code>&lt;b&gt;</code> &amp; l’autre<br>ligne suite</p>"
    );
}

#[test]
fn typography_sees_across_links_and_leaves_code_alone() {
    assert_eq!(clean_html("Quel *soin* ! `l' !`"), "<p>Quel <em>soin</em>\u{202f}! <code>l' !</code></p>");
}

#[test]
fn a_link_without_words_writes_the_name_of_its_target() {
    assert_eq!(
        clean_html(
            "L'<organisation:ined> valide en <metric:ined/validation-delay?date=2012> ([suite](chapter:tools#posts))."
        ),
        "<p>L’<a href=\"organisations/ined.html\">INED</a> valide en \
         <a href=\"metrics/ined/validation-delay.html\">INED/VALIDATION-DELAY</a> \
         (<a href=\"chapters/tools.html#posts\">suite</a>).</p>"
    );
}

#[test]
fn a_name_in_another_language_is_marked_and_not_set() {
    assert_eq!(
        clean_html("Le <practice:live-tweet>, [le *<practice:live-tweet>*](tool:twitter)"),
        "<p>Le <a href=\"practices/live-tweet.html\" lang=\"en\">LIVE-TWEET</a>, \
         <a href=\"tools/twitter.html\">le <em><span lang=\"en\">LIVE-TWEET</span></em></a></p>"
    );
}

#[test]
fn a_target_without_a_page_is_written_without_a_link() {
    assert_eq!(clean_html("<tool:nowhere> et [lui](tool:nowhere)"), "<p>NOWHERE et lui</p>");
}

#[test]
fn targets_keep_id_query_anchor_and_place() {
    let markdown = "[a](metric:tool/twitter/reach?date=2012&tool=x)\n\n[b]\n\n[b]: page:m%C3%A9thode#suite\n";
    let read = read(&path(), markdown, 100);
    let targets = read.value.targets();
    let shown: Vec<_> = targets
        .iter()
        .map(|each| {
            let local = Span::new(each.span.start - 100, each.span.end - 100);
            (each.target.id.as_str(), each.target.query.as_deref(), each.anchor, local.of(markdown))
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("tool/twitter/reach", Some("date=2012&tool=x"), None, "metric:tool/twitter/reach?date=2012&tool=x"),
            ("méthode", None, Some("suite"), "[b]"),
        ]
    );
}

#[test]
fn a_link_in_a_link_loses_its_own() {
    assert_eq!(
        clean_html("[a *<tool:y> <https://x.org>*](tool:x)"),
        "<p><a href=\"tools/x.html\">a <em>Y https://x.org</em></a></p>"
    );
}

#[test]
fn links_to_the_web_are_escaped_and_marked() {
    assert_eq!(
        clean_html("[a](<https://x.org/?q=\"a b\"&r=%41%>) <contact@x.org> [b](#delais)\n\n## Délais"),
        "<p><a href=\"https://x.org/?q=%22a%20b%22&amp;r=%41%25\" rel=\"external\">a</a> \
         <a href=\"mailto:contact@x.org\">contact@x.org</a> <a href=\"#delais\">b</a></p>\
         <h2 id=\"delais\">Délais <a class=\"permalink\" href=\"#delais\" aria-label=\"Lien : Délais\"></a></h2>"
    );
}

#[test]
fn what_stands_alone_in_its_paragraph_is_embedded() {
    assert_eq!(
        clean_html("<quote:a>\n\n<chart:b>\n\n<finding:c> dit.\n\n- <chart:d>\n- x"),
        "<figure>a</figure><figure>b</figure><p><a href=\"findings/c.html\">C</a> dit.</p>\
         <ul><li><figure>d</figure></li><li>x</li></ul>"
    );
}

#[test]
fn a_quote_in_a_sentence_needs_words() {
    assert_eq!(
        only("Comme dit <quote:delay>."),
        "embed-in-sentence: `<quote:delay>` stands in a sentence, where a quote cannot be shown @ quote:delay \
         = give it words, `[words](quote:delay)`, or put it in a paragraph of its own"
    );
    assert_eq!(diagnostics("<quote:a>\n<quote:b>").len(), 2);
    assert_eq!(diagnostics("[dit](quote:a) et <chart:b>"), Vec::<String>::new());
}

#[test]
fn blocks_become_html() {
    assert_eq!(
        clean_html("> Un\n\n> [!NOTE]\n> Deux\n\n---\n\n```rust x\na < b\n```\n\n3. a\n4. b\n\n- c\n\n- d"),
        "<blockquote><p>Un</p></blockquote>\
         <div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">NOTE</p><p>Deux</p></div>\
         <hr><pre tabindex=\"0\"><code class=\"language-rust\">a &lt; b\n</code></pre>\
         <ol start=\"3\"><li>a</li><li>b</li></ol><ul><li><p>c</p></li><li><p>d</p></li></ul>"
    );
}

#[test]
fn a_nested_tight_list_keeps_its_lines_bare() {
    assert_eq!(clean_html("- a\n  - b\n  - c\n- d"), "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>");
}

#[test]
fn a_definition_list_is_tight_or_loose() {
    assert_eq!(
        clean_html("Mot\n: son *sens*\n: un autre\n\nTerme\n: x"),
        "<dl><dt>Mot</dt><dd>son <em>sens</em></dd><dd>un autre</dd><dt>Terme</dt><dd>x</dd></dl>"
    );
    assert_eq!(clean_html("Mot\n\n: un\n\n  deux"), "<dl><dt>Mot</dt><dd><p>un</p><p>deux</p></dd></dl>");
}

#[test]
fn a_table_scrolls_in_a_named_box_and_its_cells_are_aligned() {
    assert_eq!(
        clean_html("## Outils\n\n| | n |\n|:-|-:|\n| a | <tool:x> |"),
        "<h2 id=\"outils\">Outils <a class=\"permalink\" href=\"#outils\" aria-label=\"Lien : Outils\"></a></h2>\
         <div class=\"table-box\" role=\"group\" tabindex=\"0\" aria-label=\"Outils\"><table><thead><tr>\
         <td class=\"align-left\"></td><th scope=\"col\" class=\"align-right\">n</th></tr></thead><tbody><tr>\
         <th scope=\"row\" class=\"align-left\">a</th><td class=\"align-right\"><a href=\"tools/x.html\">X</a></td>\
         </tr></tbody></table></div>"
    );
}

#[test]
fn footnotes_are_numbered_by_their_calls_and_lead_back() {
    assert_eq!(
        clean_html("a[^z] b[^y] c[^z]\n\n[^y]: Y\n\n[^z]: Z"),
        "<p>a<sup id=\"call_1_1\" class=\"footnote-call\"><a href=\"#note_1\" aria-label=\"Note 1\">1</a></sup> \
         b<sup id=\"call_2_1\" class=\"footnote-call\"><a href=\"#note_2\" aria-label=\"Note 2\">2</a></sup> \
         c<sup id=\"call_1_2\" class=\"footnote-call\"><a href=\"#note_1\" aria-label=\"Note 1\">1</a></sup></p>\
         <section class=\"footnotes\" aria-labelledby=\"notes_\"><h2 id=\"notes_\">Notes</h2><ol>\
         <li id=\"note_1\"><p>Z</p><p class=\"footnote-back\"><a href=\"#call_1_1\" aria-label=\"Retour 1.1\">↩</a> \
         <a href=\"#call_1_2\" aria-label=\"Retour 1.2\">↩</a></p></li>\
         <li id=\"note_2\"><p>Y</p><p class=\"footnote-back\"><a href=\"#call_2_1\" aria-label=\"Retour 2.1\">↩</a></p></li>\
         </ol></section>"
    );
}

#[test]
fn several_texts_share_a_page_by_their_prefixes() {
    let read = read(&path(), "## A\n\n[b](#a)[^n]\n\n[^n]: N", 0);
    assert_eq!(
        html::prose(&read.value, &Page, Fit { deeper: 2, prefix: "c2-" }),
        "<h4 id=\"c2-a\">A <a class=\"permalink\" href=\"#c2-a\" aria-label=\"Lien : A\"></a></h4>\
         <p><a href=\"#c2-a\">b</a><sup id=\"c2-call_1_1\" class=\"footnote-call\"><a href=\"#c2-note_1\" \
         aria-label=\"Note 1\">1</a></sup></p>\
         <section class=\"footnotes\" aria-labelledby=\"c2-notes_\"><h4 id=\"c2-notes_\">Notes</h4><ol>\
         <li id=\"c2-note_1\"><p>N</p><p class=\"footnote-back\"><a href=\"#c2-call_1_1\" aria-label=\"Retour 1.1\">↩</a>\
         </p></li></ol></section>"
    );
}

#[test]
fn footnotes_that_are_missing_or_unused_are_told() {
    assert_eq!(
        diagnostics("a[^1] *b*[^2] \\[^3]\n\n[^4]: rien"),
        [
            "unknown-footnote: no footnote is called `1` @ [^1] = define it on a line of its own: `[^1]: …`",
            "unknown-footnote: no footnote is called `2` @ [^2] = define it on a line of its own: `[^2]: …`",
            "unused-footnote: the footnote `4` is never called, so it is not shown @ [^4]: rien \
             = write `[^4]` where it belongs, or remove it",
        ]
    );
}

#[test]
fn what_looks_like_a_link_and_is_none_is_told() {
    let places = |markdown: &str| {
        let read = read(&path(), markdown, 0);
        let place = |each: &Diagnostic| format!("{} {}", each.code.name(), each.place.span.of(markdown));
        read.diagnostics.iter().map(place).collect::<Vec<_>>()
    };
    assert_eq!(places("[a] (quote:b) suite"), ["unfinished-link ] (quote:b)"]);
    assert_eq!(places("[a](quote:b c)"), ["unfinished-link ](quote:b"]);
    assert_eq!(places("[a](https://x.org"), ["unfinished-link ](https://x.org"]);
    assert_eq!(places("[a[^n]](tool:b)\n\n[^n]: N"), ["unfinished-link ](tool:b)"]);
    assert_eq!(places("[a\\](tool:b), [sic] (quote) [a](tool:b)"), Vec::<String>::new());
}

#[test]
fn images_have_sizes_and_a_title_makes_a_figure() {
    assert_eq!(
        clean_html(
            "![L'*écran* de <organisation:ined>](a%20b.png \"L'écran\")\n\nvoir ![x](c.png) et ![y](missing.png)"
        ),
        "<figure><img src=\"a b.png\" alt=\"L’écran de INED\" width=\"40\" height=\"30\" loading=\"lazy\" decoding=\"async\">\
         <figcaption>L’écran</figcaption></figure>\
         <p>voir <img src=\"c.png\" alt=\"x\" width=\"40\" height=\"30\" loading=\"lazy\" decoding=\"async\"> et y</p>"
    );
}

#[test]
fn an_image_needs_an_alternative() {
    assert_eq!(
        only("![ ](a.png)"),
        "image-without-alternative: the image `a.png` has no alternative @ ![ ](a.png) \
         = write between the brackets what the image tells: `![…](a.png)`"
    );
}

#[test]
fn formulas_become_mathml() {
    assert_eq!(
        clean_html("Soit $x<y$.\n\n$$x$$"),
        "<p>Soit <math display=\"inline\"><mi>x</mi><mo>&lt;</mo><mi>y</mi></math>.</p>\
         <div class=\"math\"><math display=\"block\"><mi>x</mi></math></div>"
    );
}

#[test]
fn a_formula_that_cannot_be_drawn_is_told_and_shown_as_code() {
    assert_eq!(
        only("Soit $\\def\\a{b}$."),
        "invalid-math: the formula cannot be drawn: the command `\\def` is not offered @ $\\def\\a{b}$ \
         = a `$` that is meant is written `\\$`"
    );
    assert_eq!(written("$\\def\\a{b}$"), "<p><code class=\"math\">\\def\\a{b}</code></p>");
}

#[test]
fn prices_are_no_formulas() {
    assert_eq!(clean_html("De 5 $ à 10 $, de $5 à $10."), "<p>De 5 $ à 10 $, de $5 à $10.</p>");
}

#[test]
fn raw_html_is_told_once_and_dropped() {
    assert_eq!(
        diagnostics("a <b>c</b> <!-- note --> d\n\n<script>\nalert(1)\n</script>\n\n<!-- note\n\nlongue -->\n\ne</i>"),
        [
            "raw-html: raw HTML `<b>` is not shown @ <b> = write `**words**`",
            "raw-html: raw HTML `<script>` is not shown @ <script>\nalert(1)\n</script> \
             = remove it: the look and the behaviour of pages belong to the theme",
            "raw-html: raw HTML `</i>` is not shown @ </i> = write `*words*`",
        ]
    );
    assert_eq!(written("a <b>c</b>\n\n<script>x</script>\n\n<p>\n\nb"), "<p>a c</p><p>b</p>");
}

#[test]
fn a_scheme_near_a_kind_is_suggested() {
    assert_eq!(
        diagnostics("<organization:ined> [a](javascript:alert) [b](doi:10.1/x) <Quote:x>"),
        [
            "unknown-scheme: no link begins with `organization:` @ organization:ined = did you mean `organisation`?",
            "unknown-scheme: no link begins with `javascript:` @ javascript:alert = links begin with one of `quote`, \
             `organisation`, `tool`, `practice`, `topic`, `metric`, `chart`, `finding`, `chapter`, `page`, `document`, \
             `https`, `http`, `mailto`",
            "unknown-scheme: no link begins with `doi:` @ doi:10.1/x = write `https://doi.org/10.1/x`",
            "unknown-scheme: no link begins with `Quote:` @ Quote:x = did you mean `quote`?",
        ]
    );
    assert_eq!(written("<javascript:a> [b *c*](javascript:a)"), "<p>javascript:a b <em>c</em></p>");
}

#[test]
fn a_link_to_a_file_gets_the_name_to_write() {
    let named = |address: &str| {
        let told = only(&format!("[a]({address})"));
        told.rsplit_once(" = ").map(|(_, help)| help.to_owned()).unwrap_or_default()
    };
    assert_eq!(named("../organisations/ined.md"), "write `organisation:ined`");
    assert_eq!(named("../organisations/ined/index.md#outils"), "write `organisation:ined#outils`");
    assert_eq!(named("01-objectives.en.md"), "write `chapter:objectives`");
    assert_eq!(named("/charts/a.yaml"), "write `chart:a`");
    assert_eq!(named("//x.org/a"), "write `https://x.org/a`");
    assert_eq!(named("www.x.org"), "write `https://www.x.org`");
    assert!(named("../../rapport.pdf").starts_with("links to pages of the study are written `kind:id`"));
    assert_eq!(
        only("[a](../tools/x.md)"),
        "link-to-file: `../tools/x.md` is a file, and links name what the study declares @ ../tools/x.md = write `tool:x`"
    );
    assert!(only("[a]()").starts_with("link-to-file: the link leads nowhere"));
}

#[test]
fn a_year_that_opens_a_list_is_told() {
    assert_eq!(
        only("1990. Les sites web."),
        "year-opens-list: `1990.` opens a numbered list @ 1990. = for a sentence that begins with a year, write `1990\\.`"
    );
    assert_eq!(only("1. a\n2012. b").split(" @ ").next(), Some("year-opens-list: `2012.` opens a numbered list"));
    assert_eq!(diagnostics("1990. a\n1991. b").len(), 1);
    assert_eq!(diagnostics("1990\\. Les sites.\n\n1. a\n2. b\n\n12. c"), Vec::<String>::new());
}

#[test]
fn emphasis_that_does_not_close_is_told() {
    assert_eq!(
        only("Les **« ambassades »**virtuelles."),
        "emphasis-not-closed: `**« ambassades »**` is shown as it is typed, without emphasis @ **« ambassades »** \
         = put the `**` before the `»`, or a space after the `**`"
    );
    assert_eq!(
        only("l*« ambassade »* virtuelle"),
        "emphasis-not-closed: `*« ambassade »*` is shown as it is typed, without emphasis @ *« ambassade »* \
         = put the `*` after the `«`, or a space before the `*`"
    );
    assert_eq!(
        only("un ** mot ** gras"),
        "emphasis-not-closed: `** mot **` is shown as it is typed, without emphasis @ ** mot ** \
         = write the `**` against the words, without a space; a sign that is meant is written `\\*`"
    );
    assert_eq!(
        only("un **mot oublié"),
        "emphasis-not-closed: `**` is shown as it is typed, without emphasis @ ** \
         = close it with another `**`; a sign that is meant is written `\\*`"
    );
}

#[test]
fn signs_that_are_meant_are_left_alone() {
    let meant = "**« a »** b, 2 * 3 * 4, 2**3, \\*\\*x, nom_de_variable_, * seul, prix* hors taxes (*hors tva)\n\n\
        `**a` <https://x.org/**a_b_>\n\n    **code";
    assert_eq!(diagnostics(meant), Vec::<String>::new());
}

#[test]
fn ids_of_headings_come_from_words_and_give_way_to_typed_ones() {
    let markdown =
        "# L'Été à <organisation:ined>\n\n## Délais\n\n## Délais\n\n## Autre {#delais-2}\n\n## ?\n\n### Section";
    let read = read(&path(), markdown, 0);
    let ids: Vec<_> = read.value.headings().iter().map(|each| each.heading.id.clone()).collect();
    assert_eq!(ids, ["l-ete-a-ined", "delais", "delais-3", "delais-2", "section", "section-2"]);
    assert!(read.diagnostics.is_empty());
    assert!(read.value.has_anchor("delais-3") && !read.value.has_anchor("delais-4"));
}

#[test]
fn a_typed_id_is_there_once_and_so_is_a_title() {
    assert_eq!(
        diagnostics("# A {#x}\n\n## B {#x}\n\n# C"),
        [
            "second-title: the text already has a title @ # C = begin a section with `##`",
            "duplicate-anchor: the id `x` is already that of another heading @ #x",
        ]
    );
    let (title, rest) = read(&path(), "Avant\n\n# A *b*\n\n## C", 0).value.split_title();
    let title = title.map(|title| text::inlines(&title.inlines, &|_| String::new()));
    assert_eq!(title.as_deref(), Some("A b"));
    assert_eq!(rest.blocks.len(), 2);
}

#[test]
fn plain_text_has_names_and_no_markup() {
    let read =
        read(&path(), "## A *b*\n\nL'<tool:x>[^n] `c`\\\nd <https://e.org>\n\n- f\n- g\n\n<chart:h>\n\n[^n]: N", 0);
    let name = |target: &RawTarget| target.id.to_uppercase();
    assert_eq!(text::prose(&read.value, &name), "A b\n\nL'X c\nd https://e.org\n\nf\ng\n\nN");
    assert_eq!(text::count_words(&read.value), 9);
    assert_eq!(text::shortened("Deux heures, au plus tard", 16), "Deux heures, au…");
    assert_eq!(text::shortened("Deux heures, au plus tard", 14), "Deux heures…");
}

#[test]
fn mapping_targets_keeps_everything_else() {
    let markdown = "# T\n\n<quote:a>\n\n> [b *<tool:c>*](page:d#e)[^n]\n\n|x|\n|-|\n|<tool:f>|\n\nt\n: <tool:g>\n\n\
        ![<tool:h>](i.png)\n\n[^n]: <tool:j>";
    let read = read(&path(), markdown, 0).value;
    let mut seen = Vec::new();
    let mapped = read.map_targets(|target, role| {
        seen.push(format!("{}:{role:?}", target.value.id));
        target.value.clone()
    });
    assert_eq!(mapped, read);
    let targets: Vec<String> =
        read.targets().iter().map(|each| format!("{}:{:?}", each.target.id, each.role)).collect();
    assert_eq!(targets, ["a:Embed", "d:Link", "c:OwnName", "f:OwnName", "g:OwnName", "h:OwnName", "j:OwnName"]);
    assert_eq!(seen.len(), targets.len());
    assert_eq!(read.links().len(), 6);
    assert_eq!(read.images().len(), 1);
}

#[test]
fn control_characters_and_odd_line_ends_reach_no_page() {
    assert_eq!(written("a\u{1b}[31mb\u{0}c\r\nd\u{85}\re\u{7f}"), "<p>a[31mb\u{fffd}c d e</p>");
}

#[test]
fn depth_is_bounded_and_letters_are_kept() {
    let deep = format!("{}mot fin", "> ".repeat(5_000));
    assert_eq!(
        only(&deep).split(" @ ").next(),
        Some("nested-too-deep: blocks, lists or emphasis stand more than 100 deep in one another")
    );
    let html = written(&deep);
    assert_eq!(html.matches("<blockquote>").count(), DEEPEST);
    assert!(html.contains("mot fin"));
    let emphasis = format!("{}a{}", "*a **b ".repeat(200), "** *".repeat(200));
    assert!(balanced(&written(&emphasis)));
}

/// Each is about 200 kB. None may take time that grows with the square of its length, which here would be minutes.
#[test]
fn hostile_texts_are_read_in_time_that_grows_with_their_length() {
    let repeated = |piece: &str| piece.repeat(200_000 / piece.len());
    let nested_lists = format!("{}a", "- ".repeat(3_000));
    let mut texts: Vec<String> = [
        "[",
        "![",
        "[a](",
        "*a _b ",
        "**a ",
        ">",
        "- a ",
        "`a``",
        "<a ",
        "<!-- a ",
        "$a ",
        "[^a ",
        "[^a] ",
        "[^a]: ",
        "# a\n",
        "[a]: /x\n",
        "a <quote:x> b\n\n",
        "<quote:x>\n\n",
        "a <b> ",
        "[a](x.md) ",
        "](quote:",
        ": ",
        "\0",
        "~a ~~b ",
        "&",
        "\\",
        "**« a »**b ",
        "[^a]\n\n[^a]: x\n\n",
        "|a|b|\n",
        "# a {#b}\n",
    ]
    .into_iter()
    .map(repeated)
    .collect();
    texts.push(format!("{nested_lists}{}", repeated("\n")));
    texts.push(format!("{nested_lists}{}", repeated(" \r\n")));
    texts.push(format!("{nested_lists}\n\n{}", repeated("b\n\n")));
    texts.push(format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)));
    texts.push(format!("{}a{}", "![".repeat(30_000), "](x)".repeat(30_000)));
    for text in texts {
        let read = read(&path(), &text, 0);
        assert!(balanced(&html::prose(&read.value, &Page, Fit::default())));
    }
}

/// Whether every tag is closed in its turn; HTML's own empty elements apart.
fn balanced(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1).map(|piece| piece.split('>').next().unwrap_or("")) {
        let name = tag.split(' ').next().unwrap_or("");
        match name.strip_prefix('/') {
            Some(name) if open.pop() == Some(name) => {}
            Some(_) => return false,
            None if tag.ends_with('/') || ["br", "hr", "img"].contains(&name) => {}
            None => open.push(name),
        }
    }
    open.is_empty()
}

/// Pieces from which Markdown of every kind comes about.
fn markdown() -> impl Strategy<Value = String> {
    let pieces = vec![
        "a",
        "é",
        "«",
        "»",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "    ",
        "> ",
        "- ",
        "1. ",
        "1990. ",
        "# ",
        "## ",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "<",
        ">",
        "<b>",
        "</b>",
        "<script>",
        "<!--",
        "-->",
        "<quote:a>",
        "<chart:b>",
        "<tool:c#d>",
        "](tool:x)",
        "](javascript:x)",
        "](x.md)",
        "https://x.org",
        "[^1]",
        "[^1]: ",
        "|",
        "|-|\n",
        "$",
        "$$",
        "\\frac{1}{2}",
        "\\begin{matrix}",
        "\\end{matrix}",
        "{",
        "}",
        "{#id}",
        ": ",
        "[!NOTE]\n",
        "\\",
        "&amp;",
        "&lt;",
        "\"",
        "'",
        "\u{0}",
        "\u{a0}",
        "\r\n",
        "---\n",
        "===\n",
        "^",
        "%",
        "&",
    ];
    let piece = prop_oneof![9 => prop::sample::select(pieces).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_text_can_break_a_page(markdown in markdown(), offset in 0usize..50) {
        let file = format!("{}{markdown}", " ".repeat(offset));
        let read = read(&path(), &markdown, offset);
        let html = html::prose(&read.value, &Page, Fit::default());
        prop_assert!(balanced(&html), "{html}");
        // As the words of an alternative it does nothing; nothing else may begin with it.
        let but_alternatives = html.replace(" alt=\"javascript:", " alt=\"");
        prop_assert!(!html.contains("<script") && !but_alternatives.contains("=\"javascript:"), "{html}");
        prop_assert!(!html.contains(|letter: char| letter.is_control() && !matches!(letter, '\n' | '\t')));
        let fits = |span: Span| file.get(span.start..span.end).is_some();
        prop_assert!(read.diagnostics.iter().all(|each| fits(each.place.span)));
        let mut spans = Vec::new();
        read.value.visit(|node| spans.push(match node {
            Node::Block(block) => block.span,
            Node::Inline(inline) => inline.span,
        }));
        prop_assert!(spans.into_iter().all(fits));
        let mut ids: Vec<_> = read.value.headings().iter().map(|each| each.heading.id.clone()).collect();
        let count = ids.len();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), count);
        text::prose(&read.value, &|target| target.id.clone());
    }
}

#[test]
fn every_rule_is_listed_once() {
    let mut codes: Vec<_> = RULES.iter().map(|rule| rule.code.name()).collect();
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!((codes.len(), count), (15, 15));
}
