"""The database: SQLite or PostgreSQL, brought up to date by the files of `migrations/`."""

from collections.abc import Iterator
from typing import Any

from fastapi import Request
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, declarative_base

from app import migrations

Base: Any = declarative_base()


def open_database(url: str) -> Engine:
    """Opens the database, with every migration applied."""
    if url.startswith("sqlite:"):
        engine = create_engine(url, connect_args={"check_same_thread": False})
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
    else:
        engine = create_engine(url, pool_pre_ping=True)
    migrations.apply(engine)
    return engine


def get_session(request: Request) -> Iterator[Session]:
    """A session for the length of one request; what is not committed is rolled back."""
    with Session(request.app.state.engine) as session:
        yield session


def _configure(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver would leave changes of tables out of transactions
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")
