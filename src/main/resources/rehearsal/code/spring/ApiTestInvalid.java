
@Test
void an_invalid_value_is_refused_by_name() throws Exception {
    var invalid = Map.ofEntries(
            {{invalid}}
    var created = create(sample());
    for (var it : invalid.entrySet()) {
        var refused = send(HttpMethod.POST, PATH, sampleWith(it.getKey(), it.getValue()));
        assertThat(refused).hasStatus(422);
        assertThat(object(refused).get("fields")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP).containsOnlyKeys(it.getKey());
        assertThat(send(HttpMethod.PATCH, PATH + "/" + created.get("id"), Map.of(it.getKey(), it.getValue()))).hasStatus(422);
    }
    assertThat(list("")).containsExactly(created);
}
