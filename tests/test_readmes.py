"""The READMEs where people read them: on GitHub, and in HACS, which shows less than GitHub does."""

from collections.abc import Iterator
import json
from pathlib import Path
import re
import tomllib
from typing import Any

from PIL import Image
import pytest

ROOT = Path(__file__).parent.parent
LANGUAGES = {"README.md": "en", "README.fr.md": "fr", "README.zh-Hans.md": "zh-Hans"}
REPOSITORY = "sim-renewal/sim-renewal"
RELEASE = "1.2.3"
LARGEST_PICTURE = 150_000
LARGEST_PAGE = 300_000
WIDEST = 1280

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_HTML = re.compile(r"<[A-Za-z/!?][^>]*>?")
_LINK = re.compile(r"(?:(!?)\[([^\[\]]*))?\]\(([^)\s]+)\)")
"""Also the end of a link around a picture, which has no label of its own."""


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """Return a page without its code, in which everything stays as it is written."""
    return _CODE.sub("", _FENCE.sub("", text))


def as_hacs_has_it(text: str) -> str:
    """Return a page as HACS hands it to Home Assistant's Markdown.

    This is `markdownWithRepositoryContext` of hacs/frontend (March 2026). A relative link is only
    found where no address follows on its line, and its first bracket is taken for that of the link.
    """

    def absolute(match: re.Match[str]) -> str:
        link = match[0]
        is_page = ".md" in link.lower()
        site = "https://github.com" if is_page else "https://raw.githubusercontent.com"
        blob = "/blob" if is_page else ""
        link = link.replace("(/", "(", 1)
        return link.replace("(", f"({site}/{REPOSITORY}{blob}/{RELEASE}/", 1)

    return re.sub(r"\[.*?\]\([^#](?!.*?://).*?\)", absolute, text)


def headings(text: str) -> list[tuple[int, str]]:
    found = re.findall(r"^(#+) (.+)$", _FENCE.sub("", text), re.MULTILINE)
    return [(len(marks), title) for marks, title in found]


def anchors(text: str) -> set[str]:
    """Return what GitHub makes of the headings of a page."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for _, title in headings(text)}


def pictures(text: str) -> list[tuple[str, str]]:
    """Return the alternative text and the path of each picture."""
    return [(alt, path) for mark, alt, path in _LINK.findall(prose(text)) if mark]


def broken(text: str) -> Iterator[str]:
    """Return the links and pictures that lead nowhere once HACS has seen them."""
    for mark, label, target in _LINK.findall(as_hacs_has_it(prose(text))):
        raw = f"https://raw.githubusercontent.com/{REPOSITORY}/{RELEASE}/"
        page = f"https://github.com/{REPOSITORY}/blob/{RELEASE}/"
        if target.startswith(raw if mark else (raw, page)):
            path, _, anchor = target.removeprefix(raw).removeprefix(page).partition("#")
            is_there = (ROOT / path).is_file()
            if not is_there or (anchor and anchor not in anchors(text_of(path))):
                yield label or target
        elif mark or not target.startswith("https://"):
            yield label or target


def without_language(path: str) -> str:
    return re.sub(r"[.-](?:en|fr|zh-Hans)(?=[.-]|$)", "", path)


@pytest.mark.parametrize(
    "written",
    [
        "[a page](docs/nothing.md)",
        "[a page](docs/card.md#nothing)",
        "![a picture](docs/images/nothing.png)",
        "[a page](docs/card.md) and then https://example.com",
        "![a picture (of it)](docs/images/dashboard-wide-en.png)",
        "![a picture of docs/card.md](docs/images/dashboard-wide-en.png)",
        "[![a picture](docs/images/dashboard-wide-en.png)](docs/card.md)",
        "![a picture](https://example.com/picture.png)",
    ],
)
def test_what_hacs_would_break_is_found(written) -> None:
    assert list(broken(written))


def test_what_hacs_understands_is_not_taken_for_broken() -> None:
    assert not list(broken("[a page](docs/card.md) ![it](docs/images/dashboard-wide-en.png)"))
    assert not list(broken("[a place](docs/sources.md#texts)\n[elsewhere](https://example.com)"))


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_readme_is_plain_markdown(name) -> None:
    """What Home Assistant's Markdown does not allow, such as `picture`, it shows as text."""
    assert _HTML.findall(prose(text_of(name))) == []
    assert re.search(r"\B#[1-9]\d*\b", prose(text_of(name))) is None, "HACS takes it for an issue"


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_link_and_picture_leads_somewhere_also_in_hacs(name) -> None:
    assert len(_LINK.findall(prose(text_of(name)))) > 20
    assert list(broken(text_of(name))) == []


