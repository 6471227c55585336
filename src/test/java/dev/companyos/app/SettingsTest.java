package dev.companyos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Tier;
import dev.companyos.kernel.Usd;
import dev.companyos.sandbox.Sandboxes;
import dev.companyos.sandbox.docker.Image;
import dev.companyos.sandbox.e2b.Account;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    Path home;

    @Test
    void nothing_has_to_be_set() {
        var settings = of(Map.of());
        assertThat(settings)
                .isEqualTo(new Settings(
                        home.toAbsolutePath().normalize(),
                        "rehearsal",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new Settings.OpenAi(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        home.resolve("products").toAbsolutePath(),
                        Optional.empty(),
                        Duration.ofSeconds(300),
                        Duration.ofSeconds(120),
                        Usd.dollars(20),
                        50,
                        true,
                        Map.of(),
                        true,
                        Optional.empty(),
                        new Sandboxes.Wanted(
                                "auto",
                                Image.NAME,
                                Optional.empty(),
                                home.toAbsolutePath().normalize()),
                        new Settings.GitHub(
                                Optional.empty(),
                                URI.create("https://github.com"),
                                URI.create("https://api.github.com"),
                                Optional.empty()),
                        ""));
        assertThat(Settings.of(Optional.empty(), Map.of()).home())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".companyos"));
    }

    @Test
    void every_key_is_read() {
        var environment = everything();
        assertThat(environment.keySet()).isEqualTo(Settings.KEYS.keySet());
        assertThat(Settings.of(Optional.empty(), environment))
                .isEqualTo(new Settings(
                        home.toAbsolutePath().normalize(),
                        "anthropic",
                        Optional.of("sk-ant-1"),
                        Optional.of(URI.create("http://localhost:9/x")),
                        Optional.of("claude-x"),
                        new Settings.OpenAi(
                                Optional.of("key-2"),
                                Optional.of(URI.create("http://localhost:8/v1")),
                                Optional.of("llama"),
                                Optional.of(List.of(0.5, 2.0))),
                        Optional.of("postgres://u:p@db:1/c"),
                        Optional.of("redis://:p@cache:2"),
                        Path.of("/p"),
                        Optional.of(Path.of("/k")),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(8),
                        Usd.dollars(1.5),
                        7,
                        false,
                        Map.of(new RoleId("cto"), "claude-opus-5-5", new RoleId("qa"), "x/y:z"),
                        false,
                        Optional.of(new Settings.Agent("codex", "/opt/codex", Usd.dollars(3))),
                        new Sandboxes.Wanted(
                                "docker",
                                "registry.example/tools:2",
                                Optional.of(new Account(
                                        "e2b_3",
                                        URI.create("http://localhost:7"),
                                        Optional.of(URI.create("http://localhost:6")),
                                        "my-template")),
                                home.toAbsolutePath().normalize()),
                        new Settings.GitHub(
                                Optional.of("ghp_4"),
                                URI.create("http://localhost:5"),
                                URI.create("http://localhost:4/api"),
                                Optional.of("acme/shop")),
                        "syntax=1"));
    }

    @Test
    void every_key_may_be_in_the_file_in_either_case() throws Exception {
        var text = new StringBuilder();
        var inTheFile = everything();
        inTheFile.remove("COMPANY_HOME");
        inTheFile.forEach((key, value) -> text.append(key.toLowerCase(java.util.Locale.ROOT))
                .append(": \"")
                .append(value)
                .append("\"\n"));
        file(text.toString());
        assertThat(of(Map.of())).isEqualTo(Settings.of(Optional.empty(), everything()));
    }

    @Test
    void the_environment_wins_over_the_file_and_the_option_over_both() throws Exception {
        file("CEO_LOOP_INTERVAL: 11\nCTO_LOOP_INTERVAL: 12\n");
        var settings = of(Map.of("CEO_LOOP_INTERVAL", "5", "COMPANY_HOME", "/elsewhere"));
        assertThat(settings.ceoInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.ctoInterval()).isEqualTo(Duration.ofSeconds(12));
        assertThat(settings.home()).isEqualTo(home);
    }

    @Test
    void a_key_brings_its_provider() {
        assertThat(of(Map.of("ANTHROPIC_API_KEY", "sk-ant-1")).provider()).isEqualTo("anthropic");
        assertThat(of(Map.of("ANTHROPIC_API_KEY", "sk-ant-1", "COMPANY_MODEL_PROVIDER", "rehearsal"))
                        .provider())
                .isEqualTo("rehearsal");
        assertThatThrownBy(() -> of(Map.of("COMPANY_MODEL_PROVIDER", "anthropic")))
                .hasMessageContaining("ANTHROPIC_API_KEY is not set");
    }

    @Test
    void an_openai_key_or_address_brings_its_provider() {
        assertThat(of(Map.of("OPENAI_API_KEY", "k")).provider()).isEqualTo("openai");
        assertThat(of(Map.of("OPENAI_BASE_URL", "http://localhost:1/v1", "OPENAI_MODEL", "m"))
                        .provider())
                .isEqualTo("openai");
        assertThat(of(Map.of("OPENAI_API_KEY", "k", "ANTHROPIC_API_KEY", "sk-ant-1"))
                        .provider())
                .isEqualTo("anthropic");
        assertThatThrownBy(() -> of(Map.of("COMPANY_MODEL_PROVIDER", "openai")))
                .hasMessageContaining("OPENAI_API_KEY is not set");
        assertThatThrownBy(() -> of(Map.of("OPENAI_BASE_URL", "http://localhost:1/v1")))
                .hasMessageContaining("OPENAI_MODEL is not set");
    }

    @Test
    void a_server_on_this_machine_costs_nothing_and_has_the_model_that_was_named() {
        var own = ModelChoice.catalog(of(Map.of("OPENAI_BASE_URL", "http://localhost:1/v1", "OPENAI_MODEL", "llama")));
        assertThat(own.of(Tier.SENIOR).name()).isEqualTo("llama");
        assertThat(own.of(Tier.JUNIOR).worstCase(1_000_000, 1_000_000)).isEqualTo(Usd.ZERO);
        assertThat(own.remarks()).isEmpty();
        var rented = ModelChoice.catalog(of(Map.of(
                "OPENAI_BASE_URL", "https://models.example/v1", "OPENAI_MODEL", "llama", "OPENAI_PRICE", "1/3")));
        assertThat(rented.of(Tier.SENIOR).worstCase(1_000_000, 1_000_000)).isEqualTo(Usd.dollars(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPENAI_MODEL", "DATABASE_URL", "CEO_LOOP_INTERVAL", "PRODUCTS_BASE_DIR"})
    void what_is_blank_is_not_set(String key) throws Exception {
        assertThat(of(Map.of(key, "  "))).isEqualTo(of(Map.of()));
        var unset = of(Map.of());
        for (String blank : new String[] {"", " \"\"", " \"  \"", " null"}) {
            file(key + ":" + blank + "\n");
            assertThat(of(Map.of())).as("<%s>", blank).isEqualTo(unset);
        }
    }

    @Test
    void a_home_inside_the_file_is_refused_because_the_file_is_found_by_it() throws Exception {
        file("COMPANY_HOME: /elsewhere\n");
        assertThatThrownBy(() -> of(Map.of()))
                .isInstanceOf(CompanyException.class)
                .hasMessageContaining("COMPANY_HOME in " + home.resolve("company.yaml") + " cannot be set there")
                .hasMessageContaining("--home");
    }

    @Test
    void all_wrong_settings_are_reported_at_once_with_what_is_right() throws Exception {
        file("no_such_key: 1\nCOMPANY_BUDGET_USD: [1]\n");
        var wrong = Map.of(
                "COMPANY_MODEL_PROVIDER", "other",
                "ANTHROPIC_BASE_URL", "ftp://x",
                "DATABASE_URL", "mysql://x",
                "REDIS_URL", "http://x",
                "CEO_LOOP_INTERVAL", "0",
                "CTO_LOOP_INTERVAL", "often");
        var refused = catchThrowableOfType(CompanyException.class, () -> of(wrong));
        assertThat(refused.code()).isEqualTo("invalid.settings");
        assertThat(refused.what()).contains("8 settings");
        assertThat(refused.why()).contains("no_such_key").contains("COMPANY_BUDGET_USD in ");
        wrong.forEach((key, value) ->
                assertThat(refused.why()).contains(key + " is `" + value + "`; right is: " + Settings.KEYS.get(key)));
    }

    @ParameterizedTest
    @CsvSource({
        "COMPANY_BUDGET_USD,-1",
        "COMPANY_BUDGET_USD,NaN",
        "COMPANY_BUDGET_USD,Infinity",
        "COMPANY_BUDGET_USD,1000001",
        "COMPANY_BUDGET_USD,much",
        "MODEL_CALLS_PER_MINUTE,-1",
        "MODEL_CALLS_PER_MINUTE,many",
        "MODEL_BATCHES,perhaps",
        "CODING_AGENT,emacs",
        "CODING_AGENT_BUDGET_USD,0",
        "COMPANY_SANDBOX,podman",
        "COMPANY_SANDBOX_IMAGE,--privileged",
        "E2B_API_KEY,key-of-another",
        "E2B_API_URL,ftp://x",
        "E2B_TEMPLATE,a b",
        "OPENAI_PRICE,1",
        "OPENAI_PRICE,-1/2",
        "OPENAI_BASE_URL,ftp://x",
        "MODEL_PER_ROLE,claude",
        "MODEL_PER_ROLE,cto=",
        "CEO_LOOP_INTERVAL,604801",
        "CEO_LOOP_INTERVAL,99999999999999999999",
        "CTO_LOOP_INTERVAL,1.5",
        "ANTHROPIC_BASE_URL,https://",
        "ANTHROPIC_BASE_URL,a b",
        "REDIS_URL,localhost"
    })
    void a_value_outside_its_range_is_refused(String key, String value) {
        assertThatThrownBy(() -> of(Map.of(key, value)))
                .isInstanceOf(CompanyException.class)
                .hasMessageContaining(key);
    }

    @Test
    void secrets_are_never_shown() {
        var wrong = Map.of(
                "DATABASE_URL",
                "mysql://u:hidden@x/y",
                "REDIS_URL",
                "http://:hidden@x",
                "ANTHROPIC_API_KEY",
                "sk-ant-hidden");
        assertThatThrownBy(() -> of(wrong))
                .hasMessageContaining("DATABASE_URL is `***`")
                .message()
                .doesNotContain("hidden");
        assertThat(Settings.of(Optional.empty(), everything()).toString())
                .doesNotContain("sk-ant-1")
                .doesNotContain("p@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [", "- CEO_LOOP_INTERVAL", "just words"})
    void a_file_that_is_no_map_is_refused(String text) throws Exception {
        file(text);
        assertThatThrownBy(() -> of(Map.of()))
                .isInstanceOf(CompanyException.class)
                .hasMessageContaining("company.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet\n"})
    void an_empty_file_sets_nothing(String text) throws Exception {
        file(text);
        assertThat(of(Map.of()).provider()).isEqualTo("rehearsal");
    }

    @Test
    void a_sandbox_of_e2b_needs_its_key() {
        assertThatThrownBy(() -> of(Map.of("COMPANY_SANDBOX", "e2b"))).hasMessageContaining("E2B_API_KEY is not set");
        var secret = Map.of("COMPANY_SANDBOX", "e2b", "E2B_API_KEY", "e2b_canary");
        assertThat(of(secret).toString() + of(secret).sandboxes()).doesNotContain("canary");
        assertThat(ModelChoice.secrets(of(secret))).contains("e2b_canary");
        assertThatThrownBy(() -> of(Map.of("E2B_API_KEY", "canary"))).hasMessageNotContaining("canary");
    }

    @Test
    void the_readme_lists_every_key() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        for (String key : Settings.KEYS.keySet()) assertThat(readme).contains("`" + key + "`");
    }

    private Map<String, String> everything() {
        var all = new HashMap<String, String>();
        all.put("COMPANY_HOME", home.toString());
        all.put("COMPANY_MODEL_PROVIDER", "anthropic");
        all.put("ANTHROPIC_API_KEY", "sk-ant-1");
        all.put("ANTHROPIC_BASE_URL", "http://localhost:9/x");
        all.put("ANTHROPIC_MODEL", "claude-x");
        all.put("DATABASE_URL", "postgres://u:p@db:1/c");
        all.put("REDIS_URL", "redis://:p@cache:2");
        all.put("PRODUCTS_BASE_DIR", "/p");
        all.put("KNOWLEDGE_BASE_DIR", "/k");
        all.put("CEO_LOOP_INTERVAL", "7");
        all.put("CTO_LOOP_INTERVAL", "8");
        all.put("COMPANY_BUDGET_USD", "1.5");
        all.put("MODEL_CALLS_PER_MINUTE", "7");
        all.put("MODEL_BATCHES", "off");
        all.put("COMPANY_REVIEW", "off");
        all.put("CODING_AGENT", "codex");
        all.put("CODING_AGENT_COMMAND", "/opt/codex");
        all.put("CODING_AGENT_BUDGET_USD", "3");
        all.put("OPENAI_API_KEY", "key-2");
        all.put("OPENAI_BASE_URL", "http://localhost:8/v1");
        all.put("OPENAI_MODEL", "llama");
        all.put("OPENAI_PRICE", "0.5 / 2");
        all.put("MODEL_PER_ROLE", "cto=claude-opus-5-5, qa = x/y:z");
        all.put("COMPANY_SANDBOX", "docker");
        all.put("COMPANY_SANDBOX_IMAGE", "registry.example/tools:2");
        all.put("E2B_API_KEY", "e2b_3");
        all.put("E2B_API_URL", "http://localhost:7");
        all.put("E2B_SANDBOX_URL", "http://localhost:6");
        all.put("E2B_TEMPLATE", "my-template");
        all.put("GITHUB_TOKEN", "ghp_4");
        all.put("GITHUB_URL", "http://localhost:5");
        all.put("GITHUB_API_URL", "http://localhost:4/api");
        all.put("COMPANY_GITHUB_REPO", "acme/shop");
        all.put("COMPANY_REHEARSAL_FAULTS", "syntax=1");
        return all;
    }

    private Settings of(Map<String, String> environment) {
        return Settings.of(Optional.of(home), environment);
    }

    private void file(String text) throws Exception {
        Files.writeString(home.resolve("company.yaml"), text);
    }
}
