"""The home page and the summary; features that are not built yet are left out of the counts."""

from html import escape
from typing import Any

import pytest
from fastapi.testclient import TestClient

NAME = {{name}}
TAGLINE = {{tagline}}
SAMPLES: list[tuple[str, str, str, dict[str, Any]]] = [
    {{samples}}
]


def test_the_home_page_speaks_the_product_s_words(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert f"<h1>{escape(NAME)}</h1>" in page.text
    assert escape(TAGLINE) in page.text


def test_the_summary_names_the_product(client: TestClient) -> None:
    summary = client.get("/api/summary").json()
    assert summary["product"] == NAME
    assert all(count == 0 for count in summary["counts"].values())


@pytest.mark.parametrize(("label", "table", "path", "sample"), SAMPLES)
def test_a_card_counts_what_is_kept(
    client: TestClient, label: str, table: str, path: str, sample: dict[str, Any]
) -> None:
    created = client.post(f"/api{path}", json=sample)
    built = created.status_code != 404
    assert client.get("/api/summary").json()["counts"].get(table) == (1 if built else None)
    page = client.get("/").text
    assert f"<h2>{label}</h2>" in page
    assert f'<span class="figure">{1 if built else "–"}</span>' in page
