
@Test
void what_is_wrong_is_shown_and_what_was_typed_is_kept() throws Exception {
    var answer = post(PATH, formWith({{wrong_name}}, {{wrong_value}}));
    assertThat(answer).hasStatus(422);
    assertThat(answer.getResponse().getContentAsString())
            .contains({{message}}, "class=\"field invalid\"", {{kept}}, "No {{plural}} yet");
}
