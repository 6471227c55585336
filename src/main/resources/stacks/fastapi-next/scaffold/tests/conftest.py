"""One application for all tests; each test has a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.config import sqlite_url
from app.db import open_database
from app.main import create_app
from app.pages import Pages


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder = tmp_path_factory.mktemp("data")
    return create_app(sqlite_url(folder / "unused.db"), folder / "no-pages")


@pytest.fixture(scope="session")
def server(application: FastAPI) -> Iterator[TestClient]:
    with TestClient(application) as client:
        yield client


@pytest.fixture
def client(server: TestClient, application: FastAPI, tmp_path: Path) -> TestClient:
    application.state.engine = open_database(sqlite_url(tmp_path / "test.db"))
    application.state.pages = Pages(tmp_path / "out")
    return server
