"""Files in the formats that reports come in, made for the tests: a page, a PDF with and without a text layer, a crawl, a message."""

from __future__ import annotations

import io
import json
import zipfile
from email.message import EmailMessage

TEXT = "قال مصدر طبي إن قصفاً على المدينة أدى إلى مقتل ثلاثة مدنيين مساء أمس، وإصابة آخرين بجروح."
MORE = "وأضاف المصدر أن القصف استمر ساعات وأن المستشفى الوحيد في البلدة خرج عن الخدمة بعد إصابته."


SITE, TITLE, DAY = "صحيفة المثال", "قصف على البلدة", "2016-05-02T23:30:00+03:00"


def page(day: str | None = DAY, *, site: str = SITE, title: str = TITLE, text: str = TEXT) -> str:
    """A page with a menu, an article and a footer."""
    stated = f'<meta property="article:published_time" content="{day}">' if day else ""
    return f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="{site}">{stated}</head>
<body><nav><a href="/">الرئيسية</a> <a href="/s">رياضة</a></nav><article><h1>{title}</h1><p>{text}</p><p>{MORE}</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


def pdf(*lines: str) -> bytes:
    """A PDF of one page that writes these lines; none makes a page without text."""
    signs = sorted({sign for line in lines for sign in line})
    cmap = "".join(f"<{n:04x}> <{ord(sign):04x}>\n" for n, sign in enumerate(signs, 1))
    shown = "".join(
        f"1 0 0 1 50 {750 - 20 * n} Tm <{''.join(f'{signs.index(sign) + 1:04x}' for sign in line)}> Tj\n" for n, line in enumerate(lines)
    )
    to_unicode = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    to_unicode += f"{len(signs)} beginbfchar\n{cmap}endbfchar endcmap end"
    content = f"BT /F1 12 Tf\n{shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Example /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Example /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Length {len(to_unicode)} >>\nstream\n{to_unicode}\nendstream",
    ]
    made, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer << /Size {count} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF"
    return (made + end).encode("ascii")


def docx(*lines: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A Word document of these paragraphs and a table of these rows."""
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, value in zip(row.cells, cells, strict=True):
                cell.text = value
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx(*rows: tuple[object, ...]) -> bytes:
    """A workbook of one sheet with these rows."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parquet(rows: list[dict[str, object]]) -> bytes:
    """A Parquet file of these rows."""
    import pyarrow
    import pyarrow.parquet

    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), out)
    return out.getvalue()


def warc(*records: tuple[str, str, bytes, str]) -> bytes:
    """A crawl: (address, status line, body, content type) of each answer."""
    return b"".join(_record(*record) for record in records)


def _record(url: str, status: str, body: bytes, kind: str) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{len(url)}>\r\nWARC-Target-URI: {url}\r\n"
    head += f"WARC-Date: 2016-05-03T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    return head.encode() + answer + b"\r\n\r\n"


Files = tuple[tuple[str, bytes], ...]


def mail(subject: str = "نشرة المساء", *, text: str | None = TEXT, html: str | None = None, attached: Files = ()) -> bytes:
    """A message of 2 May 2016, late in the evening where it was sent."""
    message = EmailMessage()
    message["Subject"], message["From"], message["Message-ID"] = subject, "desk@news.example", f"<{abs(hash(subject))}@news.example>"
    message["Date"] = "Mon, 02 May 2016 23:30:00 +0300"
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html") if text is not None else message.set_content(html, subtype="html")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def rss(*entries: tuple[str, str, str, str]) -> str:
    """A feed: (id, address, title, text) of each entry, all of 2 May 2016."""
    import html

    items = "".join(
        f"<item><guid>{ident}</guid><link>{html.escape(url)}</link><title>{title}</title><pubDate>Mon, 02 May 2016 23:30:00 +0300</pubDate>"
        f"<description>{html.escape(text)}</description></item>"
        for ident, url, title, text in entries
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>مثال</title>{items}</channel></rss>'


def bomb(inner: str, size: int) -> bytes:
    """A small zip file whose member unpacks to so many bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        with packed.open(inner, "w", force_zip64=True) as file:
            for _ in range(size >> 20):
                file.write(bytes(1 << 20))
    return out.getvalue()


def row(**changes: object) -> str:
    """A row of JSON lines."""
    return json.dumps({"text": TEXT, "date": "2016-05-02"} | changes, ensure_ascii=False)
