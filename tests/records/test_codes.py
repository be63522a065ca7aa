"""Codes are recognised by their shape, and a broken one is told its rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugcli.records.codes import UNII_DIGITS, Code, MalformedCodeError, has_check_digit, ndc_key, recognise


@pytest.mark.parametrize(
    ("typed", "kind", "keys"),
    [
        ("99999-058-01", "NDC", ["99999005801"]),
        ("9999-0058-01", "NDC", ["09999005801"]),
        ("99999-0058-1", "NDC", ["99999005801"]),
        ("99999-0058-01", "NDC", ["99999005801"]),
        ("99999-058", "NDC", ["999990058"]),
        ("NDC 99999-058-01", "NDC", ["99999005801"]),
        ("99999005801", "NDC", ["99999005801"]),
        ("9999905801", "NDC", ["09999905801", "99999005801", "99999058001"]),
        ("1258984-36-9", "CAS", ["1258984-36-9"]),
        ("5z9sp3x666", "UNII", ["5Z9SP3X666"]),
        ("UNII: 5Z9SP3X666", "UNII", ["5Z9SP3X666"]),
        ("UNII BBBBBBBBBR", "UNII", ["BBBBBBBBBR"]),
        ("UNII 1111111119", "UNII", ["1111111119"]),
        ("M09AX07", "ATC", ["M09AX07"]),
        ("nda 209531", "application number", ["NDA209531"]),
        ("BLA125166", "application number", ["BLA125166"]),
        ("rxcui 1870872", "RxCUI", ["1870872"]),
        ("209531", "number", ["209531", "NDA209531", "BLA209531", "ANDA209531"]),
    ],
)
def test_a_code_is_recognised(typed: str, kind: str, keys: list[str]) -> None:
    assert recognise(typed) == (kind, tuple(keys))


@pytest.mark.parametrize(
    "typed", ["exampline", "ISIS 396443", "BIIB058", "5-exampline", "M09AX", "17-OHP", "", "exampline beta-1a", "1-2-x"]
)
def test_a_name_is_no_code(typed: str) -> None:
    assert recognise(typed) is None


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("64406-58-1", "64406-58-1 has 5-2-1"),
        ("64406-058-1-", None),
        ("123456-058-01", "123456-058-01 has 6-3-2"),
        ("ndc 12345", "an NDC has 10 or 11 digits; 12345 has 5"),
        ("UNII 5Z9SP3X667", "the last character of 5Z9SP3X667 is not the check digit of a UNII"),
    ],
)
def test_a_broken_code_is_told_its_rule(typed: str, rule: str | None) -> None:
    if rule is None:
        assert recognise(typed) is None
        return
    with pytest.raises(MalformedCodeError, match=rule):
        recognise(typed)


DIGITS = st.text("0123456789", min_size=11, max_size=11)


@given(DIGITS)
def test_every_way_to_write_an_ndc_has_one_key(digits: str) -> None:
    full = f"{digits[:5]}-{digits[5:9]}-{digits[9:]}"

    assert ndc_key(full) == digits
    if digits[5] == "0":
        assert ndc_key(f"{digits[:5]}-{digits[6:9]}-{digits[9:]}") == digits
        assert Code("NDC", (digits,)) == recognise(full)


@given(st.text(UNII_DIGITS, min_size=9, max_size=9), st.sampled_from(UNII_DIGITS))
def test_one_character_is_the_check_digit(body: str, other: str) -> None:
    fitting = [digit for digit in UNII_DIGITS if has_check_digit(body + digit)]

    assert len(fitting) == 1
    assert has_check_digit(body + other) == (other == fitting[0])


@given(st.text(max_size=30))
def test_any_text_is_a_code_or_none_or_broken(typed: str) -> None:
    try:
        code = recognise(typed)
    except MalformedCodeError:
        return
    assert code is None or all(code.keys)
