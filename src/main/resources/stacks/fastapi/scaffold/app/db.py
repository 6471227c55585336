"""The database: one SQLite file, opened once per application."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import Request
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, declarative_base

Base: Any = declarative_base()


def open_database(path: Path) -> Engine:
    """Opens the file, made if need be, with a table for every model imported so far."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _configure)
    Base.metadata.create_all(engine)
    return engine


def get_session(request: Request) -> Iterator[Session]:
    """A session for the length of one request; what is not committed is rolled back."""
    with Session(request.app.state.engine) as session:
        yield session


def _configure(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")
