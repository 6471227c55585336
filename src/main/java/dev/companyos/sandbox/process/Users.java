package dev.companyos.sandbox.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** User ids that nobody else on the machine has, one a workspace, for a server that runs as root. */
public final class Users {
    private static final int FIRST = 1_900_000_000;
    private static final int COUNT = 50_000_000;

    /** Inside containers that have 65,536 ids only. */
    private static final int FEW_FIRST = 40_000;

    private static final int FEW_COUNT = 20_000;

    private Users() {}

    /** The same for the same workspace, so that what one command wrote the next one may change. */
    public static int of(Path workspace) {
        int hash = workspace.toAbsolutePath().normalize().toString().hashCode();
        return all() ? FIRST + Math.floorMod(hash, COUNT) : FEW_FIRST + Math.floorMod(hash, FEW_COUNT);
    }

    /** Who this process is; -1 where the system does not say. */
    public static int own() {
        return number("unix:uid");
    }

    public static int ownGroup() {
        return number("unix:gid");
    }

    private static int number(String attribute) {
        try {
            // a file that we make is ours
            var file = Files.createTempFile("who", "");
            try {
                return Files.getAttribute(file, attribute) instanceof Integer id ? id : -1;
            } finally {
                Files.delete(file);
            }
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return -1;
        }
    }

    private static boolean all() {
        try {
            var fields = Files.readString(Path.of("/proc/self/uid_map")).strip().split("\\s+");
            return fields.length == 3 && Long.parseLong(fields[2]) > FIRST + (long) COUNT;
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes {@code user} the owner of everything in the workspace; links are not followed. */
    public static void give(Path workspace, int user) throws IOException {
        var command = List.of("/bin/chown", "-R", "-P", "-h", user + ":" + user, "--", "" + workspace.toRealPath());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) throw new IOException(output.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
