//! Views of a made-up study, one of each kind of page, for tests and for looking at.

use std::collections::BTreeMap;

use crate::language::tests::french;
use crate::page::view::*;

/// Every kind of page, each with the file that it is written to.
pub(super) fn pages() -> Vec<(&'static str, View)> {
    let page = |address: &'static str, title: &str, page: Content| (address, view(address, title, page));
    vec![
        page("index.html", "Les archives publiques et leurs lecteurs", Content::Home(home())),
        page("chapters/reading-rooms.html", "Salles de lecture", Content::Chapter(chapter())),
        page("pages/method.html", "Méthode", Content::MatterPage(matter())),
        page("organisations/index.html", "Organismes", Content::EntityIndex(index())),
        page("organisations/ceral.html", "Céral", Content::EntityPage(entity())),
        page("quotes/ceral-not-promise.html", "Citation du Céral", Content::QuotePage(quote_page())),
        page("quotes/index.html", "Citations", Content::QuoteIndex(quote_index())),
        page("findings/promise-less.html", "Constat 1", Content::FindingPage(finding_page())),
        page("findings/index.html", "Constats", Content::FindingIndex(finding_index())),
        page("metrics/delay.html", "Délai de réponse", Content::MetricPage(metric_page())),
        page("charts/quotes-by-organisation.html", "Citations par organisme", Content::ChartPage(chart_page())),
        page("charts/index.html", "Graphiques", Content::ChartIndex(chart_index())),
        page("matrix.html", "Tableau croisé", Content::Matrix(matrix())),
        page("comparison.html", "Comparaison", Content::Comparison(comparison())),
        page("documents/index.html", "Sources", Content::Documents(documents())),
        page("cite.html", "Comment citer", Content::Cite(cite())),
        page("downloads.html", "Téléchargements", Content::Downloads(downloads())),
        page("versions.html", "Versions", Content::Versions(versions())),
        page("search.html", "Recherche", Content::Search(search())),
        page("site-map.html", "Plan du site", Content::SiteMap(site_map())),
        page("print.html", "Version imprimable", Content::PrintEdition(print_edition())),
        page("404.html", "Page introuvable", Content::NotFound(not_found())),
        page("quotes/gone.html", "Citation retirée", Content::Withdrawn(withdrawn())),
        page("organisations/old.html", "Céral", Content::Moved(moved())),
    ]
}

fn view(address: &str, title: &str, page: Content) -> View {
    let root = "../".repeat(address.matches('/').count());
    let section = address.split_once('/').map(|(folder, _)| folder.to_owned());
    let breadcrumbs = match address.split_once('/') {
        Some((_, "index.html")) => vec![link(&format!("{root}index.html"), "Accueil")],
        Some(_) => vec![link(&format!("{root}index.html"), "Accueil"), link("index.html", "Organismes")],
        None if address == "index.html" => vec![],
        None => vec![link("index.html", "Accueil")],
    };
    let row = section.is_some() && !address.ends_with("index.html");
    View {
        frame: Frame {
            site: site(),
            languages: vec![
                LanguageEntry { language: "fr".into(), name: "Français".into(), href: address.into(), current: true },
                LanguageEntry {
                    language: "en".into(),
                    name: "English".into(),
                    href: format!("{root}en/{address}"),
                    current: false,
                },
            ],
            title: format!("{title} · Les archives publiques et leurs lecteurs (2012)"),
            description: Some("Étude qualitative auprès de 15 organismes.".into()),
            canonical: Some(format!("https://example.org/etude/{address}")),
            alternates: vec![Alternate { language: "fr".into(), href: format!("https://example.org/etude/{address}") }],
            section,
            breadcrumbs,
            untranslated: None,
            noindex: true,
            metas: vec![Meta { name: "citation_title".into(), content: title.into() }],
            properties: vec![Meta { name: "og:title".into(), content: title.into() }],
            json_ld: Some("{\"@context\":\"https://schema.org\",\"@type\":\"Report\"}".into()),
            citation: Some(citation()),
            report: Some(link("mailto:etude@example.org", "Signaler une erreur")),
            previous: row.then(|| link("before.html", "Bureau des cartes")),
            next: row.then(|| link("after.html", "Conservatoire du littoral nord")),
            root,
        },
        page,
    }
}

fn site() -> Shared<Site> {
    let entry =
        |key: &str, href: &str, text: &str| NavigationEntry { key: key.into(), href: href.into(), text: text.into() };
    Shared::new(Site {
        language: "fr".into(),
        direction: "ltr".into(),
        title: "Les archives publiques et leurs lecteurs".into(),
        title_words: words("Les archives publiques et leurs lecteurs"),
        years: Some("2012".into()),
        authors: "Atelier Persil".into(),
        home: "index.html".into(),
        navigation: vec![
            entry("chapters", "chapters/index.html", "Rapport"),
            entry("findings", "findings/index.html", "Constats"),
            entry("organisations", "organisations/index.html", "Organismes"),
            entry("tools", "tools/index.html", "Outils"),
            entry("practices", "practices/index.html", "Pratiques"),
            entry("quotes", "quotes/index.html", "Citations"),
            entry("pages", "pages/method.html", "Méthode"),
        ],
        search: Some(link("search.html", "Rechercher")),
        footer: vec![
            group("L’étude", &["Résumé", "Méthode", "Limites", "Remerciements"]),
            group("Les données", &["Télécharger", "Indicateurs", "Sources", "Tableau croisé"]),
            group("Le site", &["Citer", "Plan du site", "Accessibilité", "Contact"]),
        ],
        imprint_html: vec![
            "Atelier Persil, pour la Fondation des lecteurs. Enquête\u{a0}: juin–octobre 2012.".into(),
            "Texte sous licence CC\u{a0}BY\u{a0}4.0. Aucune licence n’est indiquée pour les citations.".into(),
            "Réalisé avec Florilège.".into(),
        ],
        feed: Some("feed.xml".into()),
        strings: strings(),
    })
}

