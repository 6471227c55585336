
@Test
void what_is_required_must_be_there(Client client) {
    for (String name : List.of({{required}})) {
        var incomplete = sample();
        incomplete.remove(name);
        var refused = client.json("POST", PATH, incomplete);
        equal(422, refused.status());
        equal(Map.of(name, "This is required"), refused.object().get("fields"));
    }
    equal(List.of(), client.get(PATH).objects());
}
