"""A reply as CSV: one line a notice, then one line a row of the page."""

import csv
import io

from drugcli.pages.page import Reply

HEADER = ("section", "key", "label", "value", "unit", "text", "cites")


def render(reply: Reply) -> str:
    """Return the rows of a reply, with a header line; notices come first, for a warning must not be lost."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    rows = [row for section in reply.page.sections for row in section.rows] if reply.page else []
    changes = any(row.is_change for row in rows)
    writer.writerow((*HEADER, "before", "after") if changes else HEADER)
    both = ("", "") if changes else ()
    for notice in reply.page.notices if reply.page else ():
        writer.writerow(("notices", notice.kind, "", "", "", notice.text, " ".join(notice.cites), *both))
    for section in reply.page.sections if reply.page else ():
        for row in section.rows:
            value = "" if row.value is None else f"{row.value:f}"
            told = (section.key, row.key, row.label, value, row.unit or "", row.text, " ".join(row.cites))
            writer.writerow((*told, row.before or "", row.after or "") if changes else told)
    return buffer.getvalue()