fn strings() -> BTreeMap<String, String> {
    french().strings().map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
}

fn words(html: &str) -> Words {
    Words { html: html.into(), language: None }
}

fn link(href: &str, text: &str) -> Link {
    Link { href: href.into(), text: text.into(), language: None }
}

fn group(title: &str, texts: &[&str]) -> LinkGroup {
    let links = texts.iter().map(|text| link("x.html", text)).collect();
    LinkGroup { title: title.into(), href: None, links }
}

fn mark(level: &str) -> EvidenceMark {
    let (word, explanation) = match level {
        "explicit" => ("explicite", "La source le dit en toutes lettres."),
        "inferred" => ("déduit", "La source ne le dit pas\u{202f}; l’auteur le conclut du contexte."),
        _ => ("externe", "L’information vient d’un document extérieur aux matériaux de l’étude."),
    };
    EvidenceMark { level: level.into(), word: word.into(), explanation: explanation.into() }
}

fn source(locator: &str) -> SourceLine {
    SourceLine {
        document: Some(link("../documents/index.html#deck-2012", "Présentation de 2012")),
        locator: Some(locator.into()),
        date: None,
    }
}

fn card(id: &str, who: &str, level: &str, text: &str) -> QuoteCard {
    QuoteCard {
        id: id.into(),
        href: format!("../quotes/{id}.html"),
        paragraphs_html: vec![text.into()],
        open: "«\u{202f}".into(),
        close: "\u{202f}»".into(),
        language: "fr".into(),
        language_name: None,
        attribution: Attribution {
            words: words(who),
            href: Some("../organisations/ceral.html".into()),
            today: None,
            speaker: None,
        },
        evidence: mark(level),
        source: Some(source("l.\u{a0}93")),
        date: None,
        translation: None,
        topics: vec![link("../topics/responsiveness.html", "Exigence de réactivité")],
        about: vec![
            MarkedLink { link: link("../tools/mail.html", "Courrier"), evidence: Some(mark("explicit")) },
            MarkedLink { link: link("../tools/counter.html", "Guichet en ligne"), evidence: Some(mark("inferred")) },
        ],
        why_html: None,
        note_html: None,
    }
}

fn cards() -> Vec<QuoteCard> {
    let mut translated = card(
        "nord-slow",
        "Conservatoire du littoral nord",
        "explicit",
        "Chaque demande est lue par trois personnes avant de partir. C’est lent, mais personne ne nous l’a jamais reproché\u{202f}; on nous reproche plutôt de ne pas répondre.",
    );
    translated.attribution.today = Some("aujourd’hui Littoral et estuaires".into());
    translated.translation = Some(Translation {
        paragraphs_html: vec!["Each request is read by three people before it leaves. It is slow, but no one has ever blamed us for that; they blame us for not answering.".into()],
        open: "“".into(),
        close: "”".into(),
        language: "en".into(),
        label: "Traduction en anglais, par Atelier Persil".into(),
        stale: None,
    });
    let mut why = card(
        "unnamed-logo",
        "organisme non nommé dans la source",
        "inferred",
        "On a ouvert le guichet parce que tout le monde ouvrait le sien.",
    );
    why.attribution.href = None;
    why.why_html = Some("le nom de l’outil était une image.".into());
    vec![
        card(
            "ceral-not-promise",
            "Céral",
            "explicit",
            "Nous ne voulons pas promettre une réponse que l’on aurait du mal à tenir.",
        ),
        translated,
        why,
    ]
}

fn finding(number: &str, title: &str, level: &str) -> FindingCard {
    FindingCard {
        href: "findings/promise-less.html".into(),
        number: Some(number.into()),
        title: words(title),
        summary: Some(words(
            "Deux services disent limiter volontairement les échanges, faute de pouvoir faire relire chaque message dans les délais que les lecteurs attendent.",
        )),
        scope: Some("2 organismes sur 15".into()),
        rests_on: Some("repose sur 2 citations".into()),
        evidence: Some(mark(level)),
    }
}

