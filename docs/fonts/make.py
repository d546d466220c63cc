"""Makes the fonts of folio from Adobe's Source family, as published in npm packages (SIL Open Font License 1.1).

Not part of any build: run by hand when a character is missing. Needs fonttools and brotli, and three unpacked packages:

    npm pack @expo-google-fonts/source-sans-3 @expo-google-fonts/source-serif-4 @fontsource-variable/source-serif-4
    python make.py SANS_FOLDER SERIF_FOLDER VARIABLE_SERIF_FOLDER

Written: sans.woff2 (weight 400-700), serif.woff2 (400-700), serif-italic.woff2, display.woff2 (a cut for large sizes),
sans-400.ttf and sans-600.ttf, in which the PNG files of charts are set, and sans-widths.txt, by which charts are measured;
these three hold the same characters. display.ttf is display.woff2 for the pictures of titles, measured by
display-widths.txt. Faces without WOFF2, and the latter, belong in src/chart/fonts. "Source" is a reserved name, and a subset is a modified
version: the families are called Folio here.
"""

import os
import sys
import tempfile

from fontTools import subset, varLib
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

TEXT = [*range(0x20, 0x7F), *range(0xA0, 0x100)]
TEXT += map(ord, "ıŒœŠšŸŽžʼˆ˜ČčĆćěřŁłńęąśźżğşİőű")
# Thin, hair, zero-width and narrow no-break spaces; hyphens and dashes; quotes; signs.
TEXT += [0x2009, 0x200A, 0x200B, 0x202F, 0x2010, 0x2011, 0x2013, 0x2014]
TEXT += map(ord, "‘’‚“”„†‡•…‰′″‹›⁄€№™")
MATHS = [*map(ord, "←↑→↓−≈≠≤≥∞⁰⁴⁵⁶⁷⁸⁹")]
SIGNS = [*map(ord, "↗○●◐✓₀₁₂₃₄₅₆₇₈₉")]


def cut(path, characters, features, name):
    """A subset of a font file, renamed, without hinting."""
    font = TTFont(path)
    if 0x25D0 in characters:
        add_half_disc(font)
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14]
    options.drop_tables += ["DSIG", "STAT", "MATH", "meta"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    rename(font, name)
    return font


def add_half_disc(font):
    """Draws ◐, which the family lacks: its ring ○ with the left half filled."""
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    ring = names[0x25CB]
    bounds = font["glyf"][ring]
    x, y, r = (bounds.xMin + bounds.xMax) / 2, (bounds.yMin + bounds.yMax) / 2, (bounds.xMax - bounds.xMin) / 2
    near, far = r * 0.4142, r * 0.7071
    recording = DecomposingRecordingPen(glyphs)
    glyphs[ring].draw(recording)
    pen = TTGlyphPen(None)
    recording.replay(pen)
    point = lambda dx, dy: (round(x + dx), round(y + dy))
    pen.moveTo(point(0, -r))
    pen.qCurveTo(point(-near, -r), point(-far, -far))
    pen.qCurveTo(point(-r, -near), point(-r, 0))
    pen.qCurveTo(point(-r, near), point(-far, far))
    pen.qCurveTo(point(-near, r), point(0, r))
    pen.closePath()
    font.setGlyphOrder([*font.getGlyphOrder(), "halfdisc"])
    font["glyf"]["halfdisc"] = pen.glyph()
    font["hmtx"]["halfdisc"] = font["hmtx"][ring]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x25D0] = "halfdisc"


def rename(font, name):
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = name
        elif record.nameID in (3, 6):
            record.string = name.replace(" ", "")


def between(regular, bold, characters, features, name):
    """A variable font of weight 400-700 from two static ones whose outlines agree."""
    design = DesignSpaceDocument()
    axis = AxisDescriptor(tag="wght", name="Weight", minimum=400, default=400, maximum=700)
    design.addAxis(axis)
    with tempfile.TemporaryDirectory() as folder:
        for path, weight in ((regular, 400), (bold, 700)):
            master = os.path.join(folder, f"{weight}.ttf")
            cut(path, characters, features, name).save(master)
            source = SourceDescriptor(path=master, familyName=name, location={"Weight": weight})
            source.font = TTFont(master)
            design.addSource(source)
        font, _, _ = varLib.build(design)
    rename(font, name)
    return font


