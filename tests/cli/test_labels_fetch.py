"""drugcli labels fetch, asked of a real server on loopback that stands in for openFDA."""

from __future__ import annotations

import ast
import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

import drugcli
from tests.made_up_labels import SET_ID, answer, record, renamed

if TYPE_CHECKING:
    from tests.conftest import Run, Said

NOTHING = b'{"error": {"code": "NOT_FOUND", "message": "No matches found!"}}'
SLOW = 5
"""Seconds; longer than any test waits."""


class Reply(NamedTuple):
    """What the server answers once."""

    status: int = 200
    body: bytes = NOTHING
    headers: tuple[tuple[str, str], ...] = ()
    is_slow: bool = False
    is_cut: bool = False


class Server:
    """Gives its replies in turn, the last of them again and again, and keeps what it was asked."""

    def __init__(self, replies: list[Reply]) -> None:
        self.replies = replies
        self.asked: list[tuple[str, dict[str, list[str]], str | None]] = []
        self.address = ""
        self.ended = threading.Event()

    def next(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def serving(*replies: Reply) -> Iterator[Server]:
    server = Server(list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            where = urlsplit(self.path)
            server.asked.append((where.path, parse_qs(where.query), self.headers["Authorization"]))
            reply = server.next()
            if reply.is_slow:
                server.ended.wait(SLOW)
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) + (10 if reply.is_cut else 0)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.address = f"http://127.0.0.1:{http.server_port}"
        thread = threading.Thread(target=http.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            http.shutdown()
            thread.join()


@pytest.fixture
def fetch(run: Run, tmp_path: Path) -> Run:
    """Return 'drugcli labels fetch' with a library of its own, past whatever proxy there is."""

    def run_fetch(*arguments: str | Path, **environment: str | None) -> Said:
        fixed = {"XDG_DATA_HOME": str(tmp_path), "NO_PROXY": "127.0.0.1", "DRUGCLI_OPENFDA_KEY": None}
        return run("labels", "fetch", *arguments, **{**fixed, **environment})

    return run_fetch


def test_a_label_is_fetched_by_its_name_and_can_be_shown(fetch: Run, run: Run, tmp_path: Path) -> None:
    with serving(Reply(body=answer(renamed(7)))) as server:
        result = fetch("exampline7", DRUGCLI_OPENFDA=server.address)
    shown = run("show", "examplex7", XDG_DATA_HOME=str(tmp_path))

    assert (result.exit_code, result.stderr) == (0, "")
    assert "Examplex7 (exampline7)" in result.stdout
    assert "version 12 · 2024-03-01" in result.unwrapped
    assert "now here" in result.unwrapped
    assert shown.exit_code == 0
    (path, asked, key) = server.asked[0]
    assert path == "/drug/label.json"
    assert 'openfda.brand_name:"exampline7"' in asked["search"][0]
    assert (asked["sort"], asked["limit"], key) == (["effective_time:desc"], ["10"], None)


def test_what_is_here_already_is_not_imported_again(fetch: Run) -> None:
    with serving(Reply(body=answer())) as server:
        fetch("exampline", "--base", server.address)
        result = fetch("exampline", "--base", server.address)

    assert result.exit_code == 0
    assert "was here already" in result.unwrapped


@pytest.mark.parametrize(
    ("typed", "search"),
    [
        (SET_ID.upper(), f'set_id:"{SET_ID}"'),
        ("99999-058", 'openfda.product_ndc.exact:"99999-0058" openfda.product_ndc.exact:"99999-058"'),
        ("99999-058-01", 'openfda.product_ndc.exact:"99999-0058" openfda.product_ndc.exact:"99999-058"'),
        ("99999005801", 'openfda.product_ndc.exact:"99999-0058" openfda.product_ndc.exact:"99999-058"'),
    ],
)
def test_codes_are_asked_for_as_codes(fetch: Run, typed: str, search: str) -> None:
    with serving(Reply(body=answer())) as server:
        result = fetch(typed, "--base", server.address)

    assert result.exit_code == 0
    assert server.asked[0][1]["search"] == [search]


@pytest.mark.parametrize("typed", ["Examplex", "EXAMPLINE", "exampline sodium", "exampline na"])
def test_a_drug_has_all_the_names_of_its_own_text(fetch: Run, typed: str) -> None:
    with serving(Reply(body=answer())) as server:
        assert fetch(typed, "--base", server.address).exit_code == 0


def test_a_label_of_a_salt_is_one_of_the_drug(fetch: Run) -> None:
    of_salt = record(
        spl_product_data_elements=["Examplex othine sodium OTHINE SODIUM OTHINE"],
        openfda={"generic_name": ["OTHINE SODIUM"], "substance_name": ["OTHINE SODIUM"]},
    )
    with serving(Reply(body=answer(of_salt))) as server:
        assert fetch("othine", "--base", server.address).exit_code == 0


def test_an_answer_of_another_drug_is_refused_with_both_names(fetch: Run, tmp_path: Path) -> None:
    with serving(Reply(body=answer(renamed(2)))) as server:
        result = fetch("exampline", "--base", server.address)

    assert (result.exit_code, result.stderr) == (1, "")
    assert "openFDA answered for 'exampline' with another drug; it was not imported." in result.unwrapped
    assert "exampline is not what this label is of: Examplex2 (exampline2)" in result.unwrapped
    assert not (tmp_path / "drugcli" / "labels.sqlite3").exists()


def test_the_index_is_not_believed_against_the_text(fetch: Run) -> None:
    """openFDA has given labels the openfda block of another drug."""
    wrong = record(openfda={"brand_name": ["Othex"], "generic_name": ["OTHINE"], "product_ndc": ["88888-001"]})
    with serving(Reply(body=answer(wrong))) as server:
        by_name = fetch("othex", "--base", server.address)
        by_code = fetch("88888-001", "--base", server.address)

    assert (by_name.exit_code, by_code.exit_code) == (1, 1)
    assert "another drug" in by_name.unwrapped


def test_another_drug_among_those_asked_for_is_left_out_and_told(fetch: Run, run: Run, tmp_path: Path) -> None:
    with serving(Reply(body=answer(record(), renamed(2)))) as server:
        result = fetch("exampline", "--base", server.address, "--json")
    sections = {one["key"]: one["rows"] for one in json.loads(result.stdout)["page"]["sections"]}

    assert result.exit_code == 0
    assert [row["key"] for row in sections["fetched"]] == [f"{SET_ID}.12"]
    assert "Examplex2 (exampline2)" in sections["other"][0]["text"]
    assert run("labels", "list", "exampline2", XDG_DATA_HOME=str(tmp_path)).exit_code == 3


def test_a_label_that_the_index_lost_is_found_by_its_ingredients(fetch: Run) -> None:
    with serving(Reply(404), Reply(body=answer(record(openfda={})))) as server:
        result = fetch("Examplex", "--base", server.address)

    assert result.exit_code == 0
    assert server.asked[1][1]["search"] == ['spl_product_data_elements:"Examplex"']
    assert "no openfda block" in result.unwrapped


def test_no_label_by_a_name_is_told(fetch: Run) -> None:
    with serving(Reply(404)) as server:
        result = fetch("qqqq", "--base", server.address)
        as_json = fetch("qqqq", "--base", server.address, "--json")

    assert (result.exit_code, result.stderr) == (1, "")
    assert "openFDA has no label by the name 'qqqq'." in result.unwrapped
    assert as_json.exit_code == 1
    assert json.loads(as_json.stdout)["page"]["sections"] == []


def test_several_names_are_asked_for_one_by_one(fetch: Run) -> None:
    with serving(Reply(body=answer()), Reply(404), Reply(404)) as server:
        result = fetch("exampline", "qqqq", "--base", server.address)

    assert result.exit_code == 1
    assert "Examplex (exampline)" in result.unwrapped
    assert "openFDA has no label by the name 'qqqq'." in result.unwrapped


def test_what_came_is_imported_when_openfda_fails_later(fetch: Run, run: Run, tmp_path: Path) -> None:
    with serving(Reply(body=answer()), *[Reply(500, b"", (("Retry-After", "0"),))] * 3) as server:
        result = fetch("exampline", "exampline2", "exampline3", "--base", server.address, "--json")
    sections = {one["key"]: one["rows"] for one in json.loads(result.stdout)["page"]["sections"]}

    assert (result.exit_code, result.stderr) == (5, "")
    assert [row["key"] for row in sections["fetched"]] == [f"{SET_ID}.12"]
    assert [(row["label"], row["text"]) for row in sections["failed"]] == [
        ("exampline2", f"{server.address} could not be asked: it answered 500 Internal Server Error"),
        ("exampline3", "was not asked for, after this failure"),
    ]
    assert len(server.asked) == 4
    assert run("labels", "list", "exampline", XDG_DATA_HOME=str(tmp_path)).exit_code == 0


def test_a_question_that_openfda_refuses_does_not_stop_the_next(fetch: Run) -> None:
    with serving(Reply(400, b'{"error": {"code": "BAD_REQUEST"}}'), Reply(body=answer())) as server:
        result = fetch("exampline2", "exampline", "--base", server.address)

    assert (result.exit_code, result.stderr) == (5, "")
    assert "now here" in result.unwrapped
    assert "exampline2 http" in result.unwrapped
    assert "openFDA has no label" not in result.unwrapped


def test_no_answer_to_any_of_several_names_is_one_line(fetch: Run, tmp_path: Path) -> None:
    with serving(Reply(403)) as server:
        result = fetch("exampline", "exampline2", "--base", server.address)

    assert (result.exit_code, result.stdout) == (5, "")
    assert result.stderr.endswith("Nothing was imported.\n")
    assert len(server.asked) == 1
    assert not (tmp_path / "drugcli").exists()


def test_more_labels_than_were_asked_for_are_told(fetch: Run) -> None:
    body = json.loads(answer()) | {"meta": {"results": {"skip": 0, "limit": 1, "total": 1312}}}
    with serving(Reply(body=json.dumps(body).encode())) as server:
        result = fetch("exampline", "--count", "1", "--base", server.address)

    assert result.exit_code == 0
    assert "openFDA has 1,312 labels for 'exampline'; the newest 1 were asked for (--count)." in result.unwrapped
    assert server.asked[0][1]["limit"] == ["1"]


def test_a_damaged_record_does_not_stop_the_others(fetch: Run) -> None:
    with serving(Reply(body=answer({"set_id": "x"}, record()))) as server:
        result = fetch("exampline", "--base", server.address)

    assert result.exit_code == 4
    assert "set_id: 'x' is no set id" in result.unwrapped
    assert "now here" in result.unwrapped


def test_the_key_goes_in_a_header_and_no_address(fetch: Run) -> None:
    with serving(Reply(body=answer())) as server:
        fetch("exampline", "--base", server.address, DRUGCLI_OPENFDA_KEY="made-up-key")
    ((_path, asked, header),) = server.asked

    assert header == "Basic " + base64.b64encode(b"made-up-key:").decode()
    assert "made-up-key" not in str(asked)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_passes_is_waited_for(fetch: Run, status: int) -> None:
    with serving(Reply(status, headers=(("Retry-After", "0"),)), Reply(body=answer())) as server:
        result = fetch("exampline", "--base", server.address)

    assert (result.exit_code, result.stderr) == (0, "")
    assert len(server.asked) == 2


BROKEN = [
    (Reply(429, b"", (("Retry-After", "0"),)), "it answered 429 Too Many Requests; with a key in", 3),
    (Reply(429, b"", (("Retry-After", "3600"),)), "it may be asked again in 3,600 seconds", 1),
    (Reply(500, b"<html>", (("Retry-After", "0"),)), "it answered 500 Internal Server Error", 3),
    (Reply(403, b'{"error": {"code": "API_KEY_INVALID", "message": "An invalid api_key"}}'), "An invalid api_key", 1),
    (Reply(400, b'{"error": {"code": "BAD_REQUEST", "message": "a\\u001b[2Jb"}}'), "it answered 400 a[2Jb", 1),
    (Reply(404, b"<html>no such page</html>"), "is not where openFDA is", 1),
    (Reply(302, b"", (("Location", "https://example.org/"),)), "is not where openFDA is", 1),
    (Reply(body=b"<!doctype html><title>Log in</title>"), "no JSON of openFDA's (it is a web page)", 1),
    (Reply(body=b""), "no JSON of openFDA's (it is empty)", 1),
    (Reply(body=answer()[:-40]), "no JSON of openFDA's (it is damaged, or something else)", 1),
    (Reply(body=b'{"results": [' + b"[" * 100_000), "no JSON of openFDA's", 1),
    (Reply(body=b'{"results": 1}'), "no JSON of openFDA's", 1),
    (Reply(body=b"\xff\xfe"), "no JSON of openFDA's", 1),
    (Reply(body=answer(), headers=(("Content-Encoding", "gzip"),)), "could not be asked", 1),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "told", "times"), BROKEN, ids=[told for _reply, told, _times in BROKEN])
def test_no_usable_answer_is_one_clear_line(fetch: Run, tmp_path: Path, reply: Reply, told: str, times: int) -> None:
    with serving(reply) as server:
        result = fetch("exampline", "--base", server.address)

    assert (result.exit_code, result.stdout) == (5, "")
    assert result.stderr.startswith(f"{server.address} could not be asked: ")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert len(server.asked) == times
    assert not (tmp_path / "drugcli").exists()


def test_an_answer_that_breaks_off_is_asked_for_again(fetch: Run) -> None:
    with serving(Reply(body=answer(), is_cut=True), Reply(body=answer())) as server:
        assert fetch("exampline", "--base", server.address).exit_code == 0


def test_a_server_that_is_silent_is_not_waited_for_long(fetch: Run) -> None:
    with serving(Reply(is_slow=True)) as server:
        result = fetch("exampline", "--base", server.address, "--timeout", "0.1")

    assert (result.exit_code, result.stdout) == (5, "")
    assert "it did not answer in time" in result.stderr


def test_no_network_is_told_and_valid_json(fetch: Run) -> None:
    with serving(Reply()) as server:
        gone = server.address
    result = fetch("exampline", "--base", gone, "--json")

    assert result.exit_code == 5
    assert result.stderr.startswith(f"{gone} could not be asked: ")
    assert json.loads(result.stdout)["query"] == "exampline"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["x", "--base", "api.fda.gov"], "is no address of openFDA"),
        (["x", "--base", "file:///etc/hosts"], "is no address of openFDA"),
        (["x", "--base", "http://[::1"], "is no web address"),
        (["x", "--count", "0"], "give a whole number from 1 to 100"),
        (["x", "--timeout", "0"], "give more than 0"),
        (["x", "--timeout", "nan"], "give more than 0"),
        ([""], "No name was given"),
        (["NDC 12"], "is no code"),
    ],
)
def test_what_cannot_be_asked_for_is_told(fetch: Run, arguments: list[str], told: str) -> None:
    result = fetch(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_quotes_of_a_name_do_not_reach_the_search(fetch: Run) -> None:
    with serving(Reply(404)) as server:
        fetch('ex" OR openfda.brand_name:"\\', "--base", server.address)

    searches = [asked["search"][0] for _path, asked, _key in server.asked]
    assert [search.count('"') for search in searches] == [6, 2]
    assert "\\" not in "".join(searches)


def test_only_one_module_imports_the_network() -> None:
    source = Path(drugcli.__file__).parent
    importing = {path.name for path in source.rglob("*.py") if {"httpx", "tenacity"} & _imported(path)}

    assert importing == {"openfda_api.py"}


def _imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {name.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for name in node.names}
    return plain | {node.module.split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