fn bars(narrow: bool) -> String {
    let (class, width, left) = if narrow { ("narrow", 340, 90) } else { ("wide", 720, 130) };
    let names = ["Institut des rivières", "Céral", "Inrop", "Bureau des cartes", "Littoral nord", "Onéga"];
    let mut svg = format!(
        "<svg class=\"chart {class}\" viewBox=\"0 0 {width} 210\" role=\"img\" aria-labelledby=\"t-{class} d-{class}\"><title id=\"t-{class}\">Diagramme en barres, 6 organismes</title><desc id=\"d-{class}\">Citations publiées par organisme.</desc>"
    );
    for (row, name) in names.iter().enumerate() {
        let y = 10 + row * 33;
        let value = 6 - row;
        let length = (width - left - 40) * value / 6;
        svg.push_str(&format!(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\" font-size=\"13\" class=\"chart-text\">{name}</text><rect class=\"chart-1\" x=\"{left}\" y=\"{y}\" width=\"{length}\" height=\"22\"/><text x=\"{}\" y=\"{}\" font-size=\"13\" class=\"chart-text\">{value}</text>",
            left - 8, y + 16, left + length + 6, y + 16
        ));
    }
    svg.push_str("</svg>");
    svg
}

fn figure(id: &str) -> Figure {
    Figure {
        id: format!("figure-{id}"),
        number: Some("Figure 1".into()),
        title: words("L’Institut des rivières est le plus cité"),
        subtitle_html: Some("Citations publiées, par organisme".into()),
        svg: bars(false),
        svg_narrow: Some(bars(true)),
        description: "Diagramme en barres de 6 organismes. Le plus cité est l’Institut des rivières (6 citations), le moins cité Onéga (1).".into(),
        table_html: "<table><caption>Données</caption><thead><tr><th scope=\"col\">Organisme</th><th scope=\"col\" class=\"number\">Citations</th></tr></thead><tbody><tr><th scope=\"row\"><a href=\"x.html\">Institut des rivières</a></th><td class=\"number\">6</td></tr><tr><th scope=\"row\"><a href=\"x.html\">Céral</a></th><td class=\"number\">5</td></tr></tbody></table>".into(),
        table_open: false,
        population: Some("n = 47 citations".into()),
        source_html: Some("Source\u{a0}: <a href=\"x.html\">Présentation de 2012</a>".into()),
        notes_html: vec!["Choix éditorial\u{202f}; ne mesure pas l’usage.".into()],
        downloads: vec![
            DownloadGroup { title: "Données\u{a0}:".into(), entries: vec![download("CSV")] },
            DownloadGroup { title: "Image\u{a0}:".into(), entries: vec![download("SVG"), download("PNG")] },
        ],
        href: Some("../charts/quotes-by-organisation.html".into()),
    }
}

fn download(format: &str) -> Download {
    Download {
        href: "x.csv".into(),
        text: "Citations par organisme".into(),
        format: format.into(),
        size: Some("12\u{a0}ko".into()),
        html: Some("Une ligne par citation.".into()),
    }
}

fn citation() -> Citation {
    Citation {
        html: "Atelier Persil, <cite>Les archives publiques et leurs lecteurs</cite>, enquête de 2012, octobre 2012. <a href=\"https://example.org/etude/\">https://example.org/etude/</a>".into(),
        text: "Atelier Persil, Les archives publiques et leurs lecteurs, 2012. https://example.org/etude/".into(),
        formats: vec![CitationFormat { label: "BibTeX".into(), text: "@techreport{persil2012,\n  title = {Les archives publiques et leurs lecteurs},\n  year = {2012}\n}".into() }],
        downloads: vec![],
    }
}

fn ways() -> Vec<Way> {
    let way = |title: &str, count: &str, text: &str| Way {
        href: "x.html".into(),
        title: title.into(),
        count: (!count.is_empty()).then(|| count.into()),
        text: Some(text.into()),
    };
    vec![
        way("Organismes", "15", "Ce que chacun dit, et ce qui est documenté"),
        way("Outils", "22", "Du guichet en ligne au courrier"),
        way("Pratiques", "26", "Ce qui se fait, et qui le fait"),
        way("Citations", "59", "Mot pour mot, avec leur source"),
        way("Tableau croisé", "15 × 22", "Qui, avec quoi, et comment on le sait"),
        way("Données", "", "Tout télécharger"),
    ]
}

fn home() -> Home {
    Home {
        kind: "Étude qualitative".into(),
        title: words("Les archives publiques et leurs lecteurs"),
        answer: Some(words(
            "Quinze services d’archives répondent à leurs lecteurs sur le réseau\u{202f}: avec prudence, souvent sans moyens propres, et d’abord pour ne pas laisser d’autres parler à leur place.",
        )),
        facts_html: vec![
            "15 organismes".into(),
            "entretiens et analyse des échanges".into(),
            "juin–octobre 2012".into(),
        ],
        byline_html: Some("Par Atelier Persil, pour la Fondation des lecteurs".into()),
        findings: vec![
            finding("1", "Deux organismes limitent ce qu’ils promettent", "explicit"),
            finding("2", "Répondre vite suppose de valider autrement", "inferred"),
            finding("3", "Ouvrir un guichet ne suffit pas", "explicit"),
        ],
        all_findings: Some(link("findings/index.html", "Les 8 constats")),
        figure: Some(figure("quotes-by-organisation")),
        quote: cards().into_iter().next(),
        limits: Some(words("Ce n’est pas un sondage\u{202f}: ce que personne n’évoque peut exister quand même.")),
        limits_link: Some(link("pages/limits.html", "Méthode et limites")),
        ways: ways(),
        chapters: chapter_titles()
            .iter()
            .map(|title| ContentsEntry { href: "x.html".into(), words: words(title), level: 1 })
            .collect(),
        matter: vec![link("x.html", "Résumé"), link("x.html", "Méthode"), link("x.html", "Remerciements")],
        actions: vec![
            link("cite.html", "Citer cette étude"),
            link("downloads.html", "Télécharger"),
            link("mailto:etude@example.org", "Contact"),
        ],
    }
}

