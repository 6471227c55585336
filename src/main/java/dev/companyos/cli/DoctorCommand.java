package dev.companyos.cli;

import dev.companyos.app.ModelChoice;
import dev.companyos.app.Settings;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.Tier;
import dev.companyos.llm.ModelRow;
import dev.companyos.sandbox.Sandboxes;
import dev.companyos.stacks.StackFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "doctor", description = "What works on this machine, what is missing, and how to get it.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    Options options = new Options();

    /** @param needed without it nothing works */
    private record Check(String name, boolean works, boolean needed, String detail) {}

    @Override
    public Integer call() {
        var checks = new ArrayList<Check>();
        checks.add(new Check(
                "java",
                Runtime.version().feature() >= 25,
                true,
                "%s at %s".formatted(Runtime.version(), System.getProperty("java.home"))));
        checks.add(git());
        checks.add(home());
        checks.add(settings());
        checks.addAll(sandboxes());
        for (var it :
                StackFiles.ofThisMachine(options.folder().resolve("stacks")).all())
            checks.add(new Check("stack " + it.name(), it.works(), false, it.detail()));
        checks.addAll(models());
        print(checks);
        return checks.stream().allMatch(it -> it.works() || !it.needed()) ? 0 : Failed.UNAVAILABLE;
    }

    /** Each of them, and which one a server would take. */
    private List<Check> sandboxes() {
        Settings settings;
        try {
            settings = Settings.of(options.home(), System.getenv());
        } catch (CompanyException e) {
            return List.of(); // said already
        }
        var wanted = settings.sandboxes();
        var checks = new ArrayList<Check>();
        String taken = wanted.kind().equals("auto") ? "" : wanted.kind();
        for (var name : Sandboxes.NAMES) {
            var trial = Sandboxes.attempt(name, wanted);
            boolean works = trial instanceof Sandboxes.Trial.Works;
            if (works && taken.isEmpty()) taken = name;
            String detail = trial instanceof Sandboxes.Trial.Fails fails
                    ? "%s Get it: %s".formatted(fails.detail(), fails.doThis())
                    : trial.detail();
            checks.add(new Check("sandbox " + name, works, name.equals(wanted.kind()), detail));
        }
        if (taken.isEmpty()) taken = "none";
        checks.add(new Check(
                "sandbox",
                !taken.equals("none"),
                false,
                "COMPANY_SANDBOX=%s, so that %s"
                        .formatted(
                                wanted.kind(),
                                taken.equals("none")
                                        ? "only the rehearsal's own code is run, and that unconfined"
                                        : taken + " is taken")));
        return checks;
    }

    private void print(List<Check> checks) {
        if (options.json) {
            var json = Api.JSON.createArrayNode();
            checks.forEach(it -> json.addObject()
                    .put("name", it.name())
                    .put("works", it.works())
                    .put("needed", it.needed())
                    .put("detail", it.detail()));
            System.out.println(json);
            return;
        }
        for (var it : checks)
            System.out.println("%-8s %-15s %s"
                    .formatted(
                            it.works() ? "works" : it.needed() ? "MISSING" : "missing",
                            it.name(),
                            it.detail().replace("\n", "\n" + " ".repeat(25))));
    }

    private static Check git() {
        try {
            var process = new ProcessBuilder("git", "--version")
                    .redirectErrorStream(true)
                    .start();
            String version = new String(
                            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .strip();
            boolean ended = process.waitFor(10, TimeUnit.SECONDS);
            var numbers = version.replaceAll("[^0-9.]", "").split("\\.");
            boolean recent = ended
                    && numbers.length > 1
                    && (Integer.parseInt(numbers[0]) > 2
                            || Integer.parseInt(numbers[0]) == 2 && Integer.parseInt(numbers[1]) >= 38);
            return new Check("git", recent, true, recent ? version : version + " is too old: 2.38 or newer is needed");
        } catch (IOException e) {
            return new Check("git", false, true, "not found. Get it: apt-get install git");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Check("git", false, true, "interrupted");
        }
    }

    private Check home() {
        Path home = options.folder();
        try {
            Path there = home;
            while (!Files.exists(there) && there.getParent() != null) there = there.getParent();
            boolean works = Files.isWritable(there) && Files.isDirectory(there);
            return new Check(
                    "home",
                    works,
                    true,
                    works ? home + " can be written" : there + " cannot be written. Name another with --home");
        } catch (SecurityException e) {
            return new Check("home", false, true, e.toString());
        }
    }

    /** Who does the thinking, and what its provider says of each model that is wanted. */
    private List<Check> models() {
        Settings settings;
        try {
            settings = Settings.of(options.home(), System.getenv());
        } catch (CompanyException e) {
            return List.of(); // said already
        }
        var catalog = ModelChoice.catalog(settings);
        var model = ModelChoice.model(settings, catalog, Clock.systemUTC());
        var checks = new ArrayList<Check>();
        if (model.writesOnlyOurCode())
            checks.add(new Check(
                    "model", true, false, "the rehearsal does the thinking; ANTHROPIC_API_KEY brings Claude to it"));
        else {
            var wanted = Stream.concat(
                            Arrays.stream(Tier.values()).map(catalog::of),
                            settings.modelPerRole().values().stream().map(catalog::row))
                    .map(ModelRow::name)
                    .distinct();
            wanted.forEach(name -> checks.add(model.trouble(name)
                    .map(it -> new Check("model " + name, false, false, String.valueOf(it.getMessage())))
                    .orElse(new Check("model " + name, true, false, settings.provider() + " has it"))));
        }
        settings.codingAgent().ifPresent(it -> checks.add(version(it)));
        catalog.remarks().forEach(it -> checks.add(new Check("model", true, false, it)));
        return checks;
    }

    private static Check version(Settings.Agent agent) {
        String name = "coding agent";
        try {
            var process = new ProcessBuilder(agent.command(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(10, TimeUnit.SECONDS);
            if (!ended) process.destroyForcibly();
            String said = ended
                    ? new String(process.getInputStream().readNBytes(200), java.nio.charset.StandardCharsets.UTF_8)
                    : "it does not answer";
            return new Check(name, ended && process.exitValue() == 0, false, agent.command() + ": " + said.strip());
        } catch (IOException e) {
            return new Check(
                    name,
                    false,
                    false,
                    "%s cannot be started. Install it, or name its path with".formatted(agent.command())
                            + " CODING_AGENT_COMMAND");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Check(name, false, false, "interrupted");
        }
    }

    private Check settings() {
        try {
            Settings.of(options.home(), System.getenv());
            return new Check("settings", true, true, "nothing wrong");
        } catch (CompanyException e) {
            return new Check("settings", false, true, e.why());
        }
    }
}
