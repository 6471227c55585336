"""Puts the application together. Features are found by themselves: this file stays as it is."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import ModuleType

from fastapi import FastAPI, HTTPException, Request
from starlette.responses import FileResponse, Response

from app import errors, routers
from app.config import PAGES, PRODUCT, database_url
from app.db import open_database
from app.pages import Pages

_STYLE = Path(__file__).parent.parent / "web" / "style.css"
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def create_app(database: str = "", pages: Path = PAGES) -> FastAPI:
    """An application of its own on a database; the configured one where none is named."""
    app = FastAPI(title=PRODUCT, docs_url=None, redoc_url=None)
    app.state.engine = open_database(database or database_url())
    app.state.pages = Pages(pages)
    errors.install(app)
    app.middleware("http")(_secure)
    app.get("/health", tags=["service"])(health)
    app.get("/static/style.css", include_in_schema=False)(style)
    for feature in _features():
        app.include_router(feature.router)
    app.api_route("/api/{path:path}", methods=_METHODS, include_in_schema=False)(nothing)
    app.api_route("/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)(page)
    return app


def health() -> dict[str, str]:
    return {"status": "ok"}


def style() -> FileResponse:
    return FileResponse(_STYLE, media_type="text/css", headers={"Cache-Control": "max-age=300"})


def nothing() -> None:
    raise HTTPException(404)


def page(request: Request, path: str) -> Response:
    return request.app.state.pages.answer(path)


async def _secure(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _features() -> list[ModuleType]:
    names = sorted(module.name for module in pkgutil.iter_modules(routers.__path__))
    modules = [importlib.import_module(f"{routers.__name__}.{name}") for name in names]
    return [module for module in modules if hasattr(module, "router")]
