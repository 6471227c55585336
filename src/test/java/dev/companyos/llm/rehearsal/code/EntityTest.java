package dev.companyos.llm.rehearsal.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.companyos.llm.rehearsal.code.Field.Type;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTest {
    private static final Field NAME = new Field("name", "Name", Type.TEXT, true);

    @Test
    void names_are_derived_from_the_words() {
        var entity = new Entity("coffee subscription", "coffee subscriptions", List.of(NAME));
        assertThat(entity.className()).isEqualTo("CoffeeSubscription");
        assertThat(entity.snake()).isEqualTo("coffee_subscription");
        assertThat(entity.pluralSnake()).isEqualTo("coffee_subscriptions");
        assertThat(entity.pluralKebab()).isEqualTo("coffee-subscriptions");
        assertThat(entity.title()).isEqualTo("Coffee subscriptions");
    }

    @Test
    void an_address_that_the_product_needs_is_not_taken() {
        assertThat(new Entity("check", "health", List.of(NAME)).pluralKebab()).isEqualTo("health-list");
    }

    @Test
    void what_every_entity_has_is_left_out_of_its_fields() {
        var id = new Field("id", "Id", Type.INTEGER, true);
        assertThat(new Entity("note", "notes", List.of(id, NAME)).fields()).containsExactly(NAME);
        assertThatIllegalArgumentException().isThrownBy(() -> new Entity("note", "notes", List.of(id)));
    }

    @Test
    void two_fields_with_one_name_are_refused() {
        var same =
                List.of(new Field("line_1", "Line 1", Type.TEXT, true), new Field("line1", "Line 1", Type.TEXT, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new Entity("note", "notes", same));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Note", "note  book", "note_book", "1st note", "näme", "../note"})
    void words_that_no_stack_could_spell_are_refused(String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Entity(words, "notes", List.of(NAME)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Name", "first name", "first__name", "_name", "name_", "1st", "naïve"})
    void field_names_that_no_stack_could_spell_are_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Field(name, "Label", Type.TEXT, true));
    }

    @Test
    void there_is_no_writer_for_an_unknown_stack() {
        assertThatIllegalArgumentException().isThrownBy(() -> CodeWriters.forStack("cobol"));
    }
}
