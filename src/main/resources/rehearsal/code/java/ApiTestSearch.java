
@Test
void text_is_found_as_it_is_written(Client client) {
    var wanted = create(client, sampleWith({{name}}, "50% off_now"));
    create(client, sample());
    equal(List.of(wanted), client.get(PATH + "?q=" + Client.encoded("0% OFF_")).objects());
    equal(List.of(), client.get(PATH + "?q=" + Client.encoded("%nothing_like_it%")).objects());
}
