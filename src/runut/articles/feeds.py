"""Feeds and sitemaps: the addresses of the reports that they list."""

from lxml import etree

__all__ = ["KINDS", "feed_links"]

# Media types under which feeds and sitemaps are served.
KINDS = frozenset(
    {"application/atom+xml", "application/rdf+xml", "application/rss+xml", "application/xml", "text/rss", "text/xml"}
)
MOST_LINKS = 500  # a feed has some dozens; a sitemap may have 50,000, the newest of which usually stand in front
LISTS = {
    "rss": "item/link",
    "RDF": "item/link",
    "feed": "entry/link",
    "urlset": "url/loc",
    "sitemapindex": "sitemap/loc",
}


def feed_links(data: bytes) -> list[str] | None:
    """The addresses in an RSS or Atom feed, a sitemap or an index of sitemaps; None if ``data`` is none of these."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    if root is None or (path := LISTS.get(etree.QName(root).localname)) is None:
        return None
    parent, child = path.split("/")
    found = (_address(one) for item in root.iter(f"{{*}}{parent}") for one in item.iterchildren(f"{{*}}{child}"))
    return list(dict.fromkeys(address for address in found if address.startswith(("http://", "https://"))))[:MOST_LINKS]


def _address(link: etree._Element) -> str:
    """Atom writes it as an attribute, the others as text."""
    if link.get("href") is not None:
        return str(link.get("href")).strip() if link.get("rel", "alternate") == "alternate" else ""
    return (link.text or "").strip()
