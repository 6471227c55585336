

def test_what_is_wrong_is_shown_and_what_was_typed_is_kept(client: TestClient) -> None:
    page = client.post(PATH, data={**FORM, {{wrong}}})
    assert page.status_code == 422
    assert {{message}} in page.text
    assert 'class="field invalid"' in page.text
    assert {{kept}} in page.text
    assert "No {{plural}} yet" in page.text
