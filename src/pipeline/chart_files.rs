//! The files of every chart, made over all threads, and the cards of the study; what costs, the PNG, goes through a memo.

use std::sync::Arc;

use rayon::prelude::*;

use crate::chart::raster;
use crate::fingerprint::{self, Fingerprint};
use crate::format::{self, DrawnChart, File};
use crate::memo::Memo;
use crate::study::{EntityRef, Kind};

use super::draw::{Picture, Subject};

/// PNG files, by the SVG that they show; nothing where it cannot be shown.
pub(super) type RasterMemo = Memo<Fingerprint, Option<Arc<[u8]>>>;

/// When the PNG files of charts are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rasters {
    /// With the site.
    Made,
    /// When somebody asks for one: until then it has no bytes, and [`png`] makes it of the SVG file beside it.
    WhenAsked,
}

/// The PNG of a chart's SVG file; nothing where it cannot be shown.
pub fn png(svg: &str) -> Option<Arc<[u8]>> {
    raster::png(svg).map(Arc::from)
}

/// The files of these pictures, in their order.
pub(super) fn all(
    pictures: &[Picture],
    material: &format::Material<'_>,
    rasters: Rasters,
    memo: &RasterMemo,
) -> Vec<File> {
    let rasterise = rasterised(rasters, memo);
    let files = |picture: &Picture| {
        let language = material.languages.iter().find(|language| *language.code() == picture.language)?;
        let on = match &picture.subject {
            Subject::Definition(id) => EntityRef::new(Kind::Chart, id.as_str()),
            Subject::Page(entity) => entity.clone(),
        };
        let drawn = DrawnChart { chart: &picture.prepared.chart, drawing: &picture.drawn.wide, language, on: &on };
        Some(format::chart_files(&drawn, material, &rasterise))
    };
    let made: Vec<Option<Vec<File>>> = pictures.par_iter().map(files).collect();
    made.into_iter().flatten().flatten().collect()
}

/// The picture of the study in each language, for where a link to it is shared.
pub(super) fn cards(material: &format::Material<'_>, rasters: Rasters, memo: &RasterMemo) -> Vec<File> {
    format::social_cards(material, &rasterised(rasters, memo))
}

fn rasterised(rasters: Rasters, memo: &RasterMemo) -> impl Fn(&str) -> Option<Arc<[u8]>> + Sync {
    move |svg| match rasters {
        Rasters::Made => memo.get_or_make(fingerprint::of_bytes(svg.as_bytes()), || png(svg)),
        Rasters::WhenAsked => Some(Arc::from([])),
    }
}
