"""openFDA's interface of drug labels: the one place that uses the network."""

from __future__ import annotations

import time
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urlsplit

import httpx
import tenacity
from msgspec import DecodeError, Raw, Struct, json

from drugcli import __version__
from drugcli.errors import DrugcliError, UsageError
from drugcli.readers.cleaning import clean
from drugcli.readers.limits import MB

BASE = "https://api.fda.gov"
PATH = "/drug/label.json"
EVERY = 60 / 240
"""Seconds between two questions: openFDA takes 240 a minute (open.fda.gov/apis/authentication)."""
TIMES = 3
"""Tries of one question."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""Seconds; each wait is twice the one before it, unless the server says when to come again."""
LARGEST = 200 * MB
"""Bytes of one answer."""
SLOWEST = 600
"""Seconds that one answer may take, however steadily it drips."""
NOT_FOUND, TOO_MANY, SERVER_ERROR = 404, 429, 500
REFUSED = {401, 403}


class OpenFdaError(DrugcliError):
    """openFDA gave no answer that can be used."""

    def __init__(self, place: str, why: str, *, is_final: bool = True) -> None:
        self.told = f"{place} could not be asked: {why}"
        self.is_final = is_final
        """Whether other questions would fare no better."""
        super().__init__(f"{self.told}. Nothing was imported.")


class Answer(NamedTuple):
    """What openFDA has for a question."""

    body: bytes
    """Its JSON, as it came."""
    total: int
    """Labels that it has; the body holds so many of them as were asked for."""


class _Counted(Struct, frozen=True):
    total: int = 0


class _Meta(Struct, frozen=True):
    results: _Counted = _Counted()


class _Results(Struct, frozen=True):
    results: list[Raw]
    meta: _Meta = _Meta()


class _Error(Struct, frozen=True):
    code: str = ""
    message: str = ""


class _Told(Struct, frozen=True):
    error: _Error


class _PassingError(Exception):
    """What may be over at the next try."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


class OpenFda:
    """A connection to openFDA, or to what stands in for it; a context manager."""

    def __init__(self, base: str, key: str | None, seconds: float) -> None:
        """Set up the connection; 'seconds' is how long a silence may last. Raises UsageError for no web address."""
        self._place = _place(base)
        self._address = f"{base.rstrip('/')}{PATH}"
        self._has_key = bool(key)
        self._last = -EVERY
        try:
            self._client = httpx.Client(
                auth=httpx.BasicAuth(key, "") if key else None,
                headers={"User-Agent": f"drugcli/{__version__}", "Accept": "application/json"},
                timeout=httpx.Timeout(seconds),
            )
        except (ValueError, ImportError, OSError) as error:  # proxies and certificates that the environment names
            raise OpenFdaError(self._place, _reason(error)) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def labels(self, search: str, most: int) -> Answer | None:
        """Return the newest labels that a search finds, or None when there are none; raises OpenFdaError."""
        parameters = {"search": search, "sort": "effective_time:desc", "limit": str(most)}
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(_is_worth_another_try),
            stop=tenacity.stop_after_attempt(TIMES),
            wait=_wait,
            reraise=True,
        )
        try:
            return retrying(self._ask, parameters)
        except _PassingError as error:
            raise OpenFdaError(self._place, str(error)) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise OpenFdaError(self._place, _reason(error)) from None

    def _ask(self, parameters: dict[str, str]) -> Answer | None:
        self._keep_pace()
        try:
            with self._client.stream("GET", self._address, params=parameters) as response:
                body = self._body(response)
        except httpx.TimeoutException:
            raise _PassingError("it did not answer in time") from None
        except httpx.TransportError as error:
            raise _PassingError(_reason(error)) from None
        if response.is_success:
            return self._answer(body)
        told = _told(body)
        if response.status_code == NOT_FOUND and told.code == "NOT_FOUND":
            return None
        raise self._refused(response, told)

    def _keep_pace(self) -> None:
        time.sleep(max(0.0, self._last + EVERY - time.monotonic()))
        self._last = time.monotonic()

    def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        end = time.monotonic() + SLOWEST
        for piece in response.iter_bytes():
            body += piece
            if len(body) > LARGEST:
                why = f"its answer has more than {LARGEST:,} bytes; ask for fewer labels"
                raise OpenFdaError(self._place, why, is_final=False)
            if time.monotonic() > end:
                raise OpenFdaError(self._place, f"its answer took more than {SLOWEST} seconds")
        return bytes(body)

    def _answer(self, body: bytes) -> Answer:
        try:
            found = json.decode(body, type=_Results)
        except (DecodeError, UnicodeDecodeError, RecursionError):
            raise OpenFdaError(self._place, f"its answer is no JSON of openFDA's ({_kind(body)})") from None
        return Answer(body, max(found.meta.results.total, len(found.results)))

    def _refused(self, response: httpx.Response, told: _Error) -> Exception:
        """Return the error for an answer that is no success."""
        status = response.status_code
        said = f"it answered {status} {clean(told.message or response.reason_phrase)[:120]}".rstrip(" .")
        if status == TOO_MANY:
            wait = _seconds(response.headers.get("Retry-After"))
            again = f"; it may be asked again in {wait:,.0f} seconds" if wait else ""
            advice = "" if self._has_key else "; with a key in DRUGCLI_OPENFDA_KEY it takes more questions"
            return _PassingError(f"{said}{again}{advice}", wait)
        if status >= SERVER_ERROR:
            return _PassingError(said, _seconds(response.headers.get("Retry-After")))
        is_about_key, is_elsewhere = status in REFUSED, response.is_redirect or status == NOT_FOUND
        if is_about_key:
            said += "; look at the key in DRUGCLI_OPENFDA_KEY"
        elif is_elsewhere:
            said += f"; {self._place} is not where openFDA is"
        return OpenFdaError(self._place, said, is_final=is_about_key or is_elsewhere)


def _place(base: str) -> str:
    """Return the address without what may be a password in it; raises UsageError for no address."""
    try:
        parts = urlsplit(base)
        place = f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}"
    except ValueError:
        raise UsageError(f"{base!r} is no web address.") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(f"{base!r} is no address of openFDA; give one such as {BASE}")
    return place


def _is_worth_another_try(error: BaseException) -> bool:
    return isinstance(error, _PassingError) and (error.wait is None or error.wait <= LONGEST_WAIT)


def _wait(state: tenacity.RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, _PassingError) and error.wait is not None:
        return error.wait
    return FIRST_WAIT * float(2 ** (state.attempt_number - 1))


def _seconds(written: str | None) -> float | None:
    """Return what a Retry-After says, where it is seconds; a date is as good as nothing."""
    if written is None or not (written.isascii() and written.isdecimal() and len(written) < len("1000000")):
        return None
    return float(written)


def _told(body: bytes) -> _Error:
    try:
        return json.decode(body, type=_Told).error
    except (DecodeError, UnicodeDecodeError, RecursionError):
        return _Error()


def _kind(body: bytes) -> str:
    start = body[:200].lstrip().lower()
    if not start:
        return "it is empty"
    return "it is a web page" if start.startswith(b"<") else "it is damaged, or something else"


def _reason(error: Exception) -> str:
    return clean(" ".join(str(error).split()))[:160].rstrip(".") or type(error).__name__
