package dev.companyos.cli;

import picocli.CommandLine.Command;

@Command(
        name = "bench",
        description = {
            "Measures this program on this machine.",
            "Figures of one run belong together; what matters are the ratios, not the seconds."
        },
        subcommands = {BenchModelsCommand.class})
final class BenchCommand extends Group {}
