"""The summary; features that are not built yet are left out of the counts."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

NAME = {{name}}
SAMPLES: list[tuple[str, str, dict[str, Any]]] = [
    {{samples}}
]


def test_the_summary_names_the_product(client: TestClient) -> None:
    summary = client.get("/api/summary").json()
    assert summary["product"] == NAME
    assert all(count == 0 for count in summary["counts"].values())


@pytest.mark.parametrize(("table", "path", "sample"), SAMPLES)
def test_it_counts_what_is_kept(client: TestClient, table: str, path: str, sample: dict[str, Any]) -> None:
    created = client.post(f"/api{path}", json=sample)
    expected = None if created.status_code == 404 else 1
    assert client.get("/api/summary").json()["counts"].get(table) == expected