def display(path, characters, features, name):
    """One weight of the optical size for large letters; the package lacks the spaces and hyphens that never break."""
    font = TTFont(path)
    font.flavor = None
    font = instancer.instantiateVariableFont(font, {"wght": 520, "opsz": 44})
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x202F] = table.cmap[0x2009]
            table.cmap[0x2010] = table.cmap[0x2011] = table.cmap[0x2D]
    with tempfile.TemporaryDirectory() as folder:
        whole = os.path.join(folder, "display.ttf")
        font.save(whole)
        return cut(whole, characters, features, name)


def write(font, path):
    font.flavor = "woff2"
    font.save(path)
    print(path, os.path.getsize(path))


def write_plain(font, path):
    """An uncompressed font, for programs that read no WOFF2; never published."""
    font.save(path)
    print(path, os.path.getsize(path))


def widths(regular, semibold, path):
    """Advances in thousandths of an em; both faces have a thousand units."""
    fonts = [TTFont(regular), TTFont(semibold)]
    for font in fonts:
        add_half_disc(font)
    maps = [font.getBestCmap() for font in fonts]
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Advance widths of the sans for measuring text in charts, in thousandths of an em, without kerning.\n")
        out.write("# codepoint (hexadecimal) TAB advance at weight 400 TAB advance at weight 600\n")
        for character in sorted({*TEXT, *MATHS, *SIGNS}):
            if all(character in table for table in maps):
                advances = [font["hmtx"][table[character]][0] for font, table in zip(fonts, maps)]
                out.write(f"{character:04X}\t{advances[0]}\t{advances[1]}\n")


def display_widths(font, path):
    """The same of the display cut, which has a thousand units too."""
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Advance widths of the display cut for titles of pictures, in thousandths of an em, without kerning.\n")
        out.write("# codepoint (hexadecimal) TAB advance\n")
        for character, glyph in sorted(font.getBestCmap().items()):
            out.write(f"{character:04X}\t{font['hmtx'][glyph][0]}\n")


if __name__ == "__main__":
    sans, serif, variable = sys.argv[1:]
    sans_400 = f"{sans}/400Regular/SourceSans3_400Regular.ttf"
    sans_600 = f"{sans}/600SemiBold/SourceSans3_600SemiBold.ttf"
    sans_700 = f"{sans}/700Bold/SourceSans3_700Bold.ttf"
    serif_400 = f"{serif}/400Regular/SourceSerif4_400Regular.ttf"
    serif_700 = f"{serif}/700Bold/SourceSerif4_700Bold.ttf"
    italic_400 = f"{serif}/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf"
    large = f"{variable}/files/source-serif-4-latin-opsz-normal.woff2"
    shaping = ["kern", "ccmp", "mark", "liga", "pnum"]
    figures = [*shaping, "onum", "lnum", "tnum"]
    write(between(sans_400, sans_700, TEXT + MATHS + SIGNS, shaping, "Folio Sans"), "sans.woff2")
    write(between(serif_400, serif_700, TEXT + MATHS, figures, "Folio Serif"), "serif.woff2")
    write(cut(italic_400, TEXT, figures, "Folio Serif"), "serif-italic.woff2")
    titles = display(large, TEXT, shaping, "Folio Display")
    write_plain(titles, "display.ttf")
    display_widths(titles, "display-widths.txt")
    write(titles, "display.woff2")
    drawing = [feature for feature in shaping if feature != "liga"]
    write_plain(cut(sans_400, TEXT + MATHS + SIGNS, drawing, "Folio Sans"), "sans-400.ttf")
    write_plain(cut(sans_600, TEXT + MATHS + SIGNS, drawing, "Folio Sans"), "sans-600.ttf")
    widths(sans_400, sans_600, "sans-widths.txt")
