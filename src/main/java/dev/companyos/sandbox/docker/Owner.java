package dev.companyos.sandbox.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whose a container is: which server's, on which machine. What a dead server left is removed by the next one. */
record Owner(String machine, String server) {
    private static final String MACHINE = "dev.companyos.machine";
    private static final String SERVER = "dev.companyos.server";

    static Owner us() {
        return new Owner(here(), of(ProcessHandle.current()));
    }

    List<String> labels() {
        return List.of(MACHINE + "=" + machine, SERVER + "=" + server);
    }

    /** Removes what servers of this machine have left that are not alive any more. */
    int sweep(Docker docker, Duration patience) {
        var list = docker.call(
                patience,
                "ps",
                "--all",
                "--filter",
                "label=" + MACHINE + "=" + machine,
                "--format",
                "{{.ID}} {{.Label \"" + SERVER + "\"}}");
        if (!list.well()) return 0;
        int swept = 0;
        for (var line : list.output().lines().toList()) {
            var fields = line.split(" ", 2);
            if (fields.length != 2 || alive(fields[1])) continue;
            if (docker.call(patience, "rm", "--force", "--volumes", fields[0]).well()) swept++;
        }
        return swept;
    }

    private static boolean alive(String server) {
        if (!server.matches("[0-9]+-[0-9]+")) return true; // not one of ours
        return ProcessHandle.of(Long.parseLong(server.substring(0, server.indexOf('-'))))
                .map(it -> of(it).equals(server))
                .orElse(false);
    }

    private static String of(ProcessHandle process) {
        return process.pid() + "-"
                + process.info().startInstant().orElse(Instant.EPOCH).getEpochSecond();
    }

    /** Servers in containers of their own number their processes by themselves: those numbers mean nothing here. */
    private static String here() {
        try {
            var processes = Path.of("/proc/self/ns/pid");
            String space = Files.isSymbolicLink(processes)
                    ? Files.readSymbolicLink(processes).toString().replaceAll("[^0-9]", "")
                    : "";
            return InetAddress.getLocalHost().getHostName() + "." + space;
        } catch (IOException e) {
            return "this";
        }
    }
}
