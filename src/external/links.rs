//! The links out of a study, each with its place: those of texts at their own, those of keys at their entity's.

use crate::diagnostic::Place;
use crate::prose::LinkWay;
use crate::resolve::{path_of, texts};
use crate::study::{Card, EntityRef, Kind, Study};

/// A link out of the study.
#[derive(Clone, Debug)]
pub struct Link {
    /// Whose text or keys name it.
    pub by: EntityRef,
    /// Where.
    pub place: Place,
    /// Its address; perhaps one of mail.
    pub url: String,
}

/// Every link out of what is published.
pub fn links(study: &Study) -> Vec<Link> {
    let mut found = Vec::new();
    for written in texts(study) {
        for (language, text) in written.words.iter() {
            let path = path_of(&written, language.as_str(), study);
            found.extend(text.links().into_iter().filter_map(|link| match link.way {
                LinkWay::External(url) => {
                    Some(Link { by: written.by.clone(), place: Place::new(&path, link.span), url: url.to_owned() })
                }
                _ => None,
            }));
        }
    }
    let mut add = |kind: Kind, id: &str, card: &Card| {
        let by = EntityRef::new(kind, id);
        let links = card.links.iter();
        found.extend(links.map(|link| Link { by: by.clone(), place: card.place.clone(), url: link.url.clone() }));
    };
    study.organisations.values().for_each(|it| add(Kind::Organisation, it.id.as_str(), &it.card));
    study.tools.values().for_each(|it| add(Kind::Tool, it.id.as_str(), &it.card));
    study.practices.values().for_each(|it| add(Kind::Practice, it.id.as_str(), &it.card));
    found.extend(study.documents.values().filter_map(|document| {
        let by = EntityRef::new(Kind::Document, document.id.as_str());
        Some(Link { by, place: document.place.clone(), url: document.url.clone()? })
    }));
    found
}
