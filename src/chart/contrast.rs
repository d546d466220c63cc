//! How far colours are apart in lightness: what stays of them for who sees no colours, and in a print of greys.

/// A colour by its red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `#RGB`, `#RRGGBB`, `rgb(R, G, B)`, `white` and `black`; nothing where it is written in another way.
    pub fn parse(text: &str) -> Option<Rgb> {
        let text = text.trim().to_ascii_lowercase();
        if let Some(digits) = text.strip_prefix('#') {
            return Rgb::of_digits(digits);
        }
        if let Some(inside) = text.strip_prefix("rgb(").and_then(|text| text.strip_suffix(')')) {
            let mut parts =
                inside.split([',', ' ']).filter(|part| !part.is_empty()).map(|part| part.parse::<u8>().ok());
            let colour = Rgb(parts.next()??, parts.next()??, parts.next()??);
            return parts.next().is_none().then_some(colour);
        }
        match text.as_str() {
            "white" => Some(Rgb(255, 255, 255)),
            "black" => Some(Rgb(0, 0, 0)),
            _ => None,
        }
    }

    fn of_digits(digits: &str) -> Option<Rgb> {
        let digits: Vec<u8> = digits
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|it| u8::try_from(it).ok()))
            .collect::<Option<_>>()?;
        match digits.as_slice() {
            [r, g, b] => Some(Rgb(r * 17, g * 17, b * 17)),
            [r, s, g, h, b, c] => Some(Rgb(r * 16 + s, g * 16 + h, b * 16 + c)),
            _ => None,
        }
    }

    /// From 0, black, to 1, white (WCAG 2.2, "relative luminance").
    pub fn luminance(self) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(self.0) + 0.7152 * channel(self.1) + 0.0722 * channel(self.2)
    }

    /// From 1, no difference, to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_the_ways_that_style_sheets_write_them() {
        for text in ["#fff", "#FFFFFF", "white", "rgb(255, 255, 255)", "rgb(255 255 255)"] {
            assert_eq!(Rgb::parse(text), Some(Rgb(255, 255, 255)), "{text}");
        }
        assert_eq!(Rgb::parse("#12436D"), Some(Rgb(0x12, 0x43, 0x6d)));
        for text in ["CanvasText", "#12", "#ééé", "oklch(50% 0.1 20)", "rgb(1, 2)", "rgb(1, 2, 3, 4)", ""] {
            assert_eq!(Rgb::parse(text), None, "{text}");
        }
    }

    #[test]
    fn black_on_white_is_twenty_one_to_one() {
        assert!((Rgb(0, 0, 0).contrast(Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
        assert!((Rgb(0x76, 0x76, 0x76).contrast(Rgb(255, 255, 255)) - 4.54).abs() < 0.01);
    }
}
