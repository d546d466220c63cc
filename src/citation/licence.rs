//! Where the text of a licence stands, by its SPDX name: JSON-LD and data packages name licences by address.

/// The address of the licence; `None` for a name that is not known to lead anywhere, which is never guessed at.
pub fn licence_address(name: &str) -> Option<String> {
    if name.starts_with("https://") || name.starts_with("http://") {
        return Some(name.to_owned());
    }
    // Creative Commons' own: `CC-BY-NC-4.0` is at `by-nc/4.0`, `CC-BY-3.0-FR` at `by/3.0/fr`.
    if let Some(rest) = name.strip_prefix("CC-") {
        let (terms, version) = rest.split_at(rest.find(|letter: char| letter.is_ascii_digit())?);
        let terms = terms.strip_suffix('-').filter(|terms| TERMS.contains(terms))?;
        let (version, country) = version.split_once('-').map_or((version, None), |(at, country)| (at, Some(country)));
        let country = country.map(|country| format!("{}/", country.to_ascii_lowercase())).unwrap_or_default();
        return Some(format!(
            "https://creativecommons.org/licenses/{}/{version}/{country}",
            terms.to_ascii_lowercase()
        ));
    }
    let (_, address) = OTHERS.iter().find(|(other, _)| *other == name)?;
    Some((*address).to_owned())
}

/// What Creative Commons' licences may ask for.
const TERMS: [&str; 6] = ["BY", "BY-SA", "BY-NC", "BY-ND", "BY-NC-SA", "BY-NC-ND"];

/// The licences that data and texts are otherwise published under.
const OTHERS: [(&str, &str); 8] = [
    ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    ("ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    ("PDDL-1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
    ("etalab-2.0", "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf"),
    ("OGL-UK-3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"),
    ("MIT", "https://spdx.org/licenses/MIT.html"),
    ("Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_that_is_known_leads_to_its_text_and_no_other_does() {
        let table = [
            ("CC0-1.0", Some("https://creativecommons.org/publicdomain/zero/1.0/")),
            ("CC-BY-4.0", Some("https://creativecommons.org/licenses/by/4.0/")),
            ("CC-BY-NC-SA-3.0-FR", Some("https://creativecommons.org/licenses/by-nc-sa/3.0/fr/")),
            ("https://example.org/terms", Some("https://example.org/terms")),
            ("CC-BY", None),
            ("CC-QQ-1.0", None),
            ("all rights reserved", None),
        ];
        for (name, expected) in table {
            assert_eq!(licence_address(name).as_deref(), expected, "{name}");
        }
    }
}
