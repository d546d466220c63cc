//! The `citation_*` metas of Highwire Press, which Google Scholar and Zotero read on the landing page.

use super::Reference;

/// Names and contents, in the order in which Google Scholar's guidelines for webmasters list them.
pub fn metas(reference: &Reference) -> Vec<(&'static str, String)> {
    let mut metas = vec![("citation_title", reference.title.clone())];
    for author in &reference.authors {
        metas.push(("citation_author", author.name.clone()));
        if let Some(affiliation) = &author.affiliation {
            metas.push(("citation_author_institution", affiliation.clone()));
        }
        if let Some(orcid) = &author.orcid {
            metas.push(("citation_author_orcid", format!("https://orcid.org/{orcid}")));
        }
    }
    let date = reference.date.map(|date| date.to_string().replace('-', "/"));
    let optional = [
        ("citation_publication_date", date),
        ("citation_publisher", reference.publisher.clone()),
        ("citation_technical_report_institution", reference.publisher.clone()),
        ("citation_doi", reference.doi.clone()),
        ("citation_isbn", reference.isbn.clone()),
        ("citation_language", Some(reference.language.clone())),
        ("citation_public_url", reference.address.clone()),
    ];
    metas.extend(optional.into_iter().filter_map(|(name, content)| Some((name, content?))));
    metas
}
