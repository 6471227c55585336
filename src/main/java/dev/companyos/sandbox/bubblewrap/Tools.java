package dev.companyos.sandbox.bubblewrap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that confine, and what they can do here. */
record Tools(Programs programs, boolean root, String help, int userId) {
    /** @param nsenter and {@code perl} carry connections to what is served inside */
    record Programs(String bubblewrap, String prlimit, String setpriv, String nsenter, String perl) {}

    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin");

    /** Processes of the same user outside the sandbox count in old kernels; a desktop has thousands. */
    private static final int OTHERS = 4096;

    static Optional<Tools> find() {
        var bubblewrap = find("bwrap");
        var prlimit = find("prlimit");
        var setpriv = find("setpriv");
        var nsenter = find("nsenter");
        var perl = find("perl");
        if (Stream.of(bubblewrap, prlimit, nsenter, perl).anyMatch(Optional::isEmpty)) return Optional.empty();
        int user = ownId();
        if (user == 0 && setpriv.isEmpty()) return Optional.empty();
        var programs = new Programs(bubblewrap.get(), prlimit.get(), setpriv.orElse(""), nsenter.get(), perl.get());
        return Optional.of(new Tools(programs, user == 0, help(bubblewrap.get()), user));
    }

    String bubblewrap() {
        return programs.bubblewrap();
    }

    String prlimit() {
        return programs.prlimit();
    }

    String setpriv() {
        return programs.setpriv();
    }

    boolean can(String option) {
        return help.contains(option + " ");
    }

    int othersCounted() {
        return root || countsByNamespace() ? 0 : OTHERS;
    }

    /** Linux 5.14 and later count processes by user and namespace. */
    private static boolean countsByNamespace() {
        var version = System.getProperty("os.version", "0.0").split("[^0-9]+");
        int major = Integer.parseInt(version[0]);
        return major > 5 || (major == 5 && version.length > 1 && Integer.parseInt(version[1]) >= 14);
    }

    private static Optional<String> find(String name) {
        return FOLDERS.stream()
                .map(it -> Path.of(it, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static int ownId() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer user ? user : -1;
        } catch (IOException | UnsupportedOperationException e) {
            return -1;
        }
    }

    private static String help(String bubblewrap) {
        try {
            var process = new ProcessBuilder(bubblewrap, "--help")
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
