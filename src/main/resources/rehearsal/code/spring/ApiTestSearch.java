
@Test
void text_is_found_as_it_is_written() throws Exception {
    var wanted = create(sampleWith({{name}}, "50% off_now"));
    create(sample());
    assertThat(list("?q=0% OFF_")).containsExactly(wanted);
    assertThat(list("?q=%nothing_like_it%")).isEmpty();
}
