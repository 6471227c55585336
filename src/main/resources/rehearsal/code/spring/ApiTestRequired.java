
@Test
void what_is_required_must_be_there() throws Exception {
    for (String name : List.of({{required}})) {
        var incomplete = sample();
        incomplete.remove(name);
        var refused = send(HttpMethod.POST, PATH, incomplete);
        assertThat(refused).hasStatus(422);
        assertThat(object(refused).get("fields")).isEqualTo(Map.of(name, "This is required"));
    }
    assertThat(list("")).isEmpty();
}
