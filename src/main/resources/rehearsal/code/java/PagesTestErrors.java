
@Test
void what_is_wrong_is_shown_and_what_was_typed_is_kept(Client client) {
    var page = client.form(PATH, formWith({{wrong_name}}, {{wrong_value}}));
    equal(422, page.status());
    contains(page.body(), {{message}});
    contains(page.body(), "class=\"field invalid\"");
    contains(page.body(), {{kept}});
    contains(page.body(), "No {{plural}} yet");
}
