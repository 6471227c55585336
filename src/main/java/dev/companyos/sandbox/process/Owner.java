package dev.companyos.sandbox.process;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Whose something in an engine or a cloud is: which server's, on which machine. What a dead server left is removed by the
 * next one.
 *
 * @param server a process id and the second in which it began
 */
public record Owner(String machine, String server) {
    public static Owner us() {
        return new Owner(here(), of(ProcessHandle.current()));
    }

    /** Whether a server of this machine has died; nothing is said about those of others. */
    public boolean isDead() {
        if (!machine.equals(here()) || !server.matches("[0-9]{1,18}-[0-9]{1,18}")) return false;
        return ProcessHandle.of(Long.parseLong(server.substring(0, server.indexOf('-'))))
                .map(it -> !of(it).equals(server))
                .orElse(true);
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
