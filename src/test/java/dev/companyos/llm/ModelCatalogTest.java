package dev.companyos.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.models.messages.Model;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Tier;
import dev.companyos.kernel.Usd;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCatalogTest {
    final ModelCatalog catalog = ModelCatalog.shipped("anthropic", Map.of());

    @Test
    void the_newest_sonnet_is_senior_and_the_newest_haiku_junior() {
        assertThat(catalog.of(Tier.SENIOR).name()).isEqualTo(Model.CLAUDE_SONNET_5_5.asString());
        assertThat(catalog.of(Tier.JUNIOR).name()).isEqualTo(Model.CLAUDE_HAIKU_5_5.asString());
        assertThat(catalog.remarks()).isEmpty();
    }

    @Test
    void every_model_of_the_file_is_one_that_the_sdk_knows() throws Exception {
        var known = Arrays.stream(Model.class.getFields())
                .filter(it -> it.getType() == Model.class)
                .map(ModelCatalogTest::name)
                .toList();
        for (var name : new String[] {
            "claude-sonnet-5-5",
            "claude-haiku-5-5",
            "claude-fable-5-1",
            "claude-opus-5-5",
            "claude-sonnet-5",
            "claude-haiku-4-5"
        }) {
            assertThat(known).contains(name);
            assertThat(catalog.row(name).name()).isEqualTo(name);
            assertThat(catalog.row(name).source()).contains("platform.claude.com");
        }
    }

    @Test
    void a_role_may_have_a_model_of_its_own_and_falls_back_to_its_tier() {
        var mine = catalog.withRoles(Map.of(new RoleId("cto"), "claude-opus-5-5", new RoleId("ceo"), "claude-next"));
        assertThat(mine.candidates(new RoleId("cto"), Tier.JUNIOR))
                .extracting(ModelRow::name)
                .containsExactly("claude-opus-5-5", "claude-haiku-5-5", "claude-haiku-4-5", "claude-sonnet-5");
        assertThat(mine.candidates(new RoleId("qa"), Tier.JUNIOR)).isEqualTo(catalog.candidates(Tier.JUNIOR));
        assertThat(mine.remarks()).singleElement().asString().contains("`claude-next`");
    }

    @Test
    void each_class_of_tokens_has_its_price() {
        var million = 1_000_000;
        var sonnet = catalog.row("claude-sonnet-5-5");
        assertThat(sonnet.cost(new Reply.Usage(million, 0, 0, 0))).isEqualTo(Usd.dollars(2));
        assertThat(sonnet.cost(new Reply.Usage(0, million, 0, 0))).isEqualTo(Usd.dollars(10));
        assertThat(sonnet.cost(new Reply.Usage(0, 0, million, 0))).isEqualTo(Usd.dollars(2.5));
        assertThat(sonnet.cost(new Reply.Usage(0, 0, 0, million))).isEqualTo(Usd.dollars(0.1));
    }

    @Test
    void a_fraction_of_a_micro_dollar_is_rounded_up() {
        assertThat(catalog.row("claude-haiku-5-5").cost(new Reply.Usage(1, 0, 0, 0)))
                .isEqualTo(new Usd(1));
    }

    @Test
    void a_long_prompt_makes_the_whole_call_dearer() {
        var haiku = catalog.row("claude-haiku-5-5");
        assertThat(haiku.cost(new Reply.Usage(40_000, 1_000, 0, 60_000))).isEqualTo(new Usd(4_000 + 500 + 600));
        assertThat(haiku.cost(new Reply.Usage(40_001, 1_000, 0, 60_000))).isEqualTo(new Usd(20_001 + 2_500 + 3_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-sonnet-5-5", "claude-haiku-5-5", "claude-opus-5-5", "nobody-knows-1"})
    void no_split_of_the_tokens_costs_more_than_the_worst_case(String name) {
        var row = catalog.row(name);
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            long prompt = random.nextLong(300_000);
            long write = random.nextLong(prompt + 1);
            long read = random.nextLong(prompt - write + 1);
            long output = random.nextLong(10_000);
            var usage = new Reply.Usage(prompt - write - read, output, write, read);
            assertThat(row.cost(usage)).isLessThanOrEqualTo(row.worstCase(prompt, output));
        }
    }

    @Test
    void a_model_without_a_price_is_counted_at_the_dearest_and_says_so() {
        var overridden = ModelCatalog.shipped("anthropic", Map.of(Tier.SENIOR, "claude-next-9"));
        assertThat(overridden.of(Tier.SENIOR).name()).isEqualTo("claude-next-9");
        assertThat(overridden.of(Tier.SENIOR).cost(new Reply.Usage(0, 1_000_000, 0, 0)))
                .isEqualTo(Usd.dollars(50));
        assertThat(overridden.of(Tier.SENIOR).thinking()).isEmpty();
        assertThat(overridden.remarks()).singleElement().asString().contains("claude-next-9");
        assertThat(overridden.of(Tier.JUNIOR).name()).isEqualTo("claude-haiku-5-5");
    }

    @Test
    void a_rehearsal_shows_what_claude_would_have_cost() {
        var rehearsal = ModelCatalog.shipped("rehearsal", Map.of());
        for (var tier : Tier.values()) {
            assertThat(rehearsal.of(tier).price()).isEqualTo(catalog.of(tier).price());
            assertThat(rehearsal.of(tier).longPrompt())
                    .isEqualTo(catalog.of(tier).longPrompt());
        }
    }

    @Test
    void a_file_that_cannot_be_used_says_why() {
        assertThatThrownBy(() -> new ModelCatalog("a: [", "anthropic", Map.of()))
                .isInstanceOf(CompanyException.class);
        assertThatThrownBy(() -> new ModelCatalog("openai: {}", "anthropic", Map.of()))
                .hasMessageContaining("anthropic");
        assertThatThrownBy(
                        () -> new ModelCatalog("anthropic: {tiers: {senior: [x]}, models: {}}", "anthropic", Map.of()))
                .hasMessageContaining("tiers.senior");
    }

    private static String name(java.lang.reflect.Field field) {
        try {
            return ((Model) field.get(null)).asString();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
