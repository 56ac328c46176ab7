from __future__ import annotations

import pytest

from yourside.report.line_hash import line_hashes

# What codeql-action's src/fingerprints.ts gives.
KNOWN = {
    " a\nb\n  \t\tc\n d": "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1",
    " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End": (
        "8b7cf3e952e7aeb2:1 b1ae1287ec4718d9:1 bff680108adb0fcc:1 "
        "c6805c5e1288b612:1 b86d3392aea1be30:1 e6ceba753e1a442:1"
    ),
    " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n": (
        "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1 "
        "b3edc88f2938467e:1 c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1"
    ),
    "": "c129715d7a2bc9a3:1",
    "a\r\nb\rc": "7b3788cf31b92be9:1 e461f42c548ac762:1 188ff2f224477a1e:1",
    "😀 = 1\nb": "2b67c2876f39a52a:1 8ee5a81e681643c1:1",
}


@pytest.mark.parametrize("text", KNOWN)
def test_hashes_equal_those_of_githubs_upload(text: str) -> None:
    assert " ".join(line_hashes(text).values()) == KNOWN[text]


def test_equal_lines_are_counted() -> None:
    same = "a" * 100 + "\n"
    first, second, *_ = line_hashes(same * 4).values()
    assert (first.split(":")[1], second) == ("1", first.replace(":1", ":2"))


def test_blanks_do_not_count() -> None:
    assert line_hashes("a = b\n\tc") == line_hashes("a=b\nc")


def test_a_line_keeps_its_hash_when_lines_are_put_before_it() -> None:
    assert line_hashes("# new\nx = 1\ny = 2\n")[2] == line_hashes("x = 1\ny = 2\n")[1]
