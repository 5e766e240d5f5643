"""What a pronoun or "the idea" can mean at a point of the document: who and what was told of last."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.extract.actors.named import Named
from pipeline.extract.lexicon.polities import CODED_BODIES
from pipeline.extract.sentences.act_words import Force
from pipeline.extract.sentences.cutting import Sentence
from pipeline.model import Instrument

SHE = frozenset({"she", "her", "herself"})

WOMEN = frozenset({
    "Adrienne", "Agnieszka", "Alena", "Alice", "Alicia", "Aliona", "Allison", "Alona", "Alyona", "Amira", "Ana",
    "Angela", "Anita", "Anitta", "Ann", "Anna", "Annalena", "Annegret", "Anniken", "Arianna", "Avril", "Baiba",
    "Beata", "Beate", "Blaise", "Bridget", "Britta", "Catherine", "Celeste", "Christine", "Chrystia", "Daiga", "Dalia",
    "Deborah", "Dilan", "Dorothy", "Dovile", "Dovilė", "Elina", "Elisabeth", "Élisabeth", "Elisabetta", "Elizabeth",
    "Elly", "Emily", "Erna", "Eva-Maria", "Evika", "Ewa", "Federica", "Florence", "Giorgia", "Hadja", "Halyna",
    "Hanke", "Hanna", "Heidi", "Helen", "Helle", "Hillary", "Iliana", "Iliyana", "Inara", "Ināra", "Ine", "Inga",
    "Ingrida", "Iratxe", "Iryna", "Jacinda", "Jana", "Janet", "Jeanne", "Jen", "Jennie", "Jennifer", "Johanna", "Joni",
    "Judit", "Judith", "Julianne", "Julie", "Kaja", "Kajsa", "Kamala", "Karen", "Karin", "Karine", "Karoline",
    "Katalin", "Katarina", "Katharina", "Katrin", "Katrín", "Kemi", "Kersti", "Kerstin", "Kingsley", "Klara", "Klára",
    "Klaudia", "Kristen", "Kristrun", "Kristrún", "Laurence", "Lia", "Linda", "Lisa", "Liz", "Ludivine", "Luminita",
    "Luminița", "Magdalena", "Maia", "Marcy", "Margarita", "Margot", "Maria", "Mariana", "Marie-Agnes", "Marina",
    "Marine", "Marise", "Mariya", "Marjorie", "Marta", "Mathilde", "Maud", "Melanie", "Mélanie", "Melinda", "Mette",
    "Morgan", "Naledi", "Nancy", "Natalia", "Natasa", "Nataša", "Nikki", "Nusrat", "Oana", "Oksana", "Olena", "Olga",
    "Olha", "Patricia", "Paula", "Penny", "Pia", "Prisca", "Priti", "Rachel", "Radmila", "Rasa", "Riikka", "Roberta",
    "Roksolana", "Rosa", "Rosemary", "Sabrina", "Sahra", "Salome", "Samantha", "Sanae", "Sandra", "Sanna", "Sara",
    "Siemtje", "Sophie", "Susan", "Susie", "Sussan", "Svetlana", "Sviatlana", "Sylvi", "Tammy", "Tanja", "Theresa",
    "Thorgerdur", "Trine", "Tulsi", "Tytti", "Ursula", "Valentina", "Valerie", "Valérie", "Victoria", "Viktorija",
    "Viola", "Vjosa", "Wendy", "Yael", "Yaël", "Yoko", "Yulia", "Yuliia", "Yuriko", "Yvette", "Zuzana",
})  # fmt: skip
"""First names of women among the people of the lexicon: whom "she" can mean."""


def is_woman(named: Named) -> bool:
    """Whether a person of the lexicon has a woman's first name."""
    return bool(named.name) and str(named.name).split(" ", 1)[0] in WOMEN


IDEAS = frozenset({Force.PROPOSE, Force.REQUEST, Force.PLEDGE, Force.CONSIDER})
"""Acts whose content is somebody's idea, plan or offer."""
HOME_REACH = 4
"""Sentences back in which the country is named whose government is "the government"."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence read: the codes of whom it is about, and who speaks in it."""

    sentence: Sentence
    codes: frozenset[str]
    speakers: tuple[Named, ...] = ()


