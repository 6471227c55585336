

@pytest.mark.parametrize(
    ("name", "value"),
    [
        {{invalid}}
    ],
)
def test_an_invalid_value_is_refused_by_name(client: TestClient, name: str, value: Any) -> None:
    created = create(client)
    for response in (
        client.post(PATH, json={**SAMPLE, name: value}),
        client.patch(f"{PATH}/{created['id']}", json={name: value}),
    ):
        assert response.status_code == 422
        assert list(response.json()["fields"]) == [name]
    assert client.get(PATH).json() == [created]
