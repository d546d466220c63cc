//! Tests of typography.

use proptest::prelude::*;

use super::*;

/// Spaces made visible: `~` is U+00A0, `_` is U+202F.
fn seen(text: &str) -> String {
    text.replace('\u{a0}', "~").replace('\u{202f}', "_")
}

/// What is set: text with `~` and `_` for spaces, raised letters in `^…^`.
fn shown(runs: &[Run]) -> String {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Text(text) => seen(text),
        Piece::Superscript(text) => format!("^{text}^"),
    };
    runs.iter().map(|run| run.pieces().into_iter().map(piece).collect::<String>()).collect::<Vec<_>>().join("|")
}

#[track_caller]
fn check(typography: Typography, cases: &[(&str, &str)]) {
    for (typed, expected) in cases {
        let mut runs = [Run::new(*typed)];
        typography.set(&mut runs);
        assert_eq!(shown(&runs), *expected, "{typed}");
        typography.set(&mut runs);
        assert_eq!(shown(&runs), *expected, "{typed}, set twice");
    }
}

/// Runs parted by `|`; protected ones in `[…]`.
#[track_caller]
fn check_runs(typed: &str, expected: &str) {
    let mut runs: Vec<Run> = typed
        .split('|')
        .map(|part| match part.strip_prefix('[').and_then(|part| part.strip_suffix(']')) {
            Some(inside) => Run::protected(inside),
            None => Run::new(part),
        })
        .collect();
    FRENCH.set(&mut runs);
    assert_eq!(shown(&runs), expected, "{typed}");
}

#[test]
fn french_puts_spaces_before_high_marks() {
    check(
        FRENCH,
        &[
            ("Quoi ?", "Quoi_?"),
            ("Quoi?", "Quoi_?"),
            ("Oui ; non ! Voici : rien", "Oui_; non_! Voici~: rien"),
            ("Quoi\u{a0}? Non\u{202f}: si\u{a0}\u{a0}!", "Quoi_? Non~: si_!"),
            ("Vraiment ?! Ah !! Oh ??", "Vraiment_?! Ah_!! Oh_??"),
            ("Date (?) et [!]", "Date (?) et [!]"),
            ("Vraiment... ?", "Vraiment…_?"),
            ("Comment ça\n?", "Comment ça_?"),
            ("? et !", "? et_!"),
        ],
    );
}

#[test]
fn french_leaves_times_ratios_and_addresses_alone() {
    check(
        FRENCH,
        &[
            ("à 12:30, à 3:1", "à 12:30, à 3:1"),
            ("Voir https://example.org/a?b=1;c!d--e.", "Voir https://example.org/a?b=1;c!d--e."),
            ("Voir https://example.org ?", "Voir https://example.org_?"),
            ("Voir https://example.org?", "Voir https://example.org_?"),
            ("(https://example.org)...", "(https://example.org)…"),
            ("a--b@example.org : moi", "a--b@example.org~: moi"),
            ("page.php?id=3 et kind:id", "page.php?id=3 et kind:id"),
            ("Merci :-) et ;)", "Merci :-) et ;)"),
            ("l'option --quiet", "l’option --quiet"),
        ],
    );
}

#[test]
fn french_quotes_are_guillemets_with_narrow_spaces() {
    check(
        FRENCH,
        &[
            ("« oui »", "«_oui_»"),
            ("«oui»", "«_oui_»"),
            ("«\u{a0}oui\u{202f}»", "«_oui_»"),
            ("Il dit \"oui\".", "Il dit «_oui_»."),
            ("« Il dit \"oui\" »", "«_Il dit “oui”_»"),
            ("\"Il dit \"oui\" !\"", "«_Il dit “oui”_!_»"),
            ("l'\"Ined\" et d'« ici »", "l’«_Ined_» et d’«_ici_»"),
            ("(\"oui\")", "(«_oui_»)"),
            ("ex-\"patron\"", "ex-«_patron_»"),
            ("un écran de 24\" neuf", "un écran de 24\" neuf"),
            ("« Non »? « Si »!", "«_Non_»_? «_Si_»_!"),
        ],
    );
    let wide = Typography::French { guillemet_space: TIE };
    check(wide, &[("« oui » !", "«~oui~»_!")]);
}

