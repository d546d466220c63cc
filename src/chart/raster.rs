//! An SVG file of ours as a PNG, for slides and word processors that take no SVG: the only user of resvg and png.
//!
//! Letters come from three faces inside the program, the ones that widths are measured in; no font of the machine is looked
//! at, so one drawing gives the same bytes anywhere. Those faces hold the Latin scripts that the width table knows. What
//! they lack (Chinese, Arabic) is drawn as an empty box, in the PNG only: an SVG is set by its reader's fonts.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

/// How many pixels are one unit of the view box: sharp on dense screens, and on paper at the width of a column.
const SCALE: f32 = 2.0;

/// CSS has 96 units an inch.
const PIXELS_PER_METRE: u32 = (96.0 * SCALE / 0.0254) as u32;

/// No picture has more pixels than this, and none of ours needs as many: 64 million, a wall of 20 megabytes.
const MOST_PIXELS: f32 = 64e6;

/// The name that the two faces of charts bear; the third is named in full where it is meant.
const FAMILY: &str = "Folio Sans";

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(include_bytes!("fonts/sans-400.ttf").to_vec());
    fonts.load_font_data(include_bytes!("fonts/sans-600.ttf").to_vec());
    fonts.load_font_data(include_bytes!("fonts/display.ttf").to_vec());
    // A drawing names the fonts of its readers first; here they all lead to ours.
    fonts.set_sans_serif_family(FAMILY);
    fonts.set_serif_family(FAMILY);
    Arc::new(fonts)
});

/// The picture of an SVG file on white, in sRGB, two pixels a unit; `None` for what is no SVG, or far too large.
pub fn png(svg: &str) -> Option<Vec<u8>> {
    let options = Options { fontdb: FONTS.clone(), font_family: FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).ok()?;
    let (width, height) = ((tree.size().width() * SCALE).ceil(), (tree.size().height() * SCALE).ceil());
    if width * height > MOST_PIXELS {
        return None;
    }
    let mut pixels = Pixmap::new(width as u32, height as u32)?;
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    encoded(&pixels)
}

/// Nothing shows through white paper, so alpha is left out.
fn encoded(pixels: &Pixmap) -> Option<Vec<u8>> {
    let colours: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // Flat colours repeat from pixel to pixel as they are, and the quickest pass finds that: a fifth of the time of the
    // usual one, for files that are half as large again.
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(1));
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: PIXELS_PER_METRE,
        yppu: PIXELS_PER_METRE,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&colours).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120\" height=\"40.2\" font-size=\"14\" \
             font-family=\"'Source Sans 3', 'Source Sans Pro', sans-serif\">{inside}</svg>"
        )
    }

    fn text(text: &str, attributes: &str) -> String {
        svg(&format!("<text x=\"4\" y=\"20\" {attributes}>{text}</text>"))
    }

    /// Width, height and the three colours of each pixel.
    fn decoded(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut colours = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut colours).unwrap();
        assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
        (info.width, info.height, colours)
    }

    fn dark_pixels(svg: &str) -> usize {
        let (_, _, colours) = decoded(&png(svg).unwrap());
        colours.chunks(3).filter(|pixel| pixel.iter().all(|part| *part < 128)).count()
    }

    #[test]
    fn a_picture_has_two_pixels_a_unit_and_stands_on_white() {
        let (width, height, colours) = decoded(&png(&svg("")).unwrap());
        assert_eq!((width, height), (240, 81));
        assert!(colours.iter().all(|part| *part == 255));
    }

    #[test]
    fn letters_come_from_the_program_in_both_weights() {
        let regular = dark_pixels(&text("Été 2012", ""));
        let strong = dark_pixels(&text("Été 2012", "font-weight=\"600\""));
        assert!(regular > 100 && strong > regular + 20, "{regular} {strong}");
    }

    #[test]
    fn every_letter_that_is_measured_has_a_shape_of_its_own() {
        let box_of_the_lacking = png(&text("方", "")).unwrap();
        let widths = include_str!("../../themes/folio/fonts/sans-widths.txt");
        let codes = widths.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
        let letters: Vec<char> = codes.filter_map(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)).collect();
        assert!(letters.len() > 250);
        for letter in letters {
            assert_ne!(png(&text(&format!("&#{};", letter as u32), "")).unwrap(), box_of_the_lacking, "{letter:?}");
        }
    }

    #[test]
    fn letters_that_the_faces_lack_stop_nothing() {
        for foreign in ["方言", "العربية", "👩‍🔬", "\u{202f}\u{301}", "नमस्ते"] {
            assert!(png(&text(foreign, "")).is_some(), "{foreign}");
        }
    }

    #[test]
    fn one_file_gives_the_same_bytes_twice_and_no_file_gives_none() {
        let file = text("ça", "");
        assert_eq!(png(&file), png(&file));
        assert_eq!(png("<svg"), None);
        assert_eq!(png(&svg("").replace("120", "1200000")), None);
    }
}
