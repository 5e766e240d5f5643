"""On whose word an act is told, and through which medium."""

from datetime import date

import pytest

from pipeline.extract import default_extractor
from pipeline.model import Document, Mention, SourceKind

ON = date(2025, 9, 5)
TUSK = "Donald Tusk said that Poland would send soldiers to Ukraine"
LONG = "Traders said that the talks moved no market. " * 20


def read(text: str, title: str = "On Ukraine", outlet: str = "Example Wire") -> tuple[Mention, ...]:
    return default_extractor().extract(Document("d", title, text, ON, outlet))


@pytest.mark.parametrize(
    ("text", "outlet", "hops"),
    [
        (f"{TUSK}, according to the Polish news agency PAP.", "PAP", 1),
        (f"{TUSK} (via Reuters).", "Reuters", 1),
        (f"{TUSK}. He said this in an interview with Polsat News.", "Polsat News", 1),
        (f"{TUSK}. This is reported by RMF 77.", "RMF 77", 1),
        (f"{TUSK}. This was reported by Example Wire with reference to Tygodnik.", "Tygodnik", 1),
        (f"{TUSK}, Example Wire reports, citing German media.", "German media", 1),
        (f"{TUSK} in an interview with Le Monde, as reported by Ukrinform.", "Le Monde", 2),
        ("Donald Tusk told broadcaster NOS that Poland would send soldiers to Ukraine.", "NOS", 1),
        ("Donald Tusk told daily Gazeta Morska that Poland would send soldiers to Ukraine.", "Gazeta Morska", 1),
        (f"{TUSK}, POLITICO reported.", "POLITICO", 1),
        (f"{TUSK}, Example Wire reported.", None, 0),
        (f"{TUSK}. Earlier, The Times wrote that the talks had failed.", None, 0),
        (f"{TUSK}. He spoke after an interview.", None, 0),
        (f"{TUSK}, and told Emmanuel Macron so.", None, 0),
        (f"{TUSK}. Social media reported his words.", None, 0),
        (f"{TUSK}, Example Wire reports, citing Indian media.", "Indian media", 1),
        (f"{TUSK}, Example Wire reports, citing Agenzia Romana.", "Agenzia Romana", 1),
        (f"{TUSK}, citing Agnieszka Romana as his witness.", None, 0),
        (f"{TUSK}. He said this on Sky News.", "Sky News", 1),
        (f"{TUSK}. He said this on Sunday.", None, 0),
        (f"{TUSK}. The news comes from Sky News.", "Sky News", 1),
        (f"{TUSK}, notes Reuters.", "Reuters", 1),
        (f"{TUSK}, a Ukrinform correspondent reports.", "Ukrinform", 1),
        (f"{TUSK}, Example Wire reports, citing Ontario newspapers.", "Ontario newspapers", 1),
        (f"{TUSK}, Example Wire reports. All media reported his words.", None, 0),
        (f"{TUSK}, informs PAP.", "PAP", 1),
        (f"{TUSK}, reports Nova Times.", "Nova Times", 1),
        (f"{TUSK}, reported Foreign Minister Radoslaw Sikorski.", None, 0),
        (f"{TUSK}. He said this in an interview with the Aurora newspaper.", "Aurora", 1),
        (f"{TUSK}. Speaking on Sky News, Tusk praised Kyiv.", "Sky News", 1),
        (f"{TUSK} in a Facebook post.", "Facebook", 1),
        (f"{TUSK}. He wrote this on his Telegram channel.", "Telegram", 1),
        (f"{TUSK}. He wrote this on his Threads page.", "Threads", 1),
        (f"{TUSK}. He posted this on TikTok.", "TikTok", 1),
        (f"{TUSK}, Reuters reported. Tusk posted a picture on X.", "Reuters", 1),
        (f"{TUSK}. Users on X were furious.", None, 0),
        (f"{TUSK}, Example Wire reports, citing a report by Le Monde.", "Le Monde", 1),
        (f"WARSAW, September 5. /TASS/. {TUSK}.", "TASS", 1),
        (f"Warsaw, Sep 5 (IANS) {TUSK}.", "IANS", 1),
        (f"WARSAW (PAP) - {TUSK}.", "PAP", 1),
        (f"Warsaw (PiS) - {TUSK}.", None, 0),
        ("Donald Tusk told broadcaster Žaliasis that Poland would send soldiers to Ukraine.", "Žaliasis", 1),
        ("Donald Tusk told broadcaster été that Poland would send soldiers to Ukraine.", None, 0),
    ],
)
def test_the_medium_a_short_story_has_its_words_from(text: str, outlet: str | None, hops: int) -> None:
    mention = read(text)[0]
    assert (mention.attribution.outlet, mention.attribution.hops) == (outlet, hops)


def test_a_publisher_is_known_by_its_domain_too() -> None:
    (mention,) = read("Donald Tusk told CNN that Poland would send soldiers to Ukraine.", outlet="edition.cnn.com")
    assert mention.attribution.outlet is None


