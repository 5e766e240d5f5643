"""A mention as the codebook's record: field names of the gold files, and PLOVER and CAMEO by table."""

from pipeline.model import Actor, EventType, Instrument, Mention

Value = (
    str
    | int
    | float
    | bool
    | None
    | list[str]
    | list[dict[str, str | None]]
    | dict[str, str | int | float | None]
    | list[int]
)

PLOVER: dict[EventType, str | None] = {
    EventType.CONSULT: "CONSULT", EventType.CONSIDER: None, EventType.PROPOSE: "REQUEST", EventType.REQUEST: "REQUEST",
    EventType.PLEDGE: "AGREE", EventType.SIGN: "SUPPORT", EventType.RATIFY: "SUPPORT", EventType.IMPLEMENT: "AID",
    EventType.SUPPORT: "SUPPORT", EventType.REJECT: "REJECT", EventType.ACCUSE: "ACCUSE",
    EventType.THREATEN: "THREATEN", EventType.SUSPEND: "SANCTION", EventType.CONCEDE: "CONCEDE",
}  # fmt: skip

FORCE = frozenset({Instrument.TROOPS, Instrument.MONITOR, Instrument.AIR, Instrument.MARITIME})
"""Instruments that CAMEO counts as military force; arms with training, money and intelligence stand apart."""

# CAMEO by type: force, arms, money, intelligence, else.
CAMEO: dict[EventType, tuple[str, str, str, str, str]] = {
    EventType.CONSULT: ("040", "040", "040", "040", "040"),
    EventType.CONSIDER: ("014", "014", "014", "014", "014"),
    EventType.PROPOSE: ("0234", "0232", "0231", "0214", "022"),
    EventType.REQUEST: ("0234", "0232", "0231", "0214", "022"),
    EventType.PLEDGE: ("0334", "0332", "0331", "0314", "0312"),
    EventType.SIGN: ("057", "057", "057", "057", "057"),
    EventType.RATIFY: ("057", "057", "057", "057", "057"),
    EventType.IMPLEMENT: ("074", "072", "071", "064", "07"),
    EventType.SUPPORT: ("051", "051", "051", "051", "051"),
    EventType.REJECT: ("1224", "1222", "1221", "1214", "127"),
    EventType.ACCUSE: ("111", "111", "111", "111", "111"),
    EventType.THREATEN: ("138", "130", "130", "130", "130"),
    EventType.SUSPEND: ("162", "1622", "1621", "162", "162"),
    EventType.CONCEDE: ("080", "080", "080", "080", "080"),
}
BY_INSTRUMENT: dict[Instrument, int] = {
    **dict.fromkeys(FORCE, 0), Instrument.ARMS: 1, Instrument.TRAIN: 1, Instrument.FUND: 2, Instrument.INTEL: 3,
}  # fmt: skip
OTHERWISE = 4


def plover_of(mention: Mention) -> str | None:
    """The PLOVER event type; intelligence that is delivered is COOPERATE."""
    if mention.type is EventType.IMPLEMENT and mention.instruments == (Instrument.INTEL,):
        return "COOPERATE"
    return PLOVER[mention.type]


BY_WORDS: tuple[tuple[EventType, str, tuple[str, str, str, str, str]], ...] = (
    (EventType.CONSULT, "consult.phone", ("041",) * 5),
    (EventType.CONSULT, "consult.visit", ("042",) * 5),
    (EventType.CONSULT, "consult.host", ("043",) * 5),
    (EventType.CONSULT, "consult.negotiate", ("046",) * 5),
    (EventType.REQUEST, "request.demand", ("1034", "1032", "1031", "1014", "100")),
)
"""What the words of an act, by their entry in acts.toml, say more of a meeting or a request. 044, a meeting in a third
place, is not told apart: that a town is neither party's is not in the words."""


def cameo_of(mention: Mention) -> str:
    """The CAMEO code, by the first instrument, and of meetings and demands by the words of the act."""
    at = BY_INSTRUMENT.get(mention.instruments[0], OTHERWISE)
    for event_type, act, codes in BY_WORDS:
        if mention.type is event_type and act in mention.rule_id:
            return codes[at]
    return CAMEO[mention.type][at]


def event_record(mention: Mention) -> dict[str, Value]:
    """The record with exactly the codebook's field names, and how it was found; values are plain JSON."""
    date, source, evidence, size = mention.date, mention.attribution, mention.evidence, mention.magnitude
    return {
        "type": mention.type.value,
        "plover": plover_of(mention),
        "cameo": cameo_of(mention),
        "instruments": [one.value for one in mention.instruments],
        "actors": [_actor(one) for one in mention.actors],
        "recipients": list(mention.recipients),
        "providers": list(mention.providers),
        "status": mention.status.value,
        "stance": mention.stance.value,
        "conditions": [one.value for one in mention.conditions],
        "factuality": mention.factuality.value,
        "confirmation": mention.confirmation.value,
        "date_start": date.start.isoformat(),
        "date_end": date.end.isoformat(),
        "date_precision": date.precision.value,
        "date_text": date.text,
        "attribution": {
            "outlet": source.outlet, "speaker": source.speaker, "kind": source.kind.value,
            "quote": source.quote.value, "hops": source.hops,
        },
        "background": mention.background,
        "magnitude": {"value": size.value, "unit": size.unit} if size else None,
        "evidence": {"field": evidence.field, "start": evidence.start, "end": evidence.end},
        "field": evidence.field,
        "span": [evidence.start, evidence.end],
        "rule_id": mention.rule_id,
        "extractor": mention.extractor,
        "confidence": mention.confidence,
    }  # fmt: skip


def _actor(actor: Actor) -> dict[str, str | None]:
    return {"code": actor.code, "sector": actor.sector.value if actor.sector else None, "name": actor.name}
