"""Social networks on which somebody speaks himself: "wrote on Telegram", "in a post on X", "on his Facebook page"."""

import re
from collections.abc import Iterator

NAMES = r"Telegram|Twitter|X|Facebook|Truth Social|Instagram|YouTube|LinkedIn|TikTok|VKontakte|Bluesky|Threads|WhatsApp"
WHOSE = (
    r"(?:(?:the|a|an|his|her|its|their|own|official|personal|social|media|network|networking|platform|messaging|app|"
    r"messenger|microblog|[Tt]elegram|account|page|website|site|channel|of|video|[A-Z]\w+[’']s) ){0,5}"
)
ON = re.compile(
    r"\b(?:(?:said|says|wrote|writes|writing|posted|posts|announced|announces|stated|stressed|added|declared|shared|"
    r"published|reported|tweeted|noted|explained|emphasi[sz]ed|warned|insisted|confirmed|this|it|so|post|message|video|"
    r"statement|address|thread|speaking|page|announcement)"
    r"(?: \w+day| earlier| later| today| yesterday)?[,:]? |^)"
    rf"(?:[Oo]n|[Ii]n|[Vv]ia) {WHOSE}[\"“(]?(?P<name>{NAMES}|social (?:media|networks?))\b(?![-’'\w])"
    rf"|\b(?:a|his|her|its|the|this) (?P<page>{NAMES}) (?:post|message|statement|account|page|channel|video|thread)\b"
)
"""Words by which somebody is said to speak on a network; the letter X alone is one behind them only."""
SIGNS = (*NAMES.split("|"), "ocial ")
"""Without one of these no network is named: most texts name none."""


def networks_in(text: str) -> Iterator[tuple[str, int, int]]:
    """The networks on which somebody speaks, with the place of each name."""
    if not any(sign in text for sign in SIGNS):
        return
    for found in ON.finditer(text):
        part = "name" if found["name"] else "page"
        yield found[part], found.start(part), found.end(part)