@pytest.mark.parametrize(("name", "language"), LANGUAGES.items())
def test_the_pictures_are_of_the_readers_language_described_and_small(name, language) -> None:
    shown = pictures(text_of(name))

    assert shown[0][1] == f"docs/images/dashboard-wide-{language}.png"
    assert text_of(name).index(shown[0][1]) < text_of(name).index("\n## ")
    for alt, path in shown:
        assert len(alt) >= 6, path
        assert f"-{language}" in path
        assert (ROOT / path).stat().st_size <= LARGEST_PICTURE, path
        with Image.open(ROOT / path) as picture:
            assert picture.width <= WIDEST, path
    assert len({alt for alt, _ in shown}) == len(shown)
    assert sum((ROOT / path).stat().st_size for _, path in shown) <= LARGEST_PAGE


def test_every_language_says_the_same() -> None:
    pages = {name: text_of(name) for name in LANGUAGES}

    def the_same(told: dict[str, Any]) -> bool:
        return len({json.dumps(each) for each in told.values()}) == 1

    levels = {name: [level for level, _ in headings(text)] for name, text in pages.items()}
    shown = {
        name: [without_language(path) for _, path in pictures(text)] for name, text in pages.items()
    }
    tables = {
        name: len(re.findall(r"^\|[ -]*-", text, re.MULTILINE)) for name, text in pages.items()
    }
    assert the_same(levels), levels
    assert the_same(shown), shown
    assert len(levels["README.md"]) > 10
    # The lists of entities and actions are kept in one language.
    assert tables["README.md"] - 5 == tables["README.fr.md"] == tables["README.zh-Hans.md"]
    linked = {
        name: {without_language(path.partition("#")[0]) for _, _, path in _LINK.findall(text)}
        for name, text in pages.items()
    }
    assert linked["README.fr.md"] == linked["README.zh-Hans.md"]
    assert linked["README.md"] <= linked["README.fr.md"]


@pytest.mark.parametrize("name", LANGUAGES)
def test_each_readme_leads_to_the_others_and_names_the_same_versions(name) -> None:
    text = text_of(name)
    top = text.partition("\n\n")[2].partition("\n\n")[0]
    needed = json.loads(text_of("hacs.json"))["homeassistant"].rpartition(".")[0]
    python = tomllib.loads(text_of("pyproject.toml"))["project"]

    assert {path for _, _, path in _LINK.findall(top)} == LANGUAGES.keys() - {name}
    assert set(re.findall(r"Home Assistant (\d{4}\.\d+)", text)) == {needed}
    assert "Python 3.11" in text
    assert python["readme"] == "README.md"
    assert f"`https://github.com/{REPOSITORY}`" in text
    assert "`custom_components/sim_renewal`" in text


def test_the_examples_of_dashboards_name_the_elements_of_the_card() -> None:
    page = text_of("docs/dashboards.md")
    module = text_of("custom_components/sim_renewal/frontend/sim-renewal-card.js")
    offered = set(re.findall(r'define\("(?:ll-strategy-dashboard-)?(sim-renewal[\w-]*)"', module))

    assert set(re.findall(r"custom:(sim-renewal[\w-]*)", page)) == offered


def test_a_paragraph_in_chinese_is_one_line() -> None:
    """A browser makes a blank of the end of a line, and Chinese has none between words."""
    text = _FENCE.sub("", text_of("README.zh-Hans.md"))

    assert re.findall(r"[\u3000-\u9fff\uff00-\uffef]\n *[\u4e00-\u9fff].*", text) == []