fn chapter_titles() -> [&'static str; 7] {
    [
        "Objectifs et méthode",
        "Panorama des salles de lecture",
        "De la consultation à la conversation",
        "Exigence de réactivité",
        "Qui relit, et qui répond",
        "Derrière le guichet\u{202f}: fonctions et temps",
        "Perspectives",
    ]
}

fn contents(titles: &[(&str, u8)]) -> Vec<ContentsEntry> {
    titles
        .iter()
        .map(|(title, level)| ContentsEntry { href: "#a".into(), words: words(title), level: *level })
        .collect()
}

const TEXT: &str = "<p>Répondre à un lecteur, ce n’est pas lui envoyer un document. Les services rencontrés le disent presque tous, et presque tous ajoutent qu’ils ne sont <em>pas organisés pour cela</em>. Le <a href=\"x.html\">Céral</a> fait relire chaque message en <a class=\"value\" href=\"x.html\">2\u{a0}heures</a>\u{202f}; d’autres mettent une semaine, et deux ont renoncé<sup id=\"call_1_1\" class=\"footnote-call\"><a href=\"#note_1\">1</a></sup>.</p><h2 id=\"delays\">Des délais que personne n’a choisis <a class=\"permalink\" href=\"#delays\" aria-label=\"Lien permanent\"></a></h2><p>En 1990, une lettre attendait trois semaines\u{202f}; en 2012, un message attend trois heures. Les circuits de validation, eux, n’ont pas changé. «\u{202f}On ne peut pas faire signer le directeur à dix-neuf heures\u{202f}», résume un responsable.</p><ul><li>la relecture par un pair, avant l’envoi\u{202f};</li><li>un classeur de réponses types, tenu à jour\u{202f};</li><li>la délégation, pour ce qui ne porte pas à conséquence.</li></ul>";

const MORE_TEXT: &str = "<h2 id=\"typos\">Accepter la coquille <a class=\"permalink\" href=\"#typos\" aria-label=\"Lien permanent\"></a></h2><p>Une réponse n’est pas un communiqué. C’est le constat le plus partagé, et le moins facile à faire admettre\u{a0}: il suppose que l’institution parle d’une voix qui n’est plus tout à fait la sienne.</p><div class=\"table-box\" role=\"group\" tabindex=\"0\" aria-label=\"Délais\"><table><thead><tr><th scope=\"col\">Étape</th><th scope=\"col\" class=\"align-right\">En 1990</th><th scope=\"col\" class=\"align-right\">En 2012</th></tr></thead><tbody><tr><td>Lecture</td><td class=\"align-right\">3\u{a0}jours</td><td class=\"align-right\">1\u{a0}h</td></tr><tr><td>Validation</td><td class=\"align-right\">2\u{a0}semaines</td><td class=\"align-right\">2\u{a0}h</td></tr></tbody></table></div><div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Note</p><p>Les durées sont celles que disent les personnes interrogées.</p></div><section class=\"footnotes\" aria-labelledby=\"notes_\"><h2 id=\"notes_\">Notes</h2><ol><li id=\"note_1\"><p>Voir le chapitre sur les guichets.</p><p class=\"footnote-back\"><a href=\"#call_1_1\" aria-label=\"Retour au texte\">↩</a></p></li></ol></section>";

fn body() -> Vec<Block> {
    let mut quotes = cards().into_iter();
    let mut blocks = vec![Block::Html(TEXT.into())];
    blocks.extend(quotes.next().map(|quote| Block::Quote(Box::new(quote))));
    blocks.push(Block::Html("<p>La prudence a son revers. Un guichet qui ne répond pas vaut moins qu’un guichet fermé, et les lecteurs le font savoir\u{202f}: sur quinze organismes, cinq disent être encore en phase d’essai.</p>".into()));
    blocks.push(Block::Figure(Box::new(figure("in-text"))));
    blocks.push(Block::Html(MORE_TEXT.into()));
    blocks.push(Block::Finding(finding("1", "Deux organismes limitent ce qu’ils promettent", "explicit")));
    blocks
}

