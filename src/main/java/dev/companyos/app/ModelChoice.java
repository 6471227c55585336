package dev.companyos.app;

import dev.companyos.codingagent.CommandLineAgent;
import dev.companyos.duties.Essentials;
import dev.companyos.duties.build.CommandLineEngine;
import dev.companyos.duties.build.Engine;
import dev.companyos.duties.build.ToolLoopEngine;
import dev.companyos.kernel.Tier;
import dev.companyos.llm.Batches;
import dev.companyos.llm.LanguageModel;
import dev.companyos.llm.ModelCatalog;
import dev.companyos.llm.Progress;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import dev.companyos.llm.anthropic.AnthropicModel;
import dev.companyos.llm.openai.OpenAiModel;
import dev.companyos.llm.rehearsal.Pause;
import dev.companyos.llm.rehearsal.RehearsalFaults;
import dev.companyos.llm.rehearsal.RehearsalModel;
import dev.companyos.sandbox.e2b.Account;
import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who does the thinking, and at which prices, as the settings say. */
public final class ModelChoice {
    private ModelChoice() {}

    public static LanguageModel model(Settings settings, ModelCatalog catalog, Clock clock) {
        return switch (settings.provider()) {
            case "anthropic" ->
                new AnthropicModel(
                        AnthropicModel.Settings.of(settings.anthropicKey().orElseThrow(), settings.anthropicBaseUrl()),
                        catalog,
                        clock);
            case "openai" ->
                new OpenAiModel(
                        OpenAiModel.Settings.of(
                                settings.openai().key(), settings.openai().baseUrl()),
                        catalog,
                        clock);
            default -> {
                var rehearsal = new RehearsalModel(RehearsalFaults.parse(settings.rehearsalFaults()), Pause.real());
                yield settings.codingAgent().isPresent() ? new BesideAgent(rehearsal) : rehearsal;
            }
        };
    }

    /** A rehearsal beside somebody else's program that writes the code: what is in a product is not ours any more. */
    private record BesideAgent(LanguageModel rehearsal) implements LanguageModel {
        @Override
        public Reply reply(Request request, Progress progress) {
            return rehearsal.reply(request, progress);
        }

        @Override
        public Optional<Batches> batches() {
            return rehearsal.batches();
        }

        @Override
        public String provider() {
            return rehearsal.provider();
        }

        @Override
        public boolean writesOnlyOurCode() {
            return false;
        }
    }

    /** Who writes the code: the model with our tools, or the founder's own coding agent. */
    static Engine engine(Settings settings, Essentials with) {
        return settings.codingAgent()
                .<Engine>map(it -> new CommandLineEngine(
                        new CommandLineAgent(it.kind(), it.command(), environment(settings)),
                        it.budget(),
                        ModelCatalog.shipped(it.kind().equals("codex") ? "openai" : "anthropic", Map.of())
                                .of(Tier.SENIOR)::cost))
                .orElseGet(() -> new ToolLoopEngine(with));
    }

    /** What a program needs to run and to find its own login; nothing of ours but its provider's key. */
    private static Map<String, String> environment(Settings settings) {
        var environment = new HashMap<String, String>();
        for (String name : List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR", "SHELL")) {
            String value = System.getenv(name);
            if (value != null) environment.put(name, value);
        }
        environment.put("TERM", "dumb");
        settings.anthropicKey().ifPresent(it -> environment.put("ANTHROPIC_API_KEY", it));
        settings.openai().key().ifPresent(it -> environment.put("OPENAI_API_KEY", it));
        return environment;
    }

    public static ModelCatalog catalog(Settings settings) {
        var wanted =
                switch (settings.provider()) {
                    case "anthropic" -> settings.anthropicModel();
                    case "openai" -> settings.openai().model();
                    default -> Optional.<String>empty();
                };
        var overrides = new EnumMap<Tier, String>(Tier.class);
        for (var tier : Tier.values()) wanted.ifPresent(it -> overrides.put(tier, it));
        var catalog = ModelCatalog.shipped(settings.provider(), overrides).withRoles(settings.modelPerRole());
        if (!settings.provider().equals("openai")) return catalog;
        var openai = settings.openai();
        return openai.model()
                .flatMap(model -> openai.price()
                        .or(() -> openai.baseUrl().filter(ModelChoice::isHere).map(_ -> List.of(0.0, 0.0)))
                        .map(price -> catalog.withPrice(model, price.getFirst(), price.getLast())))
                .orElse(catalog);
    }

    /** What must never leave this process. */
    static List<String> secrets(Settings settings) {
        return Stream.of(
                        settings.anthropicKey(),
                        settings.openai().key(),
                        settings.sandboxes().e2b().map(Account::key),
                        settings.gitHub().token(),
                        settings.databaseUrl(),
                        settings.redisUrl())
                .flatMap(Optional::stream)
                .toList();
    }

    /** What runs on the founder's own machine costs nothing a token. */
    private static boolean isHere(URI address) {
        return List.of("localhost", "127.0.0.1", "[::1]", "host.docker.internal")
                .contains(address.getHost());
    }
}
