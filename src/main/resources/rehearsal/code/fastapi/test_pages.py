"""The page of {{plural}}."""

import pytest
from fastapi.testclient import TestClient

from app.routers import {{snake}}_pages

PATH = "/{{kebab}}"
FORM = {
    {{form_sample}}
}


def test_an_empty_page_says_so(client: TestClient) -> None:
    page = client.get(PATH)
    assert page.status_code == 200
    assert "No {{plural}} yet" in page.text
    assert f'href="{PATH}"' in client.get("/").text


def test_the_form_adds_{{a_snake}}(client: TestClient) -> None:
    response = client.post(PATH, data=FORM, follow_redirects=False)
    assert response.status_code == 303
    assert response.headers["location"] == PATH
    assert "1 {{singular}}" in client.get(PATH).text


def test_{{a_snake}}_is_removed(client: TestClient) -> None:
    client.post(PATH, data=FORM)
    assert client.post(f"{PATH}/1/delete", follow_redirects=False).status_code == 303
    assert "No {{plural}} yet" in client.get(PATH).text


def test_long_lists_come_in_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr({{snake}}_pages, "PAGE_SIZE", 2)
    for _ in range(3):
        client.post(PATH, data=FORM, follow_redirects=False)
    assert ">Older</a>" in client.get(PATH).text
    assert ">Newer</a>" in client.get(PATH, params={"offset": 2}).text


def test_a_form_that_is_too_large_is_refused(client: TestClient) -> None:
    assert client.post(PATH, data={"text": "x" * 70_000}).status_code == 413

{{errors_test}}
{{text_test}}