fn chapter() -> Chapter {
    Chapter {
        number: Some("4".into()),
        title: words("Exigence de réactivité"),
        summary: Some(words("Ce que les lecteurs attendent, et ce que les services peuvent tenir.")),
        body_language: None,
        body: body(),
        contents: contents(&[("Des délais que personne n’a choisis", 1), ("Accepter la coquille", 1)]),
        named: vec![
            group("Organismes", &["Céral", "Inrop", "Onéga"]),
            group("Outils", &["Courrier", "Guichet en ligne"]),
        ],
        chapters: chapter_titles()
            .iter()
            .enumerate()
            .map(|(at, title)| ChapterEntry {
                href: "x.html".into(),
                number: Some((at + 1).to_string()),
                words: words(title),
                current: at == 3,
            })
            .collect(),
    }
}

fn matter() -> MatterPage {
    MatterPage {
        title: words("Méthode"),
        summary: None,
        body_language: Some("fr".into()),
        body: vec![Block::Html(TEXT.into()), Block::Html(MORE_TEXT.into())],
        contents: contents(&[("Des délais que personne n’a choisis", 1), ("Accepter la coquille", 2)]),
    }
}

fn cell(html: &str) -> Cell {
    Cell { html: html.into(), unknown: html == "–" }
}

fn column(text: &str) -> Column {
    Column { text: text.into(), numeric: true }
}

const NAMES: [&str; 8] = [
    "Bureau des cartes",
    "Céral",
    "Conservatoire du littoral nord",
    "Dépôt des brevets",
    "Inrop",
    "Institut des rivières",
    "Onéga",
    "Service des marées",
];

fn index() -> EntityIndex {
    EntityIndex {
        kind: "organisations".into(),
        title: words("Organismes"),
        intro_html: Some("<p>Qui a été étudié, ce que chaque organisme a dit et ce que l’on sait de lui. Non documenté ne veut pas dire non pratiqué.</p>".into()),
        total: "15 organismes".into(),
        first: "Organisme".into(),
        columns: vec![column("Citations"), column("Outils"), column("Pratiques")],
        groups: vec![IndexGroup {
            id: "all".into(),
            title: None,
            entries: NAMES
                .iter()
                .enumerate()
                .map(|(at, name)| IndexEntry {
                    id: format!("organisation-{at}"),
                    href: "ceral.html".into(),
                    name: words(name),
                    also: (at == 2).then(|| "aujourd’hui Littoral et estuaires".into()),
                    summary: (at % 2 == 1).then(|| words("Conserve et communique les relevés du territoire.")),
                    cells: vec![cell(&((at * 7) % 6).to_string()), cell("3"), cell(if at == 4 { "–" } else { "2" })],
                })
                .collect(),
        }],
        pagination: Some(pagination()),
        downloads: vec![download("CSV"), download("JSON")],
        related: vec![link("../matrix.html", "Tableau croisé"), link("../comparison.html", "Comparaison")],
        facets: vec![FacetGroup {
            title: "Outils".into(),
            entries: TOOLS.iter().take(4).map(|tool| facet(tool, "3", false)).collect(),
        }],
        script: Some("../facets/organisations.js".into()),
    }
}

fn pagination() -> Pagination {
    let page = |text: &str, href: Option<&str>| PageEntry { text: text.into(), href: href.map(Into::into) };
    Pagination {
        text: "Page 1 sur 3".into(),
        previous: None,
        next: Some(link("index/2.html", "Suivant")),
        pages: vec![page("1", None), page("2", Some("index/2.html")), page("3", Some("index/3.html"))],
    }
}

fn relation(name: &str, status: (&str, &str), level: &str) -> RelationRow {
    RelationRow {
        id: format!("tool-{}", name.to_lowercase()),
        other: link("../tools/x.html", name),
        status: StatusMark { key: status.0.into(), word: status.1.into() },
        evidence: mark(level),
        basis: "Ressort des citations".into(),
        quotes: vec![link("../quotes/x.html", "«\u{202f}Nous ne voulons pas promettre…\u{202f}»")],
        sources: vec![source("l.\u{a0}31")],
        note_html: None,
    }
}

fn relations() -> RelationTable {
    RelationTable {
        id: "tools".into(),
        title: "Outils".into(),
        other: "Outil".into(),
        caption: "Outils documentés pour le Céral".into(),
        rows: vec![
            relation("Courrier", ("documented", "documenté"), "explicit"),
            relation("Guichet en ligne", ("planned", "prévu"), "inferred"),
            relation("Annuaire", ("absent", "absent"), "external"),
        ],
        notice_html: Some("Non documenté ne veut pas dire non pratiqué.".into()),
    }
}

fn observation(about: &str, value: &str, unknown: bool) -> ObservationRow {
    ObservationRow {
        id: "delay".into(),
        about: words(about),
        href: Some("../metrics/delay.html".into()),
        value_html: value.into(),
        unknown,
        details: if unknown { vec![] } else { vec!["2012".into(), "Guichet en ligne".into()] },
        evidence: (!unknown).then(|| mark("explicit")),
        source: (!unknown).then(|| source("l.\u{a0}95")),
        quotes: vec![],
        note_html: None,
    }
}

fn observations(first: &str) -> ObservationTable {
    ObservationTable {
        id: "values".into(),
        title: "Valeurs".into(),
        caption: "Valeurs documentées".into(),
        first: first.into(),
        rows: vec![
            observation("Délai de réponse", "2\u{a0}h", false),
            observation("Temps de veille", "environ 4\u{a0}h/jour", false),
            observation("Lecteurs inscrits", "non documenté\u{a0}: absent de la source", true),
        ],
        notes_html: vec!["Semaine de cinq jours et de 35\u{a0}heures.".into()],
    }
}

