"""The JSON API of {{plural}}."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

PATH = "/api/{{kebab}}"
SAMPLE: dict[str, Any] = {
    {{sample}}
}


def create(client: TestClient, **changes: Any) -> dict[str, Any]:
    response = client.post(PATH, json={**SAMPLE, **changes})
    assert response.status_code == 201, response.text
    return response.json()


def test_{{a_snake}}_is_created_and_read_back(client: TestClient) -> None:
    created = create(client)
    assert {name: created[name] for name in SAMPLE} == SAMPLE
    assert created["created_at"]
    assert client.get(f"{PATH}/{created['id']}").json() == created


def test_the_newest_comes_first_in_pages_of_the_asked_size(client: TestClient) -> None:
    numbers = [create(client)["id"] for _ in range(3)]
    page = client.get(PATH, params={"limit": 2})
    assert [one["id"] for one in page.json()] == [numbers[2], numbers[1]]
    assert page.headers["x-total-count"] == "3"
    assert [one["id"] for one in client.get(PATH, params={"limit": 2, "offset": 2}).json()] == [numbers[0]]
    assert client.get(PATH, params={"limit": 100_000}).status_code == 422


def test_{{a_snake}}_is_replaced(client: TestClient) -> None:
    number = create(client)["id"]
    replaced = client.put(f"{PATH}/{number}", json={**SAMPLE, {{other}}})
    assert replaced.status_code == 200
    assert client.get(f"{PATH}/{number}").json()[{{first}}] == {{other_value}}


def test_a_change_keeps_what_it_does_not_name(client: TestClient) -> None:
    created = create(client)
    changed = client.patch(f"{PATH}/{created['id']}", json={{{other}}})
    assert changed.status_code == 200
    assert changed.json() == {**created, {{other}}}


def test_{{a_snake}}_is_deleted(client: TestClient) -> None:
    number = create(client)["id"]
    assert client.delete(f"{PATH}/{number}").status_code == 204
    assert client.get(f"{PATH}/{number}").status_code == 404
    assert client.get(PATH).json() == []


@pytest.mark.parametrize("number", [1, 10**30])
def test_what_is_not_there_is_not_found(client: TestClient, number: int) -> None:
    path = f"{PATH}/{number}"
    answers = [client.get(path), client.put(path, json=SAMPLE), client.patch(path, json={}), client.delete(path)]
    assert [answer.status_code for answer in answers] == [404] * 4


def test_what_is_not_json_is_refused(client: TestClient) -> None:
    response = client.post(PATH, content="{", headers={"Content-Type": "application/json"})
    assert response.status_code == 400

{{required_test}}
{{invalid_test}}
{{search_test}}
