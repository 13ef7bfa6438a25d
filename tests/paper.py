"""What a PDF says: to who reads it, and in the particulars of the file."""

from io import BytesIO

from pypdf import PdfReader


def words(content: bytes) -> str:
    reader = PdfReader(BytesIO(content))
    particulars = [f"{name}: {value}" for name, value in (reader.metadata or {}).items()]
    if reader.xmp_metadata is not None:
        particulars.append(reader.xmp_metadata.stream.get_data().decode())
    return "\n".join([*particulars, *(page.extract_text() for page in reader.pages)])


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
