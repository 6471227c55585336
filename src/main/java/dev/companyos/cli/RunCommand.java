package dev.companyos.cli;

import dev.companyos.app.Settings;
import dev.companyos.facts.DirectiveFact;
import dev.companyos.facts.Fact;
import dev.companyos.facts.InboxFact;
import dev.companyos.facts.ReleaseFact;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "run",
        description = {
            "Takes a mission to a running product, and shows the work as it happens.",
            "Starts a server on this home if none runs. A mission that this home has already is gone on with."
        })
final class RunCommand implements Callable<Integer> {
    private static final int LONGEST = 4_000;
    private static final Duration FOREVER = Duration.ofDays(3_650);
    /** After a release is verified: what else the directive asked for may come to its end. */
    private static final Duration SETTLE = Duration.ofSeconds(10);

    @Mixin
    Options options = new Options();

    @Parameters(paramLabel = "MISSION", description = "What the product should be, in a sentence or two.")
    String mission = "";

    @Option(
            names = "--until",
            paramLabel = "shipped",
            description = "End with exit code 0 when a release is verified healthy.")
    @Nullable
    String until;

    @Option(
            names = "--timeout",
            paramLabel = "15m",
            description = "With --until: end with exit code 2 after this time (s, m, h).")
    @Nullable
    String timeout;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "What the product is made of; `company doctor` lists what works here.")
    String stack = "";

    @Option(names = "--budget", paramLabel = "USD", description = "Cap for this company and month.")
    @Nullable
    Double budget;

    @Option(names = "--port", paramLabel = "N", description = "Where the server answers; default 7070, or a free one.")
    @Nullable
    Integer port;

    /** How often the loop looks whether it is to end. */
    private static final long LOOK_NANOS = 250_000_000L;

    private enum End {
        SHIPPED,
        FAILED,
        TIMEOUT,
        STOPPED
    }

    @Override
    public Integer call() throws Exception {
        String text = checked();
        Duration limit = Spans.parse(timeout).orElse(FOREVER);
        var screen = new Screen(options.json ? System.err : System.out, System.console() != null && !options.json);
        var there = Api.running(options.folder());
        if (there.isPresent()) return follow(there.get(), screen, text, limit, Optional.empty());
        var settings = Settings.of(options.home(), atOnce(System.getenv()));
        screen.say("Starting on %s …".formatted(settings.home()));
        Main.logTo(settings.home());
        try (var own = OwnServer.start(settings, port == null ? OptionalInt.empty() : OptionalInt.of(port))) {
            var api = new Api(own.server().url(), own.server().token());
            return follow(api, screen, text, limit, Optional.of(own));
        }
    }

    /** Somebody is watching: nothing waits for a batch, unless that is wished. */
    private static Map<String, String> atOnce(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.putIfAbsent("MODEL_BATCHES", "off");
        return all;
    }

    private String checked() {
        String text = mission.strip();
        if (text.isEmpty())
            throw new Failed(
                    Failed.USAGE,
                    "The mission is empty.",
                    "There is nothing to work towards.",
                    "Say what the product should be: ./company run \"A waitlist for a coffee subscription\"");
        if (text.length() > LONGEST)
            throw new Failed(
                    Failed.USAGE,
                    "The mission is too long.",
                    "It has %d characters; at most 4,000 are taken.".formatted(text.length()),
                    "Say it in a sentence or two, and add documents with `company knowledge add`.");
        if (until != null && !until.equals("shipped"))
            throw new Failed(
                    Failed.USAGE,
                    "--until %s is not known.".formatted(until),
                    "There is one thing to wait for: shipped.",
                    "Use --until shipped.");
        Options.checkPort(port);
        return text;
    }

    private Integer follow(Api api, Screen screen, String text, Duration limit, Optional<OwnServer> ours)
            throws Exception {
        var info = api.get("/api/v1/server");
        if (!stack.isBlank()) screen.say("Looking for what the stack %s needs …".formatted(stack));
        var founded = api.post("/api/v1/companies", Map.of("mission", text, "stack", stack));
        String company = founded.at("/company/slug").asString();
        if (budget != null) api.put("/api/v1/companies/" + company + "/budget", Map.of("cap_usd", budget));
        introduce(screen, api, info, founded);
        boolean isNew = founded.path("is_new").asBoolean();
        if (!isNew && founded.at("/company/status").asString().equals("paused"))
            api.post("/api/v1/companies/" + company + "/resume", Map.of());
        var end = watch(api, screen, company, limit, isNew, ours);
        if (end == End.STOPPED) {
            screen.say("");
            screen.say("Stopping. Work under way is set aside and goes on at the next start.");
            end = shipped(api, company) ? End.SHIPPED : End.FAILED;
        }
        var report = new RunReport(api, company, screen.elapsed());
        String outcome = end.name().toLowerCase(Locale.ROOT);
        if (options.json) System.out.println(report.json(outcome));
        else report.print(System.out, outcome);
        return switch (end) {
            case SHIPPED -> 0;
            case FAILED, STOPPED -> Failed.FAILED;
            case TIMEOUT -> Failed.NOT_IN_TIME;
        };
    }

    private void introduce(Screen screen, Api api, JsonNode info, JsonNode founded) {
        String provider = info.path("provider").asString();
        screen.say("Company   %s%s"
                .formatted(
                        founded.at("/company/slug").asString(),
                        founded.path("is_new").asBoolean() ? "" : " (was here already; it goes on)"));
        screen.say(
                "Server    %s, home %s".formatted(api.url(), info.path("home").asString()));
        screen.say("Thinking  %s"
                .formatted(
                        provider.equals("rehearsal")
                                ? "rehearsal: a deterministic stand-in for a language model (see ANTHROPIC_API_KEY, OPENAI_API_KEY)"
                                : provider + ", " + info.path("model").asString()));
        String sandbox = info.path("sandbox").asString();
        screen.say("Sandbox   %s"
                .formatted(
                        sandbox.equals("none")
                                ? "none: only code from this program's own templates is run (install bubblewrap to change that)"
                                : sandbox));
        screen.say("Stack     %s".formatted(founded.path("stack_reason").asString()));
        screen.say("");
    }

    private End watch(Api api, Screen screen, String company, Duration limit, boolean isNew, Optional<OwnServer> ours)
            throws InterruptedException {
        var lines = new FactLine();
        var events = Events.open(api, company, "");
        long ends = System.nanoTime() + limit.toNanos();
        boolean shippedBefore = !isNew && shipped(api, company);
        if (until != null && shippedBefore) return End.SHIPPED;
        long settleEnds = Long.MAX_VALUE;
        while (true) {
            long now = System.nanoTime();
            if (ours.map(OwnServer::isAskedToStop).orElse(false)) return End.STOPPED;
            if (ours.isEmpty()) events.refuseIfGone();
            if (now >= ends) return End.TIMEOUT;
            if (now >= settleEnds) return End.SHIPPED;
            var fact = events.next(Duration.ofNanos(Math.min(Math.min(ends, settleEnds) - now, LOOK_NANOS)));
            if (fact.isEmpty()) continue;
            lines.of(fact.get()).ifPresent(screen::line);
            if (fact.get() instanceof ReleaseFact.Released it && settleEnds == Long.MAX_VALUE) {
                if (until != null) settleEnds = System.nanoTime() + SETTLE.toNanos();
                else serving(screen, api, company, it);
            }
            var end = ending(fact.get(), api, company, settleEnds != Long.MAX_VALUE);
            if (until != null && end.isPresent()) return end.get();
        }
    }

    private Optional<End> ending(Fact fact, Api api, String company, boolean released) {
        return switch (fact) {
            case DirectiveFact.Closed _ -> Optional.of(released || shipped(api, company) ? End.SHIPPED : End.FAILED);
            case InboxFact.Added _ -> Optional.of(End.FAILED);
            default -> Optional.empty();
        };
    }

    private static boolean shipped(Api api, String company) {
        return api.get("/api/v1/companies/" + company + "/status")
                .path("outcome")
                .asString()
                .equals("shipped");
    }

    private void serving(Screen screen, Api api, String company, ReleaseFact.Released it) {
        var dir = api.get("/api/v1/companies/" + company + "/status")
                .at("/product/dir")
                .asString();
        screen.say("");
        screen.say("The product runs at %s, its repository is %s. Ctrl-C ends both.".formatted(it.url(), Path.of(dir)));
        screen.say("");
    }
}
