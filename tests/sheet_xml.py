"""A workbook of one sheet from its XML, so that a pair of faults can be read as text."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook_of(sheet: str, name: str = "流水", calculate: bool = False) -> bytes:
    """`sheet`: what stands inside of `<worksheet>`; `calculate`: ask for calculation on opening."""
    when = '<calcPr calcId="1" fullCalcOnLoad="1"/>' if calculate else ""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="{name}" '
        f'sheetId="1" r:id="rId1"/></sheets>{when}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            archive.writestr(path, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return out.getvalue()


def sheet_of(rows: list[str], after: str = "") -> str:
    """Rows of cells as short XML: "日期|数量" is text, "=|#N/A" an error, "=|" a formula without a value."""
    text = "<sheetData>"
    for number, row in enumerate(rows, 1):
        hidden = ' hidden="1"' if row.startswith("~") else ""
        cells = "".join(cell_of(cell) for cell in row.removeprefix("~").split("|"))
        text += f'<row r="{number}"{hidden}>{cells}</row>'
    return f"{text}</sheetData>{after}"


def cell_of(cell: str) -> str:
    if cell.startswith("=#"):
        return f'<c t="e"><f>1/0</f><v>{cell[1:]}</v></c>'
    if cell.startswith("="):
        return f"<c><f>1+1</f><v>{cell[1:]}</v></c>"
    return f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
