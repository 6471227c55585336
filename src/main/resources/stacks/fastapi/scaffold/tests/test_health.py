from fastapi.testclient import TestClient


def test_the_product_is_healthy(client: TestClient) -> None:
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_the_home_page_is_there(client: TestClient) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")


def test_what_is_not_there_is_not_found(client: TestClient) -> None:
    assert client.get("/api/nothing").json() == {"detail": "Not Found"}
    page = client.get("/nothing")
    assert page.status_code == 404
    assert "There is nothing at this address" in page.text


def test_the_api_describes_itself(client: TestClient) -> None:
    assert "/health" in client.get("/openapi.json").json()["paths"]


def test_pages_load_nothing_from_elsewhere(client: TestClient) -> None:
    assert "default-src 'self'" in client.get("/").headers["content-security-policy"]
    assert client.get("/static/style.css").headers["content-type"].startswith("text/css")
