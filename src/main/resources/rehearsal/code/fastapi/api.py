"""The JSON API of {{plural}}."""

from typing import Any

from fastapi import APIRouter, Body, Depends, HTTPException, Query, Response
from sqlalchemy.orm import Session

from app.db import get_session
from app.models import {{module}} as {{plural_module}}
from app.models.{{module}} import {{class}}, {{class}}In, {{class}}Out

router = APIRouter(prefix="/api/{{kebab}}", tags=["{{plural}}"])


@router.post("", status_code=201, response_model={{class}}Out)
def create(values: {{class}}In, session: Session = Depends(get_session)) -> {{class}}Out:
    return {{class}}Out.of({{plural_module}}.add(session, values))


@router.get("", response_model=list[{{class}}Out])
def read_many(
    response: Response,
    q: str = Query("", max_length=200, description="text to look for"),
    limit: int = Query(50, ge=1, le=200),
    offset: int = Query(0, ge=0, le=1_000_000),
    session: Session = Depends(get_session),
) -> list[{{class}}Out]:
    """Newest first; the header X-Total-Count says how many there are in all."""
    rows, total = {{plural_module}}.search(session, q, limit, offset)
    response.headers["X-Total-Count"] = str(total)
    return [{{class}}Out.of(row) for row in rows]


@router.get("/{number}", response_model={{class}}Out)
def read(number: int, session: Session = Depends(get_session)) -> {{class}}Out:
    return {{class}}Out.of(_existing(session, number))


@router.put("/{number}", response_model={{class}}Out)
def replace(number: int, values: {{class}}In, session: Session = Depends(get_session)) -> {{class}}Out:
    return {{class}}Out.of({{plural_module}}.change(session, _existing(session, number), values))


@router.patch("/{number}", response_model={{class}}Out)
def update(
    number: int, changes: dict[str, Any] = Body(...), session: Session = Depends(get_session)
) -> {{class}}Out:
    """Changes the fields that are named and keeps the others."""
    row = _existing(session, number)
    values = {{class}}In(**{**{{class}}Out.of(row).public(), **changes})
    return {{class}}Out.of({{plural_module}}.change(session, row, values))


@router.delete("/{number}", status_code=204, response_class=Response)
def delete(number: int, session: Session = Depends(get_session)) -> None:
    {{plural_module}}.remove(session, _existing(session, number))


def _existing(session: Session, number: int) -> {{class}}:
    row = {{plural_module}}.find(session, number)
    if row is None:
        raise HTTPException(404, "There is no {{singular}} with this id")
    return row
