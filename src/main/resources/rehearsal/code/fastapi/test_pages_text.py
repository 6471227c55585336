

def test_text_is_shown_and_never_run(client: TestClient) -> None:
    client.post(PATH, data={**FORM, {{name}}: "<script>alert('x')</script> & more"})
    page = client.get(PATH, params={"q": "<script>"}).text
    assert "<script>" not in page
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; more" in page


def test_search_shows_what_matches(client: TestClient) -> None:
    client.post(PATH, data={**FORM, {{name}}: "Needle-7f"})
    client.post(PATH, data={**FORM, {{name}}: "Hay-7f"})
    page = client.get(PATH, params={"q": "needle-7F"}).text
    assert "Needle-7f" in page
    assert "Hay-7f" not in page
    assert "Nothing found" in client.get(PATH, params={"q": "%no such thing%"}).text
