"""The exported pages, with files made up for each test: the real ones are there only after a build."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    (folder / "_next" / "static").mkdir(parents=True)
    (folder / "index.html").write_text("<h1>Home</h1><script>let a = 1</script><script src='/a.js'></script>")
    (folder / "things.html").write_text("<h1>Things</h1>")
    (folder / "404.html").write_text("<h1>Lost</h1>")
    (folder / "_next" / "static" / "a.js").write_text("1")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [("/", 200, "Home"), ("/things", 200, "Things"), ("/things/", 200, "Things"), ("/nothing", 404, "Lost")],
)
def test_a_page_answers_by_its_name(client: TestClient, out: Path, path: str, status: int, text: str) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert text in response.text
    assert response.headers["content-type"].startswith("text/html")


def test_only_a_page_s_own_scripts_run(client: TestClient, out: Path) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert policy.count("'sha256-") == 1
    assert "unsafe" not in policy
    assert "sha256" not in client.get("/things").headers["content-security-policy"]


def test_built_files_are_kept_by_browsers_and_pages_are_not(client: TestClient, out: Path) -> None:
    assert "immutable" in client.get("/_next/static/a.js").headers["cache-control"]
    assert client.get("/").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/%2e%2e/secret.txt", "/..%2fsecret.txt", "/a/%2e%2e/%2e%2e/secret.txt", "/%00"])
def test_nothing_outside_the_folder_is_served(client: TestClient, out: Path, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "secret" not in response.text


def test_pages_that_are_not_built_are_said_to_be_missing(client: TestClient) -> None:
    response = client.get("/")
    assert response.status_code == 503
    assert "npm run build" in response.json()["detail"]
