

@pytest.mark.parametrize("name", [{{required}}])
def test_what_is_required_must_be_there(client: TestClient, name: str) -> None:
    response = client.post(PATH, json={key: value for key, value in SAMPLE.items() if key != name})
    assert response.status_code == 422
    assert response.json()["fields"] == {name: "This is required"}
    assert client.get(PATH).json() == []
