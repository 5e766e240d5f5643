"""OPML 2.0, the lists that feed readers exchange: read and written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.errors import SettingsError
from pipeline.sources.card import Source


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of an OPML list."""

    url: str
    title: str
    kind: str


def read_opml(text: str, file: str) -> Iterator[Outline]:
    """Every outline with an address, at any depth; raises SettingsError when the text is not OPML."""
    # A list is the operator's own, but it may have come from the net: no DTD, no entities, no network.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).strip()
    if "<!DOCTYPE" in body[:1000].upper():
        raise SettingsError(f"{file}: declares a DOCTYPE; remove that line")
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise SettingsError(f"{file}: is not OPML ({error}); export it again") from error
    if root.tag != "opml":
        raise SettingsError(
            f"{file}: begins with <{root.tag}>, not <opml>; is it a feed? put its address in a .txt list"
        )
    for outline in root.iter("outline"):
        url = outline.get("xmlUrl") or outline.get("xmlurl")
        if url:
            title = outline.get("title") or outline.get("text") or ""
            yield Outline(url.strip(), title, "atom" if outline.get("type") == "atom" else "rss")


def to_opml(sources: Iterable[Source], title: str = "Guarantees watch list") -> str:
    """The enabled feeds as OPML 2.0, one folder a source."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = title
    body = etree.SubElement(root, "body")
    for source in sources:
        feeds = [feed for feed in source.feeds if feed.is_enabled]
        folder = etree.SubElement(body, "outline", text=source.name) if feeds else None
        for feed in feeds:
            if folder is not None:
                attributes = {"text": feed.note or source.name, "type": feed.kind, "xmlUrl": feed.url}
                etree.SubElement(folder, "outline", attributes)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode("utf-8")