def test_an_interview_covers_what_its_speaker_says_close_by_and_nobody_else() -> None:
    said = "Macron said that France would send soldiers to Ukraine."
    near = read(f"Donald Tusk told Le Monde that the talks were over. {said} {TUSK}. {LONG}")
    assert {(m.actors[0].code, m.attribution.outlet) for m in near} == {("FRA", None), ("POL", "Le Monde")}
    (far,) = read(f"Donald Tusk told Le Monde that the talks were over. {LONG} {TUSK}.")
    assert far.attribution.outlet is None


def test_an_article_that_names_its_source_in_the_lead_has_its_lead_from_it() -> None:
    said = "Macron said that France would send soldiers to Ukraine."
    mentions = read(f"{TUSK}, the Financial Times reports. {LONG} {said}")
    assert {(m.actors[0].code, m.attribution.outlet) for m in mentions} == {("FRA", None), ("POL", "Financial Times")}


HEAD = "Poland to send soldiers to Ukraine"


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("", "Russia's foreign ministry rejected a NATO force in Ukraine.", "spokesperson"),
        ("", "Russia has long rejected a NATO force in Ukraine.", "unattributed"),
        ("", "Moscow rejects peacekeepers in Ukraine.", "spokesperson"),
        ("", "The talks are about peacekeepers in Ukraine, whom Moscow rejects.", "unattributed"),
        ("", "Poland reiterated its readiness to send soldiers to Ukraine.", "spokesperson"),
        ("", "Poland has promised to send soldiers to Ukraine.", "unattributed"),
        ("", "Donald Tusk is expected to ask the US for Patriots for Ukraine on Monday.", "unattributed"),
        ("", "Donald Tusk asked the US for Patriots for Ukraine on Monday.", "named"),
        ("", "Poland is ready to send soldiers to Ukraine, the defence minister said.", "named"),
        ("", "Poland is ready to send soldiers to Ukraine, the ministry said.", "spokesperson"),
        (HEAD, "Donald Tusk, at a meeting in Gdansk, said the day had been long.", "named"),
        (HEAD, "Donald Tusk met his guests at the harbour in Gdansk.", "unattributed"),
        (HEAD, "Emmanuel Macron said the day had been long.", "unattributed"),
        (
            HEAD,
            "The soldiers will be ready in May. This was announced by the press service of the army.",
            "spokesperson",
        ),
        (HEAD, "The joint declaration says the soldiers will be ready in May.", "document"),
        (HEAD, "A senior official, who asked not to be named, described the convoy.", "anonymous"),
        (HEAD, "The soldiers will be ready in May.", "unattributed"),
    ],
)
def test_on_whose_word_an_act_is_told(title: str, text: str, kind: str) -> None:
    mention = read(text, title or "On Ukraine")[0]
    assert mention.attribution.kind.value == kind


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The document said so.", "document"),
        ("The document says so.", "document"),
        ("The declaration reads well.", "declaration"),
        ("The letter states it.", "letter"),
        ("A draft summit statement adds a date.", "draft summit statement"),
        ("A joint declaration said so.", "joint declaration"),
    ],
)
def test_a_text_that_is_quoted_is_named_without_the_verb(text: str, speaker: str) -> None:
    assert [one.attribution.speaker for one in read(text, HEAD)] == [speaker]


def test_whose_word_a_story_is_does_not_cover_what_follows() -> None:
    text = (
        "This was announced by the press service of the army. On 1 August, Poland and Ukraine signed a security pact."
    )
    assert [(m.type.value, m.attribution.kind.value) for m in read(text, HEAD)] == [
        ("PLEDGE", "spokesperson"), ("SIGN", "unattributed"),
    ]  # fmt: skip


OPENING = "The talks in Gdansk went on. "


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        ("A spokesman for Chancellor Friedrich Merz said Germany would not send", "spokesperson", "DEU"),
        ("A spokeswoman for German Chancellor Friedrich Merz said Germany would not send", "spokesperson", "DEU"),
        ("The spokesman of Prime Minister Donald Tusk said Poland would send", "spokesperson", "POL"),
        ("A spokesman for the German chancellor said Germany would not send", "spokesperson", "DEU"),
        ("The British prime minister's official spokesman said Britain would send", "spokesperson", "GBR"),
        ("Merz's spokesman Stefan Kornelius said Germany would not send", "spokesperson", "Stefan Kornelius"),
        ("Stefan Kornelius, a spokesman for Friedrich Merz, said Germany would not send", "spokesperson",
         "Stefan Kornelius"),
        ("Donald Tusk's office said Poland would send", "spokesperson", "POL"),
        ("The office of President Emmanuel Macron said France would send", "spokesperson", "FRA"),
        ("An aide to President Emmanuel Macron said France would send", "anonymous", "FRA"),
        ("An adviser to Donald Tusk said Poland would send", "anonymous", "POL"),
        ("Chancellor Friedrich Merz said Germany would not send", "named", "Friedrich Merz"),
        ("Friedrich Merz, with his spokesman beside him, said Germany would not send", "named", "Friedrich Merz"),
    ],
)  # fmt: skip
def test_who_speaks_for_an_office_holder_is_another(text: str, kind: str, speaker: str) -> None:
    told = read(f"{text} soldiers to Ukraine.")[0].attribution
    assert (told.kind.value, told.speaker) == (kind, speaker)