#[test]
fn a_quote_inside_a_quotation_is_curly() {
    let mut runs = [Run::new("Il dit \"oui\"")];
    FRENCH.set_inside_quotation(&mut runs);
    assert_eq!(shown(&runs), "Il dit “oui”");
}

#[test]
fn french_apostrophes_ellipses_and_dashes_are_curled() {
    check(
        FRENCH,
        &[
            ("l'Ined n'est-ce aujourd'hui", "l’Ined n’est-ce aujourd’hui"),
            ("Une pause... puis -- enfin --- rien", "Une pause… puis – enfin — rien"),
            ("[...] et .... et -----", "[…] et .... et -----"),
            ("2-3 h par semaine", "2-3~h par semaine"),
        ],
    );
}

#[test]
fn french_ties_numbers_to_their_units() {
    check(
        FRENCH,
        &[
            ("20 % et 20% et 20\u{202f}%", "20~% et 20~% et 20~%"),
            ("5 €, 5€, 12 km, 2 h", "5~€, 5~€, 12~km, 2~h"),
            ("environ 4 heures par jour", "environ 4~heures par jour"),
            ("le 3 juin et le 1er janvier 2012", "le 3~juin et le 1^er^~janvier 2012"),
            ("10 000 abonnés, 1 000 000 d'euros", "10_000 abonnés, 1_000_000 d’euros"),
            ("en 2012 300 comptes, 01 23 45 67 89", "en 2012 300 comptes, 01 23 45 67 89"),
            ("les 2 l'ont dit, 3 harmonies", "les 2 l’ont dit, 3 harmonies"),
            ("2012", "2012"),
        ],
    );
}

#[test]
fn french_ties_abbreviations_to_what_follows() {
    check(
        FRENCH,
        &[
            ("M. Dupont, Mme Durand et M. le maire", "M.~Dupont, Mme~Durand et M. le maire"),
            ("p. 12, n° 3, n°3, no 12, l. 48", "p.~12, n°~3, n°~3, no~12, l.~48"),
            ("non 12", "non 12"),
        ],
    );
}

#[test]
fn french_raises_ordinals() {
    check(
        FRENCH,
        &[
            ("1er, 1re, 2e, 2ème, 12es", "1^er^, 1^re^, 2^e^, 2^ème^, 12^es^"),
            ("au XXIe siècle, Ve République, François Ier", "au XXI^e^ siècle, V^e^ République, François I^er^"),
            ("Ce, De, Le, Me, Des, Mes, Mme, CNRSe", "Ce, De, Le, Me, Des, Mes, Mme, CNRSe"),
            ("3D, 2eme, 5er, B2e", "3D, 2eme, 5er, B2e"),
        ],
    );
}

#[test]
fn french_spaces_cross_the_borders_of_runs() {
    check_runs("« |mot| »", "«_|mot|_»");
    check_runs("«|mot|» ?", "«_|mot|_»_?");
    check_runs("l'|Ined|?", "l’|Ined|_?");
    check_runs("le |[live tweet]| !", "le |live tweet|_!");
    check_runs("|[a ? b]|?", "|a ? b|_?");
    check_runs("oui |?", "oui|_?");
    check_runs("20| |%", "20|~|%");
    check_runs("le 1|er", "le 1|er");
}

#[test]
fn a_line_break_asked_for_stays() {
    check_runs("un|[\n]|? deux", "un|\n|? deux");
}

#[test]
fn english_quotes_and_apostrophes_are_curly() {
    check(
        Typography::English,
        &[
            ("\"Yes,\" he said, \"it's so.\"", "“Yes,” he said, “it’s so.”"),
            ("'Yes', she said; the dogs' bowls", "‘Yes’, she said; the dogs’ bowls"),
            ("\"'Tis 'so'\"", "“’Tis ‘so’”"),
            ("the '90s, rock 'n' roll", "the ’90s, rock ’n’ roll"),
            ("(\"yes\") and non-\"smart\"", "(“yes”) and non-“smart”"),
            ("\"wait--\", he said", "“wait–”, he said"),
            ("a 12\" screen, 5'10\"", "a 12\" screen, 5'10\""),
            ("Why ? No !", "Why ? No !"),
            ("and so on... \"[...]\"", "and so on… “[…]”"),
        ],
    );
}

