"""How many there are of everything that the product keeps."""

from typing import Any

from fastapi import APIRouter, Depends
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db import Base, get_session

NAME = {{name}}
TABLES = (
    {{tables}}
)

router = APIRouter()


@router.get("/api/summary", tags=["service"])
def summary(session: Session = Depends(get_session)) -> dict[str, Any]:
    """Features that are not built yet are left out."""
    tables = {name: Base.metadata.tables.get(name) for name in TABLES}
    counts = {
        name: int(session.scalar(select(func.count()).select_from(table)) or 0)
        for name, table in tables.items()
        if table is not None
    }
    return {"product": NAME, "counts": counts}