def test_a_spokesman_named_by_his_title_behind_a_quotation_is_its_speaker() -> None:
    told = read('"Germany will not send soldiers to Ukraine," said a spokesman for Chancellor Friedrich Merz.')[0]
    assert (told.attribution.kind.value, told.attribution.quote.value) == ("spokesperson", "direct")


@pytest.mark.parametrize(
    ("text", "is_background"),
    [
        ("Earlier, Donald Tusk said that Poland would send soldiers to Ukraine.", True),
        ("Earlier on Friday, Donald Tusk said that Poland would send soldiers to Ukraine.", False),
        ("Donald Tusk had asked NATO for a no-fly zone over Ukraine.", True),
        ("Donald Tusk said that Poland had asked NATO for a no-fly zone over Ukraine.", False),
        ("Last month, Poland and Ukraine signed a security agreement.", True),
        ("On Friday, Poland and Ukraine signed a security agreement.", False),
    ],
)
def test_a_sentence_that_recalls_what_was_before_is_background(text: str, is_background: bool) -> None:
    assert [one.background for one in read(OPENING + text)] == [is_background]


@pytest.mark.parametrize(
    "text",
    [
        "Before the summit in Gdansk, Donald Tusk ruled out sending soldiers to Ukraine.",
        "Before his trip to Oslo, Donald Tusk ruled out sending soldiers to Ukraine.",
        "Recently elected President Karol Nawrocki ruled out sending soldiers to Ukraine.",
    ],
)
def test_what_was_said_before_a_meeting_is_news(text: str) -> None:
    assert [one.background for one in read(OPENING + text)] == [False]


@pytest.mark.parametrize(("before", "is_background"), [("", False), (OPENING, True)])
def test_the_first_sentence_of_a_text_recalls_nothing(before: str, is_background: bool) -> None:
    text = "Recently, Donald Tusk said that Poland would send soldiers to Ukraine."
    assert [one.background for one in read(before + text)] == [is_background]


@pytest.mark.parametrize(
    ("text", "recipients", "providers"),
    [
        ("Donald Tusk urged the United States to send troops to Ukraine.", ("USA",), ("USA",)),
        ("Zelensky urged NATO to invite Ukraine to join the alliance.", ("NATO",), ()),
        ("Donald Tusk said that Poland should send troops to Ukraine.", (), ()),
    ],
)
def test_who_is_asked_for_an_instrument_would_supply_it(
    text: str, recipients: tuple[str, ...], providers: tuple[str, ...]
) -> None:
    (mention,) = read(text)
    assert (mention.recipients, mention.providers) == (recipients, providers)


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The Telegraph reported that Poland was considering peacekeepers for Ukraine.", "PR+"),
        ("Donald Tusk told The Telegraph that Poland was considering peacekeepers for Ukraine.", "CT+"),
        ("Poland has reportedly promised to send soldiers to Ukraine.", "PR+"),
        ("Poland has promised to send soldiers to Ukraine.", "CT+"),
        ("Donald Tusk is expected to ask the US for Patriots for Ukraine.", "PR+"),
        ("BERLIN: Donald Tusk said that Poland would send soldiers to Ukraine.", "CT+"),
        ("Berlin: Poland will send soldiers to Ukraine.", "PR+"),
    ],
)
def test_how_certain_the_word_of_another_is(text: str, factuality: str) -> None:
    assert [one.factuality.value for one in read(text)] == [factuality]


AID = "Germany will send military aid to Ukraine"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{AID}. The pledge was announced on Tuesday by Defence Minister Boris Pistorius.", SourceKind.NAMED),
        (f"{AID}. Speaking in Brussels, Boris Pistorius revealed that it was ready.", SourceKind.NAMED),
        (f"{AID}, the Ministry of Defence announced Monday.", SourceKind.SPOKESPERSON),
        (f"{AID}. It was set out in a statement of the ministry.", SourceKind.DOCUMENT),
        (f"Example Wire reported, citing a senior German official, that {AID}.", SourceKind.ANONYMOUS),
        ("European officials support sending troops to Ukraine.", SourceKind.ANONYMOUS),
        (f"{AID}. The Ministry of Defence announced on Monday that tanks had been sold.", SourceKind.UNATTRIBUTED),
        ("Friedrich Merz refused military aid to Ukraine, German media reported.", SourceKind.UNATTRIBUTED),
        ("Friedrich Merz told the press that he rules out sending troops to Ukraine.", SourceKind.NAMED),
        ("Volodymyr Zelenskyy submitted his country's bid to join NATO.", SourceKind.UNATTRIBUTED),
        ("Friedrich Merz, citing a senior official's advice, ruled out sending troops to Ukraine.", SourceKind.NAMED),
    ],
)
def test_whose_word_an_undertaking_is(text: str, kind: SourceKind) -> None:
    assert {mention.attribution.kind for mention in read(text, "On aid")} == {kind}
