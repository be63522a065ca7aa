"""Labels of the drug that does not exist, in the forms in which the FDA gives labels out."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

SET_ID = "00000000-0000-4000-8000-000000000001"
TABLE = (
    '<table width="100%"><caption>Table 1. Dose by weight</caption><tbody>'
    '<tr><td rowspan="2">Weight</td><td colspan="2">Dose</td></tr><tr><td>first</td><td>later</td></tr>'
    "<tr><td>10 kg or more</td><td>40 mg</td><td>20 mg</td></tr></tbody></table>"
)
TABLE_TEXT = "Table 1. Dose by weight Weight Dose first later 10 kg or more 40 mg 20 mg"
LEVELS = (
    "12.3 Pharmacokinetics Its half-life is 12.5 hours. The mean was 12.1 (3) hours in adults and "
    "12.2 hours in children [see Warnings and Precautions ( 5.1 )]."
)


def record(**changed: object) -> dict[str, Any]:
    """Return an openFDA record; None takes a key out."""
    whole: dict[str, Any] = {
        "spl_product_data_elements": ["Examplex exampline EXAMPLINE SODIUM EXAMPLINE MANNITOL WATER"],
        "boxed_warning": ["WARNING: EXAMPITIS Stop Examplex when it comes back."],
        "indications_and_usage": ["1 INDICATIONS AND USAGE Examplex is for adults with exampitis."],
        "dosage_and_administration": [
            (
                "2 DOSAGE AND ADMINISTRATION Give 40 mg. ( 2.1 ) 2.1 Recommended Dosage The dose is 40 mg, as section "
                f"2.2 says. {TABLE_TEXT} 2.2 Missed Dose Give it at once. • Never give two. • Keep the date."
            )
        ],
        "dosage_and_administration_table": [TABLE],
        "warnings_and_cautions": [
            "5 WARNINGS AND PRECAUTIONS 5.1 Bleeding Look for blood. 5.2 Rash Look at the skin.",
            "5.1 Bleeding Look for blood.",
        ],
        "clinical_pharmacology": [f"12 CLINICAL PHARMACOLOGY 12.1 Mechanism of Action It inhibits. {LEVELS}"],
        "pharmacokinetics": [LEVELS],
        "mechanism_of_action": ["12.1 Mechanism of Action It inhibits."],
        "set_id": SET_ID,
        "id": "00000000-0000-4000-8000-0000000000aa",
        "effective_time": "20240301",
        "version": "12",
        "openfda": {
            "brand_name": ["Examplex"],
            "generic_name": ["EXAMPLINE"],
            "substance_name": ["EXAMPLINE SODIUM"],
            "manufacturer_name": ["Example Pharma"],
            "product_type": ["HUMAN PRESCRIPTION DRUG"],
            "application_number": ["NDA999999"],
            "product_ndc": ["99999-058"],
            "package_ndc": ["99999-058-01"],
            "route": ["INTRAVENOUS"],
            "unii": ["000000001X"],
        },
    }
    whole |= changed
    return {key: value for key, value in whole.items() if value is not None}


def answer(*records: dict[str, Any]) -> bytes:
    """Return an answer of openFDA."""
    return json.dumps({"meta": {"disclaimer": "made up"}, "results": list(records) or [record()]}).encode()


def renamed(number: int, **changed: object) -> dict[str, Any]:
    """Return a record of another drug, and another set."""
    text = json.dumps(record(**changed))
    text = text.replace("Examplex", f"Examplex{number}").replace("EXAMPLINE", f"EXAMPLINE{number}")
    text = text.replace("exampline", f"exampline{number}").replace("99999-", f"{number:05}-")
    return json.loads(text.replace(SET_ID, f"00000000-0000-4000-8000-{number:012}"))  # type: ignore[no-any-return]


def spl(body: str = "", **changed: str) -> bytes:
    """Return an SPL document; what is changed replaces parts by their names."""
    parts = {
        "version": "7",
        "date": "20250131",
        "strength": '<numerator value=".75" unit="mg"/><denominator value="1" unit="mL"/>',
        "title": "Examplex (exampline) injection",
        "prologue": "",
    } | changed
    return f"""<?xml version="1.0" encoding="UTF-8"?>{parts["prologue"]}
<document xmlns="urn:hl7-org:v3">
  <id root="00000000-0000-4000-8000-0000000000bb"/>
  <code code="34391-3" displayName="HUMAN PRESCRIPTION DRUG LABEL"/>
  <title>{parts["title"]}</title>
  <effectiveTime value="{parts["date"]}"/>
  <setId root="{SET_ID}"/>
  <versionNumber value="{parts["version"]}"/>
  <author><assignedEntity><representedOrganization><name>Example Pharma</name></representedOrganization>
  </assignedEntity></author>
  <component><structuredBody>
    <component><section><code code="48780-1"/><subject><manufacturedProduct><manufacturedProduct>
      <code code="99999-058" codeSystem="2.16.840.1.113883.6.69"/><name>Examplex</name>
      <formCode displayName="INJECTION, SOLUTION"/>
      <asEntityWithGeneric><genericMedicine><name>exampline</name></genericMedicine></asEntityWithGeneric>
      <ingredient classCode="ACTIB"><quantity>{parts["strength"]}</quantity><ingredientSubstance>
        <code code="000000001X" codeSystem="2.16.840.1.113883.4.9"/><name>EXAMPLINE SODIUM</name>
        <activeMoiety><activeMoiety><name>EXAMPLINE</name></activeMoiety></activeMoiety>
      </ingredientSubstance></ingredient>
      <ingredient classCode="IACT"><ingredientSubstance><name>MANNITOL</name></ingredientSubstance></ingredient>
      <asContent><containerPackagedProduct><code code="99999-058-01" codeSystem="2.16.840.1.113883.6.69"/>
      </containerPackagedProduct></asContent>
    </manufacturedProduct>
    <subjectOf><approval><id extension="NDA999999"/></approval></subjectOf>
    <consumedIn><substanceAdministration><routeCode displayName="INTRAVENOUS"/></substanceAdministration></consumedIn>
    </manufacturedProduct></subject></section></component>
    <component><section><code code="34068-7"/><title>2 DOSAGE AND ADMINISTRATION</title>
      <component><section><code code="42229-5"/><title>2.1 Recommended Dosage</title><text>
        <paragraph>Give <content>40 mg</content> once.</paragraph>
        <list><item>Never give two.</item><item>Keep the date.</item></list>{TABLE}
      </text></section></component></section></component>{body}
  </structuredBody></component>
</document>""".encode()


def zipped(**members: bytes) -> bytes:
    """Return a zip archive; a name's '__' stands for its dot."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return held.getvalue()