class Narration:
    """The sentences told of, by their place, so that those beside one are found without a look at all of them."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._by_index = {(one.sentence.field, one.sentence.index): one for one in told}
        self._by_start = {(one.sentence.field, one.sentence.start): one.sentence for one in told}

    def starting_at(self, field: str, start: int) -> Sentence | None:
        """The sentence told of that starts there."""
        return self._by_start.get((field, start))

    def before(self, own: Sentence) -> Told | None:
        """What is told just before a sentence: before the first one of a text its headline."""
        return self._by_index.get(("title", 0) if own.index == 0 else (own.field, own.index - 1))

    def beside(self, own: Sentence, before: int, after: int) -> list[Told]:
        """What is told up to so many sentences before and after one and in itself, in order.

        Beside a headline are also the first sentences of the text, up to the index `after`.
        """
        places = [(own.field, own.index + away) for away in range(-before, after + 1)]
        if own.field == "title":
            places.extend(("text", index) for index in range(after + 1))
        return [self._by_index[place] for place in places if place in self._by_index]


@dataclass(slots=True)
class Memory:
    """What a pronoun or "the idea" can mean at this point of the document."""

    person: list[Named] = field(default_factory=list)
    group: list[Named] = field(default_factory=list)
    several: list[Named] = field(default_factory=list)
    """The last several that any clause told of, if only in somebody's words."""
    met: list[Named] = field(default_factory=list)
    """Both sides of the last meeting told of: whom "the two leaders" means."""
    thing: list[Named] = field(default_factory=list)
    """The country or body last told of: what "it" can mean."""
    subject: list[Named] = field(default_factory=list)
    speaker: list[Named] = field(default_factory=list)
    text: list[Named] = field(default_factory=list)
    """Who issued the statement last told of."""
    plan: list[Named] = field(default_factory=list)
    """Whose the plan or proposal last told of is."""
    people: list[Named] = field(default_factory=list)
    """Everybody named by name so far, the last one last."""
    instruments: tuple[Instrument, ...] = ()
    age: int = 0
    """Sentences since an instrument was named."""
    acts: list[tuple[frozenset[str], Force, tuple[Instrument, ...]]] = field(default_factory=list)
    """Who did what about which instruments, in order."""
    told: list[Told] = field(default_factory=list)
    """Whom each sentence read so far is about."""
    is_strangers: bool = False
    """Whether the last words told were those of somebody unknown, whom "she" then means."""
    is_fresh: bool = False
    """Whether an act of the present sentence was told of the instruments in mind."""

    def note(self, found: Sequence[Named], *, is_speaker: bool) -> None:
        """Take note of the subject of a leading clause."""
        self.subject = list(found)
        if is_speaker:
            self.speaker = list(found)
        if len(found) > 1:
            self.group, self.met = list(found), []
        elif found[0].is_person:
            self.person = list(found)
        else:
            self.thing = list(found)
            if found[0].code in CODED_BODIES or found[0].is_official:
                self.group = list(found)

    def note_several(self, told: Sequence[Sequence[Named]]) -> None:
        """Take note of the last of the clauses of a sentence that tells of several."""
        for who in told:
            if len(who) > 1 or any(one.code in CODED_BODIES for one in who):
                self.several = list(who)

    def idea_of(self, codes: frozenset[str]) -> tuple[Instrument, ...]:
        """What "her proposal" is: what its owner last proposed, asked for or offered."""
        return next((held for who, force, held in reversed(self.acts) if who == codes and force in IDEAS), ())

    def at_home(self) -> list[Named]:
        """Whose "the government" is: the one country that the last sentences were about."""
        for told in reversed(self.told[-HOME_REACH:]):
            if len(told.codes) == 1 and not told.codes & CODED_BODIES:
                code = next(iter(told.codes))
                return [Named(code, None, None, 0)]
        return []

    def they(self) -> list[Named]:
        """Whom "they" means: the last several, or the two sides of whose meeting the sentence before told."""
        if self.is_strangers:
            return []
        sides = self.met if len(self.subject) == 1 and self.subject[0].is_person and not self.group else []
        return sides or self.group or self.subject

    def he(self, word: str, *, is_quoted: bool = False) -> list[Named]:
        """Whom "he" or "she" means: the person in mind, or else the last one named of that sex.

        In a quotation it is nobody of the side that speaks.
        """
        if self.is_strangers:
            return []
        wanted = word in SHE
        speaking = {one.code for one in self.speaker} if is_quoted else frozenset()
        for one in (*self.person[:1], *reversed(self.people)):
            if is_woman(one) is wanted and one.code not in speaking:
                return [one]
        return self.person[:1] or self.subject[:1]
