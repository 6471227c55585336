"""Serves what `next build` wrote to `frontend/out`: pages by their names without `.html`, and everything else as it is."""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response

_INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_POLICY = "default-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"


class Pages:
    """The folder of an exported site; it may be missing, for example while tests run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def answer(self, path: str) -> Response:
        file = self._file(path)
        if file is None:
            return self._not_found()
        if file.suffix == ".html":
            return _page(file, 200)
        kept = "public, max-age=31536000, immutable" if path.startswith("_next/static/") else "no-cache"
        return FileResponse(file, headers={"Cache-Control": kept})

    def _file(self, path: str) -> Path | None:
        if "\0" in path or len(path) > 1_000:
            return None
        name = path.strip("/") or "index"
        for candidate in (name, name + ".html"):
            file = (self._folder / candidate).resolve()
            if file.is_relative_to(self._folder) and file.is_file():
                return file
        return None

    def _not_found(self) -> Response:
        if not (self._folder / "index.html").is_file():
            return JSONResponse({"detail": "The pages are not built: run `npm run build` in frontend/"}, 503)
        page = self._folder / "404.html"
        return _page(page, 404) if page.is_file() else JSONResponse({"detail": "Not Found"}, 404)


def _page(file: Path, status: int) -> Response:
    content, policy = _read(file, file.stat().st_mtime_ns)
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-cache"}
    return HTMLResponse(content, status, headers)


@lru_cache(maxsize=200)
def _read(file: Path, _changed: int) -> tuple[bytes, str]:
    """A page, and a policy that lets no other script run than its own; Next.js writes some into it."""
    content = file.read_bytes()
    hashes = {_hash(script) for script in _INLINE.findall(content.decode("utf-8", "replace"))}
    return content, f"{_POLICY}; script-src 'self' {' '.join(sorted(hashes))}".strip()


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
