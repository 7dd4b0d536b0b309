"""Spelling: every word of the pages, the engine and the templates is in the word list of the language or in our own."""

import re
from functools import cache
from pathlib import Path

from spellchecker import SpellChecker

from tests.content.reading import pages, templates, texts, visible, whole_guide, word_files

FILE = Path(__file__).parent / "dictionary.txt"
OWN = FILE.read_text("utf-8").split()
# A word as it is looked up: letters, with an apostrophe or an accent inside; all in small letters.
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\S+\.(?:md|py|toml|json|yml|html|org|com|ics|mjs|js|css|ca|uk|gov)\b\S*|`[^`]*`")
# American spellings of words that we write the British way.
AMERICAN = re.compile(
    r"\b(?:colors?|colored|(?:organ|real|recogn|apolog|summar|emphas|critic|priorit|personal|final|minim|maxim|special)iz\w+|analyz\w+"
    r"|favors?|favorites?|honors?|neighbors?|behaviors?|centers?|canceled|canceling|traveling|practiced|practicing|rumors?|labor|enrollment|fulfill)\b"
)


@cache
def checker() -> SpellChecker:
    """The word list of English with our own words."""
    spell = SpellChecker(language="en", distance=1)
    spell.word_frequency.load_words(OWN)
    return spell


def words(text: str) -> set[str]:
    """The words of a text, without addresses, endings of possession and single letters."""
    found = {word.replace("’", "'").lower() for word in WORD.findall(ADDRESS.sub(" ", text))}
    return {word.removesuffix("'s") for word in found if len(word.removesuffix("'s")) > 1}


def prose(body: str) -> str:
    """All that is read of a page: its text, its tables and its draft, without what the templates of messages hold."""
    fence = re.compile(r"^```[\w ]*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
    drafts = " ".join(fence.findall(body))
    code = re.compile(r"`[^`\n]*`|^ {4}\w.*$", re.MULTILINE)
    return " ".join(visible(code.sub(" ", fence.sub("", body)))) + " " + re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", drafts, flags=re.DOTALL)


def template_words(text: str) -> str:
    """The words of a template that a visitor reads."""
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<##.*?##>|<(script|style)\b.*?</\1>|<!--.*?-->", "", text, flags=re.DOTALL)
    named = re.findall(r'\b(?:alt|title|aria-label|placeholder)="([^"{]*)"', bare)
    return " ".join([re.sub(r"<[^>]*>|[\w-]+=\"[^\"]*\"|&\w+;|\{#[^}]*\}|\{:[^}]*\}", " ", bare), *named])


@cache
def said() -> dict[str, str]:
    """All that a visitor may read, by where it stands."""
    found = {one.name: f"{one.meta.get('title')} {one.meta.get('description')} {prose(one.body)}" for one in pages()}
    found |= {f"lists of {one.name}": " ".join(text for text in texts({**one.meta, "sources": ""}) if " " in text) for one in pages() if not one.is_step}
    found |= {f"words/{name}": " ".join(text for key, value in file.items() if key not in ("left_out", "phrases", "phrase_small_words") for text in texts(value)) for name, file in word_files().items()}
    found |= {name: template_words(text) for name, text in templates().items()}
    found["contrary views"] = " ".join(step.evidence.against_note for step in whole_guide().steps)
    return found


def test_every_word_is_spelt_as_in_a_word_list() -> None:
    """Every word that a visitor may read stands in the word list of English or in our own list of names and British spellings."""
    slips = {where: sorted(checker().unknown(words(text))) for where, text in said().items()}
    assert len(slips) > 100
    assert {where: found for where, found in slips.items() if found} == {}


def test_the_own_list_is_sorted_and_has_no_word_twice() -> None:
    """Our own list of words is in order, in small letters, one word a line, each once."""
    assert FILE.read_text("utf-8") == "".join(f"{word}\n" for word in sorted({word.lower() for word in OWN}))


def test_the_own_list_holds_no_idle_word() -> None:
    """Each word of our own list is used somewhere and is not in the list of the language already."""
    used = set().union(*(words(text) for text in said().values()))
    plain = SpellChecker(language="en", distance=1)
    assert sorted((set(OWN) - used) | (set(OWN) - set(plain.unknown(OWN)))) == []


def test_we_write_the_british_way() -> None:
    """No page's own text has the American spelling of a word that we spell the British way, outside names and quotations."""
    found = {one.name: AMERICAN.findall(re.sub(r"“[^”]*”|\"[^\"]*\"|\*[^*]*\*|\[[^\]]*\]\(http[^)]*\)", " ", " ".join(visible(one.body)))) for one in pages() if one.name != "about/sources.md"}
    assert {name: words for name, words in found.items() if words} == {}


def test_email_has_one_spelling() -> None:
    """Pages, labels and templates write “email”; only the names of others' publications may have a hyphen."""
    assert [where for where, text in said().items() if where != "about/sources.md" and re.search(r"\be-mails?\b", text, re.IGNORECASE)] == []


def forms(where: str, value: object) -> dict[str, str]:
    """The sentences of a table of words, by their key."""
    if not isinstance(value, dict):
        return {where: value} if isinstance(value, str) else {}
    return {key: text for name, inner in value.items() for key, text in forms(f"{where}.{name}", inner).items()}


def test_one_is_no_plural() -> None:
    """A sentence that counts something has a form of its own for one: no reader is told of “1 steps” or “1 words”. What names ``many`` is never of one."""
    found = {key: text for name, file in word_files().items() for key, text in forms(name, {key: value for key, value in file.items() if key != "phrases"}).items()}
    assert [key for key, text in found.items() if re.search(r"\{n\} [a-z]+s\b", text) and f"{key.rpartition('.')[0]}.one" not in found and not key.endswith("_many")] == []


def test_a_slip_is_found() -> None:
    """A misspelt word is found, and so is one with a wrong letter in a draft."""
    assert checker().unknown(words("We recieve your adress")) == {"recieve", "adress"}
    assert "thnak" in words(prose("# A\n\n```message\nHello, {{ role }} thnak you\n```\n"))
