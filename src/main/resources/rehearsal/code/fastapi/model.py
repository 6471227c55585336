"""{{title}}: what one is made of, and where they are kept."""

import datetime

from pydantic import Field
from sqlalchemy import {{column_imports}}
from sqlalchemy.orm import Session

from app.db import Base
from app.schema import {{schema_imports}}


class {{class}}(Base):
    __tablename__ = "{{plural_snake}}"

    id = Column(Integer, primary_key=True)
    created_at = Column(DateTime, nullable=False)
    {{columns}}


class {{class}}In(Schema):
    """What {{a_singular}} is made from."""

    {{fields}}

    {{checks}}


class {{class}}Out({{class}}In):
    """{{A_singular}} as it is kept."""

    id: int
    created_at: datetime.datetime


def add(session: Session, values: {{class}}In) -> {{class}}:
    row = {{class}}(**values.stored(), created_at=_now())
    session.add(row)
    session.commit()
    return row


def change(session: Session, row: {{class}}, values: {{class}}In) -> {{class}}:
    for name, value in values.stored().items():
        setattr(row, name, value)
    session.commit()
    return row


def remove(session: Session, row: {{class}}) -> None:
    session.delete(row)
    session.commit()


def find(session: Session, number: int) -> {{class}} | None:
    return session.get({{class}}, number) if 0 < number < 2**63 else None


def search(session: Session, text: str = "", limit: int = 50, offset: int = 0) -> tuple[list[{{class}}], int]:
    """A page of {{plural}} that hold `text`, whatever its case, newest first; and how many there are in all."""
    found = select({{class}})
    if text:
        columns = ({{searched}},)
        like = "%" + text.replace("/", "//").replace("%", "/%").replace("_", "/_") + "%"
        found = found.where(or_(*(cast(column, String).ilike(like, escape="/") for column in columns)))
    total = session.scalar(select(func.count()).select_from(found.subquery()))
    rows = session.scalars(found.order_by({{class}}.id.desc()).limit(limit).offset(offset))
    return list(rows), int(total or 0)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None, microsecond=0)