fn entity() -> EntityPage {
    let group = |id: &str, title: &str, cards: Vec<QuoteCard>| QuoteGroup {
        id: id.into(),
        title: words(title),
        href: Some("../topics/x.html".into()),
        cards,
        more: None,
    };
    let mut quotes = cards();
    let last = quotes.pop();
    EntityPage {
        kind: "organisation".into(),
        kind_name: "Organisme".into(),
        id: "ceral".into(),
        name: words("Céral"),
        now: Some("aujourd’hui Céral-Info (depuis 2020)".into()),
        also_called: vec!["Centre d’études des rivières et des alluvions".into()],
        summary: Some(words("Le Céral limite ce qu’il promet, et fait relire chaque réponse en deux heures.")),
        counts: vec!["3 citations".into(), "3 outils".into(), "2 pratiques".into(), "2 valeurs".into()],
        facts: vec![
            Fact { label: "Wikidata".into(), html: "<a href=\"https://example.org/Q1\" rel=\"external\">Q1</a>".into() },
            Fact { label: "Nom complet".into(), html: "Centre d’études des rivières et des alluvions".into() },
        ],
        body_language: None,
        body: vec![Block::Html("<p>Établissement public créé en 1987, le Céral conserve les relevés de douze bassins. Il a ouvert son guichet en 2011.</p>".into())],
        quotes: vec![
            group("topic-a", "Exigence de réactivité", quotes),
            group("topic-b", "Qui relit, et qui répond", last.into_iter().collect()),
        ],
        quotes_total: Some("3 citations".into()),
        relations: vec![relations()],
        observations: Some(observations("Indicateur")),
        figures: vec![figure("own")],
        findings: vec![finding("1", "Deux organismes limitent ce qu’ils promettent", "explicit")],
        named_in: vec![link("../chapters/x.html", "Exigence de réactivité"), link("../chapters/y.html", "Perspectives")],
        related: vec![group_of_links()],
        links: vec![link("https://example.org", "Site du Céral")],
        actions: vec![link("../comparison.html", "Comparer avec d’autres")],
        notice_html: Some("Non documenté ne veut pas dire non pratiqué.".into()),
        downloads: vec![download("JSON"), download("CSV")],
        contents: contents(&[("3 citations", 1), ("Outils", 1), ("Valeurs", 1), ("Graphiques", 1), ("Constats", 1)]),
    }
}

fn group_of_links() -> LinkGroup {
    group("Thèmes", &["Exigence de réactivité", "Qui relit, et qui répond"])
}

fn groups() -> Vec<QuoteGroup> {
    vec![
        QuoteGroup {
            id: "g1".into(),
            title: words("Exigence de réactivité"),
            href: Some("x.html".into()),
            cards: cards(),
            more: None,
        },
        QuoteGroup {
            id: "g2".into(),
            title: words("Veille"),
            href: None,
            cards: vec![card(
                "onega-watch",
                "Onéga",
                "explicit",
                "La veille est la pierre angulaire de notre présence\u{202f}: sans elle, nous ne saurions pas que l’on nous lit.",
            )],
            more: Some(link("x.html", "Les 12 citations")),
        },
    ]
}

fn quote_page() -> QuotePage {
    let mut quote = cards().remove(1);
    quote.note_html = Some("Propos recueillis après la fermeture du guichet.".into());
    QuotePage {
        title: "Citation du Conservatoire du littoral nord".into(),
        card: quote,
        copy: "«\u{202f}Chaque demande est lue…\u{202f}» Conservatoire du littoral nord, dans Les archives publiques et leurs lecteurs, 2012. https://example.org/etude/quotes/nord-slow.html".into(),
        reuse_html: Some("Une courte citation peut être reprise avec son attribution et le nom de cette étude, dans les limites du droit de citation.".into()),
        findings: vec![finding("1", "Deux organismes limitent ce qu’ils promettent", "explicit")],
        used_in: vec![group("Chapitres", &["Exigence de réactivité"]), group("Valeurs", &["Délai de réponse"])],
        near: vec![QuoteGroup {
            id: "same".into(),
            title: words("Autres propos\u{a0}: Conservatoire du littoral nord"),
            href: None,
            cards: vec![card("nord-scroll", "Conservatoire du littoral nord", "inferred", "Les messages défilent, ne sont pas conservés.")],
            more: None,
        }],
        downloads: vec![download("JSON")],
    }
}

fn facet(text: &str, count: &str, current: bool) -> FacetEntry {
    FacetEntry { href: "x.html".into(), text: text.into(), count: count.into(), current }
}

