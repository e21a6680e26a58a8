"""Makes the fonts of the pictures: `python3 make.py <folder of the IBM Plex packages> <NotoSansCJK-Regular.ttc>`.

The folder holds @ibm/plex-sans, @ibm/plex-serif and @ibm/plex-sans-arabic unpacked, each under that name. Needs fontTools
and brotli. Run again when Chinese texts have gained characters: the Chinese cut holds only those that occur.
"""

import json
import sys
from pathlib import Path

from fontTools import subset

here = Path(__file__).resolve().parent
root = here.parents[3]
plex, noto = Path(sys.argv[1]), sys.argv[2]

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2116, 0x2122, 0x2212]
CYRILLIC = [*range(0x400, 0x460), 0x490, 0x491]
ARABIC = [0x60C, 0x61B, 0x61F, *range(0x621, 0x63B), *range(0x640, 0x653), *range(0x660, 0x66E), 0x670, 0x671, 0x67E, 0x686, 0x6A4, 0x6AF, 0x6CC, *range(0x200C, 0x2010)]
JOINED = ("kern", "ccmp", "locl", "mark", "mkmk", "init", "medi", "fina", "isol", "rlig", "calt", "liga", "curs")


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def chinese():
    found = set()
    for path in (root / "prisma/seed/reference/words").glob("*.json"):
        for topic in json.loads(path.read_text()).values():
            found.update("".join(strings(topic.get("zh", {}))))
    for place in json.loads((root / "prisma/seed/reference/places.json").read_text()):
        found.update("".join(strings(place["names"].get("zh", []))))
    for path in (root / "messages/zh").glob("*.json"):
        found.update("".join(strings(json.loads(path.read_text()))))
    # Latin letters and signs come from HL Sans.
    return [*(ord(sign) for sign in found if ord(sign) >= 0x2E80), *range(0x3001, 0x3012), *range(0xFF01, 0xFF5F)]


def make(source, target, family, weight, characters, features=("kern", "ccmp", "locl", "mark", "mkmk"), number=-1):
    options = subset.Options(layout_features=list(features), hinting=False, font_number=number, name_IDs=["*"], name_languages=[0x409], notdef_outline=True, desubroutinize=True)
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    names = font["name"]
    # What the OFL asks of a changed font: a name of its own; copyright, makers and licence stay.
    for number in (3, 7, 16, 17, 18, 19, 20, 21, 22, 25, *range(256, 300)):
        names.removeNames(nameID=number)
    for number, text in {1: family, 2: "Regular", 4: f"{family} {weight}", 6: f"{family.replace(' ', '')}-{weight}"}.items():
        names.removeNames(nameID=number)
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [f"{family.replace(' ', '')}-{weight}"]
        for key, text in {"FullName": family, "FamilyName": family}.items():
            if hasattr(cff.topDictIndex[0], key):
                setattr(cff.topDictIndex[0], key, text)
    font.flavor = None
    font.save(here / target)
    print(target, len(font.getBestCmap()), "characters,", (here / target).stat().st_size // 1024, "kB")


cut = "package/fonts/complete/woff2"
make(plex / "plex-sans" / cut / "IBMPlexSans-Regular.woff2", "hl-sans-400.ttf", "HL Sans", 400, LATIN + CYRILLIC)
make(plex / "plex-sans" / cut / "IBMPlexSans-SemiBold.woff2", "hl-sans-600.ttf", "HL Sans", 600, LATIN + CYRILLIC)
make(plex / "plex-serif" / cut / "IBMPlexSerif-Medium.woff2", "hl-serif-500.ttf", "HL Serif", 500, LATIN + CYRILLIC)
make(plex / "plex-sans-arabic" / cut / "IBMPlexSansArabic-Regular.woff2", "hl-arabic-400.ttf", "HL Sans Arabic", 400, LATIN + ARABIC, JOINED)
make(plex / "plex-sans-arabic" / cut / "IBMPlexSansArabic-SemiBold.woff2", "hl-arabic-600.ttf", "HL Sans Arabic", 600, LATIN + ARABIC, JOINED)
make(noto, "hl-chinese-400.otf", "HL Sans SC", 400, chinese(), (), 2)
