
@Test
void an_invalid_value_is_refused_by_name(Client client) {
    var invalid = Map.ofEntries(
            {{invalid}}
    var created = create(client, sample());
    invalid.forEach((name, value) -> {
        var refused = client.json("POST", PATH, sampleWith(name, value));
        equal(422, refused.status());
        equal(List.of(name), refused.problems());
        equal(422, client.json("PATCH", PATH + "/1", Map.of(name, value)).status());
    });
    equal(List.of(created), client.get(PATH).objects());
}
