package dev.companyos.cli;

import dev.companyos.kernel.CompanyException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code company}: noun, then verb. */
@Command(
        name = "company",
        description = "A company of AI agents that builds, tests and ships software.",
        version = "company-os 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            StartCommand.class,
            ServerCommands.Stop.class,
            ServerCommands.Status.class,
            ServerCommands.Logs.class,
            DoctorCommand.class,
            SandboxCommands.class,
            CompanyCommands.class,
            WorkCommands.Mission.class,
            WorkCommands.Directives.class,
            WorkCommands.Tasks.class,
            PeopleCommands.Agents.class,
            PeopleCommands.Roles.class,
            MeansCommands.Budget.class,
            MeansCommands.Costs.class,
            MeansCommands.Releases.class,
            TalkCommands.Knowledge.class,
            TalkCommands.Inbox.class,
            BenchCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 fine, 1 failed, 2 not in time, 64 wrong usage, 69 something needed is unavailable.",
            "Begin with:  company run \"A waitlist for a coffee subscription\" --until shipped"
        })
public final class Main implements Callable<Integer> {
    @Mixin
    Options options = new Options();

    @picocli.CommandLine.Option(names = "--version", versionHelp = true, description = "Show the version and end.")
    boolean version;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionStrategy(Main::guarded)
                .setExitCodeExceptionMapper(_ -> Failed.FAILED)
                .setParameterExceptionHandler((e, _) -> {
                    System.err.println("error: " + PlainStream.text(String.valueOf(e.getMessage())));
                    System.err.println("  do:  see `%s --help`"
                            .formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
                    return Failed.USAGE;
                })
                .setExecutionExceptionHandler((e, _, _) -> {
                    var failed =
                            switch (e) {
                                case Failed it -> it;
                                case CompanyException it -> Failed.of(it);
                                default ->
                                    new Failed(
                                            Failed.FAILED,
                                            "Something went wrong that should not have.",
                                            e.toString(),
                                            "The server's log in $COMPANY_HOME/logs says more.");
                            };
                    System.err.println(PlainStream.text(failed.text()));
                    return failed.exitCode();
                });
    }

    /** Whatever a command prints, it prints through a filter: most of it was written by others. */
    private static int guarded(CommandLine.ParseResult parsed) {
        PrintStream out = System.out;
        System.setOut(new PlainStream(out));
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            System.setOut(out);
        }
    }

    /** What the server has to say goes to {@code logs/server.log}; the terminal shows the work. */
    static void logTo(Path home) {
        System.setProperty(
                "company.log", home.resolve("logs").resolve("server.log").toString());
        System.setProperty("company.console", "OFF");
    }

    @Override
    public Integer call() {
        commandLine().usage(System.out);
        return Failed.USAGE;
    }
}
