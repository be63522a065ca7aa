"""What holds of a comparison of any two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drugcli.comparing.diff import BULLETS, TOKEN, changes

WORDS = st.lists(st.sampled_from(["give", "40", "mg", "of", "exampline", ".", ":", "daily", "not", "5"]), max_size=80)


@given(WORDS)
def test_a_text_does_not_differ_from_itself(words: list[str]) -> None:
    assert all(one.kind == "kept" for one in changes(words, words))


@given(WORDS, WORDS)
def test_what_is_kept_removed_and_added_gives_both_texts_back(old: list[str], new: list[str]) -> None:
    found = changes(old, new)

    assert [word for one in found for word in old[slice(*one.old)]] == old
    assert [word for one in found for word in new[slice(*one.new)]] == new


@given(WORDS, WORDS)
def test_what_is_kept_is_the_same_in_both_and_what_is_added_was_not_there(old: list[str], new: list[str]) -> None:
    for one in changes(old, new):
        before, after = old[slice(*one.old)], new[slice(*one.new)]

        assert (before == after) is (one.kind == "kept")
        assert one.kind != "added" or not before
        assert one.kind != "removed" or not after


@given(st.text())
def test_words_leave_out_nothing_but_space_and_bullets(text: str) -> None:
    assert "".join(TOKEN.findall(text)) == "".join(text.split()).translate(dict.fromkeys(map(ord, BULLETS)))
