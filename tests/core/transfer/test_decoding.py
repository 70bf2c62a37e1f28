"""The text of a file, in whatever encoding a spreadsheet saved it."""

import pytest

from custom_components.sim_renewal.core.transfer.decoding import NotText, decoded

FRENCH = "nom;numéro;opérateur;expire le;prix\r\nMémé;06 39 98 00 01;Orange;5/1/2027;10,00\r\n"
EURO = FRENCH.replace("10,00", "10,00 €")
CHINESE = "名称,手机号,运营商,到期日\n爸爸,13800138000,中国移动,2027年1月5日\n"
MIXED = "name,number\n妈妈,0639980001\nAnna,0639980002\n"


@pytest.mark.parametrize("text", [FRENCH, EURO, CHINESE, MIXED, "line,date\nPapa,2026-11-20\n", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_is_read_in_the_encodings_of_every_country(text, encoding) -> None:
    if encoding == "gb18030" and text in {FRENCH, EURO}:
        encoding = "cp1252"

    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("名稱,門號,有效期限\n媽媽,0912345678,2027/01/05\n", "big5"),
        ("姓名,手机号,到期日\n妈妈,13800138000,2027-1-5\n", "gb18030"),
        ("Imię;Ważne do;Kwota\nŁukasz;5 stycznia 2027;25 zł\n", "cp1250"),
        ("Name;Prüfung;Größe;Gültig bis\nJörg;1;2;5.1.2027\n", "cp1252"),
        ("Straße;Maße;Füße\n", "cp1252"),
        ("Fläche in m³;é\n£ 5;£10\n", "cp1252"),
        ("¿Cuándo vence?;Línea\n", "cp1252"),
    ],
)
def test_the_country_of_an_old_encoding_shows_in_its_signs(text, encoding) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("text", [FRENCH, EURO, MIXED])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_no_mark_where_digits_and_letters_tell(text, encoding) -> None:
    assert decoded(text.encode(encoding)) == text
    assert decoded(b"\xfe\xff" + text.encode("utf-16-be")) == text


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04\x14\0\x06\0\x08\0!\0\xe9\xe8",
        b"\xff\xfea\0b",
        b"line\0date",
        b"\xef\xbb\xbf\xff",
        b"%PDF\x01\xe9\xe8",
    ],
)
def test_what_is_no_text_is_told(content) -> None:
    with pytest.raises(NotText):
        decoded(content)


def test_bytes_that_no_encoding_has_do_not_lose_the_rest() -> None:
    assert decoded(b"nom;num\xe9ro\r\nA\x81;06 39 98 00 01\r\n").startswith("nom;numéro\r\nA")
