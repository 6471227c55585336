package dev.companyos.sandbox;

import dev.companyos.kernel.CompanyException;
import dev.companyos.sandbox.bubblewrap.BubblewrapSandbox;
import dev.companyos.sandbox.docker.DockerSandbox;
import dev.companyos.sandbox.e2b.Account;
import dev.companyos.sandbox.e2b.E2bSandbox;
import dev.companyos.sandbox.none.Unconfined;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which sandboxes work here, and which is taken: each is tried, not looked up. */
public final class Sandboxes {
    /** What can be asked for, in the order in which {@code auto} tries it. */
    public static final List<String> NAMES = List.of("bubblewrap", "docker", "e2b");

    private Sandboxes() {}

    /**
     * @param kind {@code auto}, one of {@link #NAMES}, or {@code none}
     * @param image what Docker makes containers of
     * @param home {@code $COMPANY_HOME}
     */
    public record Wanted(String kind, String image, Optional<Account> e2b, Path home) {}

    /** How one adapter fared. */
    public sealed interface Trial {
        String name();

        String detail();

        record Works(String name, Sandbox sandbox, String detail) implements Trial {}

        /** @param doThis a sentence without its full stop */
        record Fails(String name, String detail, String doThis) implements Trial {}
    }

    /** @param trials what was tried on the way to it; after the first that works nothing more is */
    public record Choice(Sandbox sandbox, List<Trial> trials) {
        public Choice {
            trials = List.copyOf(trials);
        }

        public String reason() {
            return trials.stream()
                    .map(it -> switch (it) {
                        case Trial.Works works -> works.detail();
                        case Trial.Fails fails -> fails.detail();
                    })
                    .collect(Collectors.joining(" "));
        }

        /** The ways out, the usual one first. */
        public String advice() {
            return trials.stream()
                    .filter(it -> it instanceof Trial.Fails)
                    .map(it -> ((Trial.Fails) it).doThis())
                    .collect(Collectors.joining("; or: ", "", "."));
        }
    }

    /** What works on this machine with nothing set: bubblewrap, or none. */
    public static Choice best() {
        return switch (bubblewrap()) {
            case Trial.Works works -> new Choice(works.sandbox(), List.of(works));
            case Trial.Fails fails -> new Choice(new Unconfined(), List.of(fails));
        };
    }

    /**
     * What the settings ask for. Only {@code auto} may come to nothing; then nothing that a model wrote is run.
     *
     * @throws CompanyException {@code unavailable.sandbox} when it was asked for by name and does not work
     */
    public static Choice choose(Wanted wanted) {
        if (wanted.kind().equals("none"))
            return new Choice(
                    new Unconfined(),
                    List.of(new Trial.Fails(
                            "none", "COMPANY_SANDBOX asks for none.", "Set COMPANY_SANDBOX=auto and start again")));
        if (!wanted.kind().equals("auto"))
            return switch (attempt(wanted.kind(), wanted)) {
                case Trial.Works works -> new Choice(works.sandbox(), List.of(works));
                case Trial.Fails fails ->
                    throw CompanyException.unavailable(
                            "sandbox",
                            "COMPANY_SANDBOX asks for %s, and that does not work here.".formatted(fails.name()),
                            fails.detail(),
                            fails.doThis() + "; or let the server choose with COMPANY_SANDBOX=auto.");
            };
        var trials = new ArrayList<Trial>();
        for (var name : NAMES) {
            if (name.equals("e2b") && wanted.e2b().isEmpty()) continue;
            var trial = attempt(name, wanted);
            trials.add(trial);
            if (trial instanceof Trial.Works works) return new Choice(works.sandbox(), trials);
        }
        return new Choice(new Unconfined(), trials);
    }

    /** Tries one. */
    public static Trial attempt(String name, Wanted wanted) {
        return switch (name) {
            case "bubblewrap" -> bubblewrap();
            case "docker" ->
                switch (DockerSandbox.probe(wanted.image(), wanted.home(), System.getenv())) {
                    case DockerSandbox.Probe.Works it -> new Trial.Works(name, it.sandbox(), it.detail() + ".");
                    case DockerSandbox.Probe.Fails it -> new Trial.Fails(name, it.reason(), it.doThis());
                };
            case "e2b" ->
                wanted.e2b()
                        .<Trial>map(it -> switch (E2bSandbox.probe(it, wanted.home())) {
                            case E2bSandbox.Probe.Works works ->
                                new Trial.Works(name, works.sandbox(), works.detail() + ".");
                            case E2bSandbox.Probe.Fails fails -> new Trial.Fails(name, fails.reason(), fails.doThis());
                        })
                        .orElse(new Trial.Fails(name, "E2B needs a key.", "Set E2B_API_KEY (https://e2b.dev)"));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Trial bubblewrap() {
        return switch (BubblewrapSandbox.probe()) {
            case BubblewrapSandbox.Probe.Works it -> new Trial.Works("bubblewrap", it.sandbox(), it.detail() + ".");
            case BubblewrapSandbox.Probe.Fails it ->
                new Trial.Fails(
                        "bubblewrap", it.reason(), "Install bubblewrap (`apt-get install bubblewrap util-linux`)");
        };
    }
}