fn quote_index() -> QuoteIndex {
    QuoteIndex {
        title: words("Citations"),
        intro_html: Some("<p>Toutes les citations publiées, mot pour mot, avec leur auteur et leur source.</p>".into()),
        total: "59 citations".into(),
        facets: vec![
            FacetGroup {
                title: "Fondement".into(),
                entries: vec![
                    facet("Toutes", "59", true),
                    facet("explicite", "41", false),
                    facet("déduit", "18", false),
                ],
            },
            FacetGroup {
                title: "Langue".into(),
                entries: vec![facet("français", "57", false), facet("anglais", "2", false)],
            },
        ],
        script: Some("../facets/quotes.js".into()),
        groups: groups(),
        pagination: Some(pagination()),
        downloads: vec![download("CSV")],
    }
}

fn finding_page() -> FindingPage {
    FindingPage {
        number: Some("1".into()),
        title: words("Deux organismes limitent ce qu’ils promettent"),
        scope: Some("2 organismes sur 15".into()),
        body_language: None,
        body: vec![Block::Html(TEXT.into())],
        rests_on: Some("repose sur 2 citations et 1 graphique".into()),
        evidence: Some(mark("explicit")),
        quotes: cards(),
        figures: vec![figure("finding")],
        observations: Some(observations("Indicateur")),
        entities: vec![group_of_links()],
        named_in: vec![link("x.html", "Exigence de réactivité")],
        downloads: vec![download("JSON")],
    }
}

fn finding_index() -> FindingIndex {
    FindingIndex {
        title: words("Constats"),
        intro_html: Some("<p>Ce que l’étude conclut, et ce sur quoi repose chaque conclusion.</p>".into()),
        cards: home().findings,
        downloads: vec![],
    }
}

fn metric_page() -> MetricPage {
    MetricPage {
        title: words("Délai de réponse"),
        summary: Some(words("Le temps entre la demande d’un lecteur et la première réponse.")),
        definition: vec![
            Fact { label: "Nature".into(), html: "durée".into() },
            Fact { label: "Unité".into(), html: "heure (h)".into() },
        ],
        observations: observations("Organisme"),
        gaps: vec![Gap { about: link("x.html", "Onéga"), reason_html: "absent de la source".into() }],
        figures: vec![figure("metric")],
        without_chart: None,
        used_in: vec![group("Chapitres", &["Exigence de réactivité"])],
        downloads: vec![download("CSV")],
    }
}

fn chart_page() -> ChartPage {
    let mut figure = figure("page");
    figure.table_open = true;
    figure.number = None;
    ChartPage { figure, used_in: vec![group("Chapitres", &["Exigence de réactivité"])], quotes: groups() }
}

fn chart_index() -> ChartIndex {
    ChartIndex {
        title: words("Graphiques"),
        intro_html: None,
        total: "2 graphiques".into(),
        figures: vec![figure("one"), figure("two")],
        pagination: None,
    }
}

const TOOLS: [&str; 14] = [
    "Site web",
    "Applications mobiles",
    "Version mobile du site",
    "Carnets",
    "Courrier",
    "Guichet en ligne",
    "Partage de documents",
    "Vitrine",
    "Galerie de photos",
    "Plateforme vidéo",
    "Podcast",
    "Réseaux sociaux professionnels",
    "Magazines en ligne et agrégateurs",
    "Forum",
];

fn matrix() -> Matrix {
    let cell = |row: usize, at: usize| {
        let mark = match (row * 5 + at * 3) % 11 {
            0 | 4 => "explicit",
            7 => "inferred",
            9 if row == 3 => "external",
            _ => "none",
        };
        let here = mark != "none";
        MatrixCell {
            mark: mark.into(),
            status: (here && at == 5).then(|| StatusMark { key: "planned".into(), word: "prévu".into() }),
            sign: (here && at == 5).then(|| "a".into()),
            count: (here && (row + at).is_multiple_of(3)).then(|| "2".into()),
            words: if here {
                format!("{}, {}\u{a0}: explicite", NAMES[row], TOOLS[at])
            } else {
                "non documenté".into()
            },
            href: here.then(|| "organisations/ceral.html#tool-courrier".into()),
        }
    };
    let head = |name: &str, total: usize| MatrixHead { link: link("x.html", name), total: total.to_string() };
    let legend = |mark: &str, word: &str, explanation: &str| LegendEntry {
        mark: mark.into(),
        sign: (mark == "planned").then(|| "a".into()),
        word: word.into(),
        explanation: explanation.into(),
    };
    Matrix {
        title: words("Tableau croisé"),
        intro_html: Some("<p>Ce que les sources documentent, paire par paire. Une case vide n’est pas un non\u{a0}: les sources n’en disent rien.</p>".into()),
        legend: vec![
            legend("explicit", "explicite", "La source le dit en toutes lettres."),
            legend("inferred", "déduit", "La source ne le dit pas\u{202f}; l’auteur le conclut du contexte."),
            legend("external", "externe", "L’information vient d’un document extérieur aux matériaux de l’étude."),
            legend("planned", "prévu", "Les sources l’annoncent."),
            legend("none", "non documenté", "Les sources n’en disent rien, ce qui ne veut pas dire que ce n’est pas le cas."),
        ],
        tables: vec![MatrixTable {
            id: "tools".into(),
            title: "Organismes et outils".into(),
            caption: "Organismes et outils\u{a0}: ce qui est documenté".into(),
            corner: "Organisme".into(),
            columns: TOOLS.iter().enumerate().map(|(at, tool)| head(tool, 6 - at % 5)).collect(),
            rows: NAMES
                .iter()
                .enumerate()
                .map(|(row, name)| MatrixRow { head: head(name, 4), cells: (0..TOOLS.len()).map(|at| cell(row, at)).collect() })
                .collect(),
            note_html: Some("Le nombre est celui des citations\u{202f}; sans nombre, la paire est déclarée.".into()),
            lists: NAMES
                .iter()
                .enumerate()
                .map(|(row, name)| MatrixList {
                    link: link("x.html", name),
                    entries: if row == 6 {
                        vec![]
                    } else {
                        vec![MarkedLink { link: link("x.html", "Courrier"), evidence: Some(mark("explicit")) }]
                    },
                })
                .collect(),
        }],
        pagination: None,
        downloads: vec![download("CSV")],
    }
}