#[test]
fn english_ranges_have_en_dashes() {
    check(
        Typography::English,
        &[
            ("pages 12-15, pp.3-5, 2-3 hours", "pages 12–15, pp.3–5, 2–3 hours"),
            ("2010-2012 and 2012-14", "2010–2012 and 2012–14"),
            ("1.5-2.5 h, 10-20%", "1.5–2.5 h, 10–20%"),
            ("2012-06-14, 2012-06, 1-2-3", "2012-06-14, 2012-06, 1-2-3"),
            ("555-1234, ISO 8859-1, A-12-13, covid-19", "555-1234, ISO 8859-1, A-12-13, covid-19"),
            ("https://example.org/1-2", "https://example.org/1-2"),
        ],
    );
}

#[test]
fn a_language_without_rules_gets_what_all_share() {
    check(Typography::PLAIN, &[("Wie geht's? \"Gut\"... -- 12-15 : ja", "Wie geht’s? \"Gut\"… – 12-15 : ja")]);
}

fn german() -> Typography {
    Typography::Neutral { quotes: Quotes::parse("„ “ ‚ ‘") }
}

#[test]
fn a_language_file_names_the_quotation_marks() {
    check(
        german(),
        &[
            ("Sie sagt: \"Gut\".", "Sie sagt: „Gut“."),
            ("\"Er sagt \"gut\" dazu\", so sie", "„Er sagt ‚gut‘ dazu“, so sie"),
            ("„Er sagt \"gut\"“", "„Er sagt ‚gut‘“"),
            ("(\"ja\") und ein Bildschirm von 24\" und \"nein\"!", "(„ja“) und ein Bildschirm von 24\" und „nein“!"),
        ],
    );
    let spanish = Typography::Neutral { quotes: Quotes::parse("« » “ ”") };
    check(spanish, &[("¿\"Sí\"?", "¿«Sí»?"), ("\"Dice \"sí\"\"", "«Dice “sí”»")]);
    let swedish = Typography::Neutral { quotes: Quotes::parse("” ” ’ ’") };
    check(swedish, &[("Hon sa \"ja\" och \"nej\".", "Hon sa ”ja” och ”nej”.")]);
    assert_eq!(Quotes::parse("„“ ‚‘"), None);
}

#[test]
fn raised_letters_are_ranges_of_the_set_text() {
    let mut runs = [Run::new("« 1er »")];
    FRENCH.set(&mut runs);
    let raised: Vec<&str> = runs[0].superscripts.iter().map(|range| &runs[0].text[range.clone()]).collect();
    assert_eq!(raised, ["er"]);
}

fn typed() -> impl Strategy<Value = Vec<Run>> {
    let text = "([a-cA-Zéèœß0-9]| |\u{a0}|\u{202f}|\n|[«»“”‘’'\"„(){}.,;:!?…–—%€°§@/~_*-]|1er|XXI|e|10 000|M\\. |n°|www\\.|https://a\\.fr|\\.\\.\\.|--| h| km){0,14}";
    proptest::collection::vec((text, proptest::bool::weighted(0.2)), 0..5).prop_map(|runs| {
        let run = |(text, protected)| Run { text, protected, superscripts: Vec::new() };
        runs.into_iter().map(run).collect()
    })
}

fn letters(runs: &[Run]) -> String {
    runs.iter().flat_map(|run| run.text.chars()).filter(|letter| letter.is_alphanumeric()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn setting_twice_is_setting_once(typed in typed()) {
        for typography in [FRENCH, Typography::English, Typography::PLAIN, german()] {
            let mut once = typed.clone();
            typography.set(&mut once);
            let mut twice = once.clone();
            typography.set(&mut twice);
            prop_assert_eq!(&once, &twice, "{:?} {:?}", typography, typed);
        }
    }

    #[test]
    fn letters_and_protected_runs_never_change(typed in typed()) {
        for typography in [FRENCH, Typography::English, Typography::PLAIN, german()] {
            let mut set = typed.clone();
            typography.set(&mut set);
            prop_assert_eq!(letters(&set), letters(&typed));
            prop_assert_eq!(set.len(), typed.len());
            for (set, typed) in set.iter().zip(&typed).filter(|(_, typed)| typed.protected) {
                prop_assert_eq!(set, typed);
            }
        }
    }

    #[test]
    fn any_text_can_be_set(text in any::<String>()) {
        for typography in [FRENCH, Typography::English, Typography::PLAIN, german()] {
            let set = typography.set_text(&text);
            prop_assert_eq!(typography.set_text(&set), set);
        }
    }
}
