"""The home page in the product's own words, and the figures behind it."""

from typing import Any, NamedTuple

from fastapi import APIRouter, Depends, Request
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.db import Base, get_session
from app.html import escape, page

NAME = {{name}}
TAGLINE = {{tagline}}


class Card(NamedTuple):
    label: str
    table: str
    path: str


CARDS = (
    {{cards}}
)

router = APIRouter()


@router.get("/", include_in_schema=False)
def home(request: Request, session: Session = Depends(get_session)) -> Response:
    counts = _counts(session)
    pages = {link.path for link in request.app.state.navigation}
    cards = "".join(_card(card, counts.get(card.table), card.path in pages) for card in CARDS)
    first = next((card for card in CARDS if card.path in pages), None)
    action = f'<a class="button" href="{first.path}">Open {escape(first.label.lower())}</a>' if first else ""
    hero = f'<section class="hero"><h1>{escape(NAME)}</h1><p>{escape(TAGLINE)}</p>{action}</section>'
    return page(request, "Home", f'{hero}<div class="cards">{cards}</div>')


@router.get("/api/summary", tags=["service"])
def summary(session: Session = Depends(get_session)) -> dict[str, Any]:
    """How many there are of everything that is kept."""
    return {"product": NAME, "counts": _counts(session)}


def _counts(session: Session) -> dict[str, int]:
    tables = {card.table: Base.metadata.tables.get(card.table) for card in CARDS}
    return {
        name: int(session.scalar(select(func.count()).select_from(table)) or 0)
        for name, table in tables.items()
        if table is not None
    }


def _card(card: Card, count: int | None, has_page: bool) -> str:
    figure = "–" if count is None else count
    note = "Open" if has_page else "Coming soon"
    content = f'<span class="figure">{figure}</span><h2>{escape(card.label)}</h2><span class="muted">{note}</span>'
    return f'<a class="card" href="{card.path}">{content}</a>' if has_page else f'<div class="card">{content}</div>'