fn comparison() -> Comparison {
    Comparison {
        title: words("Comparaison"),
        intro_html: Some("<p>Les mêmes questions posées à chaque organisme.</p>".into()),
        script: Some("compare/index.js".into()),
        ways: vec![link("matrix.html", "Tableau croisé"), link("organisations/index.html", "Tous les organismes")],
        tables: vec![DataTable {
            caption: "Délai de réponse, par organisme".into(),
            columns: vec![Column { text: "Organisme".into(), numeric: false }, column("Délai"), column("Citations")],
            rows: NAMES.iter().map(|name| vec![cell(name), cell("–"), cell("4")]).collect(),
            notes_html: vec!["Non documenté ne veut pas dire nul.".into()],
        }],
        figures: vec![],
    }
}

fn documents() -> Documents {
    Documents {
        title: words("Sources"),
        intro_html: None,
        entries: vec![DocumentEntry {
            id: "deck-2012".into(),
            title: words("Présentation de 2012"),
            kind: "Transcription".into(),
            facts: vec![Fact { label: "Date".into(), html: "octobre 2012".into() }],
            note_html: Some("Transcription automatique\u{202f}: les images sont perdues.".into()),
            link: Some(link("https://example.org/deck", "example.org/deck")),
            used_in: vec![link("x.html", "59 citations")],
        }],
    }
}

fn cite() -> Cite {
    Cite {
        title: words("Comment citer"),
        intro_html: Some("<p>Chaque page, citation, constat et graphique a une adresse qui ne change pas.</p>".into()),
        citations: vec![NamedCitation { title: "L’étude".into(), citation: citation() }],
        reuse_html: Some("<p>Texte sous licence CC\u{a0}BY\u{a0}4.0.</p>".into()),
    }
}

fn downloads() -> Downloads {
    Downloads {
        title: words("Téléchargements"),
        intro_html: None,
        groups: vec![DownloadGroup { title: "Tableaux".into(), entries: vec![download("CSV"), download("JSON")] }],
        licence_html: Some("<p>Données\u{a0}: CC0\u{a0}1.0.</p>".into()),
    }
}

fn versions() -> Versions {
    Versions {
        title: words("Versions"),
        intro_html: None,
        entries: vec![Fact { label: "octobre 2012".into(), html: "Première publication.".into() }],
    }
}

fn search() -> Search {
    Search {
        title: words("Recherche"),
        without_script_html: Some(
            "<p>La recherche a besoin de JavaScript. Tout se trouve aussi par les index.</p>".into(),
        ),
        script: Some("search.js".into()),
        ways: ways(),
    }
}

fn site_map() -> SiteMap {
    SiteMap { title: words("Plan du site"), groups: vec![group("Organismes", &NAMES)] }
}

fn print_edition() -> PrintEdition {
    PrintEdition {
        kind: "Étude qualitative".into(),
        title: words("Les archives publiques et leurs lecteurs"),
        answer: home().answer,
        lines_html: vec![
            "Atelier Persil, pour la Fondation des lecteurs".into(),
            "Enquête\u{a0}: juin–octobre 2012".into(),
        ],
        groups: vec![PrintGroup {
            title: Some("L\u{2019}étude".into()),
            parts: vec![
                PrintPart {
                    id: "part-1".into(),
                    number: Some("1".into()),
                    label: Some("Chapitre 1".into()),
                    title: words("Objectifs et méthode"),
                    body_language: None,
                    body: body(),
                },
                PrintPart {
                    id: "part-2".into(),
                    number: None,
                    label: None,
                    title: words("Exigence de réactivité"),
                    body_language: None,
                    body: body(),
                },
            ],
        }],
    }
}

fn not_found() -> NotFound {
    NotFound {
        title: words("Page introuvable"),
        intro_html: Some("<p>Il n’y a rien à cette adresse.</p>".into()),
        ways: ways(),
    }
}

fn withdrawn() -> Withdrawn {
    Withdrawn {
        title: "Citation retirée".into(),
        id: "gone".into(),
        html: "<p>Cette citation a été retirée en mars 2013.</p>".into(),
    }
}

fn moved() -> Moved {
    Moved { title: "Céral".into(), to: link("ceral.html", "Céral") }
}
