

def test_text_is_found_as_it_is_written(client: TestClient) -> None:
    wanted = create(client, **{{{wanted}}})
    create(client)
    assert client.get(PATH, params={"q": {{wanted_query}}}).json() == [wanted]
    assert client.get(PATH, params={"q": "%nothing_like_it%"}).json() == []
