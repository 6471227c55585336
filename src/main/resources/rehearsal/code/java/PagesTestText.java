
@Test
void text_is_shown_and_never_run(Client client) {
    client.form(PATH, formWith({{name}}, "<script>alert('x')</script> & more"));
    String page = client.get(PATH + "?q=" + Client.encoded("<script>")).body();
    lacks(page, "<script>");
    contains(page, "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; more");
}

@Test
void search_shows_what_matches(Client client) {
    client.form(PATH, formWith({{name}}, "Needle-7f"));
    client.form(PATH, formWith({{name}}, "Hay-7f"));
    String page = client.get(PATH + "?q=needle-7F").body();
    contains(page, "Needle-7f");
    lacks(page, "Hay-7f");
    contains(client.get(PATH + "?q=" + Client.encoded("%no such thing%")).body(), "Nothing found");
}
