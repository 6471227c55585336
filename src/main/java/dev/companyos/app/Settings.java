package dev.companyos.app;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Usd;
import dev.companyos.sandbox.Sandboxes;
import dev.companyos.sandbox.docker.Image;
import dev.companyos.sandbox.e2b.Account;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What can be set, in the environment or in {@code $COMPANY_HOME/company.yaml} (same keys; the environment wins).
 *
 * @param provider {@code anthropic}, {@code openai} or {@code rehearsal}
 * @param sandboxes what confines code that a model wrote
 * @param anthropicModel replaces the models of all tiers; so does {@code openai.model()}
 */
public record Settings(
        Path home,
        String provider,
        Optional<String> anthropicKey,
        Optional<URI> anthropicBaseUrl,
        Optional<String> anthropicModel,
        OpenAi openai,
        Optional<String> databaseUrl,
        Optional<String> redisUrl,
        Path products,
        Optional<Path> knowledge,
        Duration ceoInterval,
        Duration ctoInterval,
        Usd budget,
        int callsPerMinute,
        boolean batches,
        Map<RoleId, String> modelPerRole,
        boolean review,
        Optional<Agent> codingAgent,
        Sandboxes.Wanted sandboxes,
        GitHub gitHub,
        String rehearsalFaults) {
    private static final String KEY = "ANTHROPIC_API_KEY";
    private static final String E2B_KEY = "E2B_API_KEY";

    /**
     * Whatever speaks Chat Completions.
     *
     * @param model replaces the models of all tiers
     * @param price of that model, US dollars per million tokens: input, then output
     */
    public record OpenAi(
            Optional<String> key, Optional<URI> baseUrl, Optional<String> model, Optional<List<Double>> price) {}

    /**
     * Somebody else's program that writes the code.
     *
     * @param kind {@code claude} or {@code codex}
     * @param command its name or path
     * @param budget what one round of it may cost
     */
    public record Agent(String kind, String command, Usd budget) {}

    /**
     * Where merged work is published, if there is a token.
     *
     * @param address of its pages and repositories; {@code api} of its REST API
     * @param repository {@code owner/name}, for products that were begun here
     */
    public record GitHub(Optional<String> token, URI address, URI api, Optional<String> repository) {
        private static GitHub read(Reader reader) {
            return new GitHub(
                    reader.key("GITHUB_TOKEN", ""),
                    reader.read("GITHUB_URL", URI.create("https://github.com"), Settings::http),
                    reader.read("GITHUB_API_URL", URI.create("https://api.github.com"), Settings::http),
                    reader.maybe("COMPANY_GITHUB_REPO", text -> {
                        if (text.matches("[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}")) return text;
                        throw new IllegalArgumentException("no owner/name");
                    }));
        }
    }

    /** Every key, with what a right value looks like; the README lists the same. */
    public static final Map<String, String> KEYS = keys();

    private static Map<String, String> keys() {
        var keys = new LinkedHashMap<String, String>();
        keys.put("COMPANY_HOME", "a folder that can be written; default ~/.companyos");
        keys.put(
                "COMPANY_MODEL_PROVIDER",
                "anthropic, openai or rehearsal; default the one whose key or address is set, else rehearsal");
        keys.put(KEY, "a key that begins with sk-ant-");
        keys.put("ANTHROPIC_BASE_URL", "an http or https address; default https://api.anthropic.com");
        keys.put("ANTHROPIC_MODEL", "a model's name; replaces the models of all tiers");
        keys.put("OPENAI_API_KEY", "a key; a server of one's own may want none");
        keys.put(
                "OPENAI_BASE_URL",
                "an http or https address with its path, such as http://localhost:11434/v1 for Ollama; default OpenAI's own");
        keys.put("OPENAI_MODEL", "a model's name; replaces the models of all tiers");
        keys.put(
                "OPENAI_PRICE",
                "input/output, US dollars per million tokens of OPENAI_MODEL; default by models.yaml, and 0/0 for a"
                        + " server on this machine");
        keys.put("DATABASE_URL", "postgres://user:password@host:5432/database; default an embedded PostgreSQL");
        keys.put("REDIS_URL", "redis://[:password@]host:6379[/0]; default an embedded Redis");
        keys.put("PRODUCTS_BASE_DIR", "a folder; default $COMPANY_HOME/products");
        keys.put("KNOWLEDGE_BASE_DIR", "a folder with .md and .txt files, read when a company is founded");
        keys.put("CEO_LOOP_INTERVAL", "seconds, 1 to 604800; default 300");
        keys.put("CTO_LOOP_INTERVAL", "seconds, 1 to 604800; default 120");
        keys.put("COMPANY_BUDGET_USD", "US dollars per company and month, 0 to 1000000; default 20");
        keys.put(
                "MODEL_CALLS_PER_MINUTE",
                "calls to the model provider per minute, of all agents together, 0 (no limit) to 100000; default 50");
        keys.put(
                "MODEL_BATCHES",
                "on or off: whether work that can wait goes into the provider's batches, at half the price and within a"
                        + " day; default on, and off for company run");
        keys.put(
                "MODEL_PER_ROLE",
                "role=model, separated by commas, such as cto=claude-opus-5-5; default the tiers' models");
        keys.put(
                "COMPANY_REVIEW",
                "on or off: whether a second role looks at each change of code before it is merged; default on");
        keys.put(
                "CODING_AGENT",
                "none, claude or codex: a coding agent of your own that writes the code, on this machine; default none");
        keys.put("CODING_AGENT_COMMAND", "its name or path; default claude or codex");
        keys.put("CODING_AGENT_BUDGET_USD", "US dollars that one round of it may cost, 0.01 to 1000; default 2");
        keys.put(
                "COMPANY_SANDBOX",
                "auto, bubblewrap, docker, e2b or none: what confines code that a model wrote; default auto, the first that"
                        + " works, e2b only with a key; with none only our own code is run");
        keys.put(
                "COMPANY_SANDBOX_IMAGE",
                "the image of Docker's containers, with the tools of the stacks; default the one of `company sandbox build`");
        keys.put(E2B_KEY, "a key of E2B, which begins with e2b_");
        keys.put("E2B_API_URL", "an http or https address; default https://api.e2b.app");
        keys.put("E2B_SANDBOX_URL", "an http or https address, for a server of one's own; default each sandbox's own");
        keys.put("E2B_TEMPLATE", "a template with the tools of the stacks; default base");
        keys.put(
                "GITHUB_TOKEN",
                "a token of GitHub that may write contents and pull requests: with it merged work is published, and private"
                        + " repositories can be adopted; default nothing is published");
        keys.put(
                "COMPANY_GITHUB_REPO",
                "owner/name of the repository on GitHub to publish to; default where the product was adopted from");
        keys.put("GITHUB_URL", "an http or https address; default https://github.com");
        keys.put("GITHUB_API_URL", "an http or https address; default https://api.github.com");
        keys.put("COMPANY_REHEARSAL_FAULTS", "faults of the rehearsal, such as syntax=1,tests=0.5; default none");
        return Collections.unmodifiableMap(keys);
    }

    /** @throws CompanyException {@code invalid.settings}, which names every wrong setting with what would be right */
    public static Settings of(Optional<Path> home, Map<String, String> environment) {
        var reader = new Reader(environment);
        Path where = home.or(() -> reader.get("COMPANY_HOME").map(Path::of))
                .orElse(Path.of(System.getProperty("user.home"), ".companyos"))
                .toAbsolutePath()
                .normalize();
        reader.addFile(where.resolve("company.yaml"));
        var key = reader.key(KEY, reader.get("ANTHROPIC_BASE_URL").isPresent() ? "" : "sk-ant-");
        var openai = new OpenAi(
                reader.key("OPENAI_API_KEY", ""),
                reader.maybe("OPENAI_BASE_URL", Settings::http),
                reader.get("OPENAI_MODEL"),
                reader.maybe("OPENAI_PRICE", Settings::price));
        String byKeys = key.isPresent()
                ? "anthropic"
                : openai.key().isPresent() || openai.baseUrl().isPresent() ? "openai" : "rehearsal";
        String provider = reader.read("COMPANY_MODEL_PROVIDER", byKeys, text -> switch (text) {
            case "anthropic", "openai", "rehearsal" -> text;
            default -> throw new IllegalArgumentException("unknown");
        });
        if (provider.equals("anthropic") && key.isEmpty()) reader.wrong(KEY, "is not set");
        if (provider.equals("openai")
                && openai.key().isEmpty()
                && openai.baseUrl().isEmpty()) reader.wrong("OPENAI_API_KEY", "is not set, nor is OPENAI_BASE_URL");
        if (provider.equals("openai")
                && openai.baseUrl().isPresent()
                && openai.model().isEmpty())
            reader.wrong("OPENAI_MODEL", "is not set, and only the server at OPENAI_BASE_URL knows what it has");
        var settings = new Settings(
                where,
                provider,
                key,
                reader.maybe("ANTHROPIC_BASE_URL", Settings::http),
                reader.get("ANTHROPIC_MODEL"),
                openai,
                reader.maybe("DATABASE_URL", text -> withScheme(text, "postgres", "postgresql", "jdbc")),
                reader.maybe("REDIS_URL", text -> withScheme(text, "redis", "rediss")),
                reader.read("PRODUCTS_BASE_DIR", where.resolve("products"), text -> Path.of(text)
                        .toAbsolutePath()),
                reader.maybe("KNOWLEDGE_BASE_DIR", text -> Path.of(text).toAbsolutePath()),
                reader.read("CEO_LOOP_INTERVAL", Duration.ofSeconds(300), Settings::interval),
                reader.read("CTO_LOOP_INTERVAL", Duration.ofSeconds(120), Settings::interval),
                reader.read("COMPANY_BUDGET_USD", Usd.dollars(20), Settings::money),
                reader.read("MODEL_CALLS_PER_MINUTE", 50, text -> {
                    int calls = Integer.parseInt(text.strip());
                    if (calls < 0 || calls > 100_000) throw new IllegalArgumentException("out of range");
                    return calls;
                }),
                reader.read("MODEL_BATCHES", true, Settings::onOrOff),
                reader.read("MODEL_PER_ROLE", Map.of(), Settings::models),
                reader.read("COMPANY_REVIEW", true, Settings::onOrOff),
                agent(reader),
                sandboxes(reader, where),
                GitHub.read(reader),
                reader.get("COMPANY_REHEARSAL_FAULTS").orElse(""));
        reader.refuseIfWrong();
        return settings;
    }

    /** Without the key and the addresses, which may hold passwords. */
    @Override
    public String toString() {
        return "Settings[home=%s, provider=%s]".formatted(home, provider);
    }

    private static URI http(String text) {
        var uri = URI.create(text);
        if (!List.of("http", "https").contains(String.valueOf(uri.getScheme())) || uri.getHost() == null)
            throw new IllegalArgumentException("not http");
        return uri;
    }

    private static String withScheme(String text, String... schemes) {
        String scheme = text.contains(":") ? text.substring(0, text.indexOf(':')) : "";
        if (!List.of(schemes).contains(scheme)) throw new IllegalArgumentException("wrong scheme");
        return text;
    }

    private static Duration interval(String text) {
        long seconds = Long.parseLong(text.strip());
        if (seconds < 1 || seconds > 604_800) throw new IllegalArgumentException("out of range");
        return Duration.ofSeconds(seconds);
    }

    private static Optional<Agent> agent(Reader reader) {
        var budget = reader.read("CODING_AGENT_BUDGET_USD", Usd.dollars(2), text -> {
            double dollars = Double.parseDouble(text.strip());
            if (!(dollars >= 0.01 && dollars <= 1_000)) throw new IllegalArgumentException("out of range");
            return Usd.dollars(dollars);
        });
        return reader.read("CODING_AGENT", "none", text -> switch (text) {
                    case "none", "claude", "codex" -> text;
                    default -> throw new IllegalArgumentException("unknown");
                })
                .transform(kind -> kind.equals("none")
                        ? Optional.empty()
                        : Optional.of(new Agent(
                                kind, reader.get("CODING_AGENT_COMMAND").orElse(kind), budget)));
    }

    private static Sandboxes.Wanted sandboxes(Reader reader, Path home) {
        String kind = reader.read("COMPANY_SANDBOX", "auto", text -> {
            if (text.equals("auto") || text.equals("none") || Sandboxes.NAMES.contains(text)) return text;
            throw new IllegalArgumentException("unknown");
        });
        String image = reader.read("COMPANY_SANDBOX_IMAGE", Image.NAME, text -> {
            if (text.matches("[A-Za-z0-9][A-Za-z0-9._/:@-]{0,255}")) return text;
            throw new IllegalArgumentException("no image");
        });
        var api = reader.read("E2B_API_URL", URI.create("https://api.e2b.app"), Settings::http);
        var inside = reader.maybe("E2B_SANDBOX_URL", Settings::http);
        String template = reader.read("E2B_TEMPLATE", "base", text -> {
            if (text.matches("[A-Za-z0-9][A-Za-z0-9._/:-]{0,127}")) return text;
            throw new IllegalArgumentException("no template");
        });
        var account =
                reader.key(E2B_KEY, inside.isPresent() ? "" : "e2b_").map(it -> new Account(it, api, inside, template));
        if (kind.equals("e2b") && account.isEmpty()) reader.wrong(E2B_KEY, "is not set");
        return new Sandboxes.Wanted(kind, image, account, home);
    }

    private static boolean onOrOff(String text) {
        return switch (text.strip()) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("neither");
        };
    }

    private static Map<RoleId, String> models(String text) {
        var models = new TreeMap<RoleId, String>();
        for (String pair : text.split(",")) {
            if (!pair.strip().matches("[a-z][a-z0-9_]{0,39}\\s*=\\s*[A-Za-z0-9][A-Za-z0-9._:/@-]{0,99}"))
                throw new IllegalArgumentException("no role=model");
            int at = pair.indexOf('=');
            models.put(
                    new RoleId(pair.substring(0, at).strip()),
                    pair.substring(at + 1).strip());
        }
        return Map.copyOf(models);
    }

    private static List<Double> price(String text) {
        var parts = text.strip().split("\\s*/\\s*", -1);
        if (parts.length != 2) throw new IllegalArgumentException("not two prices");
        var price = List.of(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
        if (!price.stream().allMatch(it -> it >= 0 && it <= 10_000)) throw new IllegalArgumentException("out of range");
        return price;
    }

    private static Usd money(String text) {
        double dollars = Double.parseDouble(text.strip());
        if (!(dollars >= 0 && dollars <= 1_000_000)) throw new IllegalArgumentException("out of range");
        return Usd.dollars(dollars);
    }

    private static final class Reader {
        private final Map<String, String> values = new TreeMap<>();
        private final List<String> wrong = new ArrayList<>();

        Reader(Map<String, String> environment) {
            KEYS.keySet().forEach(key -> {
                String value = environment.get(key);
                if (value != null) put(key, value);
            });
        }

        void addFile(Path file) {
            if (!Files.isRegularFile(file)) return;
            try {
                var tree = YAMLMapper.builder().build().readTree(Files.readString(file));
                if (!tree.isObject() && !tree.isMissingNode() && !tree.isNull())
                    wrong.add("%s has no keys with values".formatted(file));
                tree.properties().forEach(it -> {
                    String key = it.getKey().toUpperCase(Locale.ROOT);
                    if (!KEYS.containsKey(key)) wrong.add("%s in %s is not a setting".formatted(it.getKey(), file));
                    else if (key.equals("COMPANY_HOME"))
                        wrong.add(("%s in %s cannot be set there: the file is found in that very folder; right is: the"
                                        + " environment, or --home")
                                .formatted(key, file));
                    else if (it.getValue().isValueNode()) {
                        if (!values.containsKey(key)) put(key, it.getValue().asString());
                    } else wrong.add("%s in %s is not a plain value; right is: %s".formatted(key, file, KEYS.get(key)));
                });
            } catch (IOException | JacksonException e) {
                wrong.add("%s cannot be read as YAML: %s".formatted(file, e.getMessage()));
            }
        }

        /** What is blank is not set; but a key that is only white space was meant to be one. */
        private void put(String key, String value) {
            boolean secret = key.endsWith("_API_KEY") || key.equals("GITHUB_TOKEN");
            if (secret ? !value.isEmpty() : !value.isBlank()) values.put(key, secret ? value : value.strip());
        }

        /** Looked at here, and not when the first call with it fails: until then, work would have begun. */
        Optional<String> key(String name, String prefix) {
            var key = get(name);
            key.flatMap(it -> ApiKeys.fault(it, prefix)).ifPresent(it -> wrong(name, it));
            return key;
        }

        Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        <T> Optional<T> maybe(String key, Function<String, T> parse) {
            return get(key).flatMap(text -> {
                try {
                    return Optional.of(parse.apply(text));
                } catch (IllegalArgumentException e) {
                    wrong(key, "is `%s`".formatted(shown(key, text)));
                    return Optional.empty();
                }
            });
        }

        <T> T read(String key, T otherwise, Function<String, T> parse) {
            return maybe(key, parse).orElse(otherwise);
        }

        void wrong(String key, String what) {
            wrong.add("%s %s; right is: %s".formatted(key, what, KEYS.get(key)));
        }

        private static String shown(String key, String value) {
            boolean secret =
                    key.endsWith("_KEY") || key.endsWith("_TOKEN") || key.endsWith("_URL") && value.contains("@");
            return secret ? "***" : value;
        }

        void refuseIfWrong() {
            if (!wrong.isEmpty())
                throw CompanyException.invalid(
                        "settings",
                        wrong.size() == 1 ? "A setting is wrong." : wrong.size() + " settings are wrong.",
                        String.join(".\n", wrong) + ".",
                        "Mend the environment or company.yaml; `company doctor` shows what is in force.");
        }
    }
}
