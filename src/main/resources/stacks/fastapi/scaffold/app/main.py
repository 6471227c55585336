"""Puts the application together. Features are found by themselves: this file stays as it is."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import ModuleType

from fastapi import FastAPI, Request
from starlette.responses import FileResponse, Response

from app import errors, routers
from app.config import PRODUCT, database_path
from app.db import open_database
from app.html import Link, escape, page

_STYLE = Path(__file__).parent.parent / "web" / "style.css"
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def create_app(database: Path | None = None) -> FastAPI:
    """An application of its own on a database file; the configured one where none is named."""
    app = FastAPI(title=PRODUCT, docs_url=None, redoc_url=None)
    features = _features()
    app.state.engine = open_database(database or database_path())
    app.state.navigation = [link for one in features if isinstance(link := getattr(one, "navigation", None), Link)]
    errors.install(app)
    app.middleware("http")(_secure)
    app.get("/health", tags=["service"])(health)
    app.get("/static/style.css", include_in_schema=False)(style)
    for feature in features:
        app.include_router(feature.router)
    app.get("/", include_in_schema=False)(welcome)
    return app


def health() -> dict[str, str]:
    return {"status": "ok"}


def style() -> FileResponse:
    return FileResponse(_STYLE, media_type="text/css", headers={"Cache-Control": "max-age=300"})


def welcome(request: Request) -> Response:
    """The home page until a feature brings its own."""
    links: list[Link] = request.app.state.navigation
    cards = "".join(f'<a class="card" href="{escape(l.path)}"><h2>{escape(l.label)}</h2></a>' for l in links)
    empty = '<div class="card empty"><strong>Nothing here yet</strong>The first feature is on its way.</div>'
    hero = f'<section class="hero"><h1>{escape(PRODUCT)}</h1><p>Welcome.</p></section>'
    return page(request, "Home", hero + (f'<div class="cards">{cards}</div>' if links else empty))


async def _secure(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    response.headers.update(_HEADERS)
    return response


def _features() -> list[ModuleType]:
    names = sorted(module.name for module in pkgutil.iter_modules(routers.__path__))
    modules = [importlib.import_module(f"{routers.__name__}.{name}") for name in names]
    return [module for module in modules if hasattr(module, "router")]
