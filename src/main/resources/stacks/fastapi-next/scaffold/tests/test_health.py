from fastapi.testclient import TestClient


def test_the_product_is_healthy(client: TestClient) -> None:
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_what_is_not_there_is_not_found(client: TestClient) -> None:
    response = client.get("/api/nothing")
    assert response.status_code == 404
    assert response.json() == {"detail": "Not Found"}


def test_the_api_describes_itself(client: TestClient) -> None:
    assert "/health" in client.get("/openapi.json").json()["paths"]


def test_answers_load_nothing_from_elsewhere(client: TestClient) -> None:
    assert "default-src 'self'" in client.get("/health").headers["content-security-policy"]
    assert client.get("/static/style.css").headers["content-type"].startswith("text/css")
