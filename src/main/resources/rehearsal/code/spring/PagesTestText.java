
@Test
void text_is_shown_and_never_run() throws Exception {
    post(PATH, formWith({{name}}, "<script>alert('x')</script> & more"));
    assertThat(page("?q=<script>"))
            .doesNotContain("<script>")
            .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; more");
}

@Test
void search_shows_what_matches() throws Exception {
    post(PATH, formWith({{name}}, "Needle-7f"));
    post(PATH, formWith({{name}}, "Hay-7f"));
    assertThat(page("?q=needle-7F")).contains("Needle-7f").doesNotContain("Hay-7f");
    assertThat(page("?q=no such thing")).contains("Nothing found");
}
