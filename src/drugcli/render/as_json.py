"""A reply as JSON. The keys are public: they change only with the schema's number."""

from typing import Any

from msgspec import json

from drugcli.errors import BrokenFileError, DrugcliError, Problem
from drugcli.lookup.answers import Answer, Candidate
from drugcli.pages.page import CitedSource, Page, Reply
from drugcli.records.folding import printable

SCHEMA = "drugcli/1"


def render(reply: Reply) -> str:
    """Return a reply as one JSON object."""
    whole = {
        "schema": SCHEMA,
        "query": reply.query,
        "match": _match(reply.answer) if reply.answer else None,
        "page": _page(reply.page) if reply.page else None,
        "sources": [_source(source) for source in reply.sources],
    }
    content = json.Encoder(decimal_format="number").encode(whole)
    return json.format(content, indent=2).decode() + "\n"


def render_error(error: DrugcliError, query: str) -> str:
    """Return an error in the shape of a reply, with an 'error' beside what it could not answer.

    It has one line, so that it can stand among lines of JSON.
    """
    problems = error.problems if isinstance(error, BrokenFileError) else ()
    told = {
        "message": "\n".join(printable(line) for line in str(error).split("\n")),
        "exit_code": int(error.exit_code),
        "problems": [Problem(*map(printable, problem))._asdict() for problem in problems],
    }
    reply: dict[str, Any] = {
        "schema": SCHEMA,
        "query": query,
        "match": None,
        "page": None,
        "sources": [],
        "error": told,
    }
    return json.encode(reply).decode() + "\n"


def _match(answer: Answer) -> dict[str, Any]:
    return {
        "status": answer.status,
        "drug": answer.id if answer.among == "drugs" else None,
        "market": answer.id if answer.among == "markets" else None,
        "name": answer.name,
        "kind": answer.kind,
        "left_out": answer.left_out,
        "forms_of": answer.forms_of,
        "candidates": [_candidate(one) for one in answer.candidates],
        "known": [_candidate(one) for one in answer.known],
    }


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        "id": one.id, "title": one.title, "name": one.name, "kind": one.kind, "why": one.why,
        "class": one.class_, "routes": one.routes, "brands": one.brands, "held": one.held,
        "edits": one.edits,
    }  # fmt: skip


def _page(page: Page) -> dict[str, Any]:
    return {
        "title": page.title,
        "notices": [{"kind": one.kind, "text": one.text, "cites": one.cites} for one in page.notices],
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "note": section.note,
                "rows": [
                    {
                        "key": row.key, "label": row.label, "value": row.value, "unit": row.unit,
                        "precision": row.precision,
                        "text": row.text, "cites": row.cites,
                        **({"cells": row.cells} if row.cells else {}),
                        **({"before": row.before, "after": row.after} if row.is_change else {}),
                    }
                    for row in section.rows
                ],
            }
            for section in page.sections
        ],
        "more": page.more,
    }  # fmt: skip


def _source(one: CitedSource) -> dict[str, Any]:
    source = one.source
    return {
        "number": one.number,
        "id": one.id,
        "kind": source.kind,
        "standing": source.standing,
        "title": source.title,
        "publisher": source.publisher,
        "version": source.version,
        "date": source.when or None,
        "address": source.address,
        "superseded": source.superseded is not None,
    }
