package dev.companyos.sandbox.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A small image out of this machine's own programs, so that the contract needs no registry. */
final class TestImage {
    static final String NAME = "companyos-sandbox-test:1";

    private static final List<String> PROGRAMS = List.of(
            "sh bash perl env cat ls id sleep seq yes head tail true false mkdir rm cp mv ln chmod chown touch dd mount"
                    .split(" "));
    private static final List<String> MORE = List.of(
            "umount chroot su setsid nohup wc tr grep sed find tar gzip kill ps mknod unshare python3 stat sort od nsenter"
                    .split(" "));

    private TestImage() {}

    static boolean present(Docker docker) throws IOException, InterruptedException {
        if (docker.call(Duration.ofSeconds(20), "image", "inspect", NAME).well()) return true;
        var files = new LinkedHashSet<Path>();
        for (var name : Stream.concat(PROGRAMS.stream(), MORE.stream()).toList())
            for (var folder : List.of("/usr/bin", "/usr/sbin")) {
                var program = Path.of(folder, name);
                if (!Files.isExecutable(program)) continue;
                chain(program, files);
                for (var library : libraries(program)) chain(library, files);
            }
        for (var folder : List.of("/bin", "/sbin", "/lib", "/lib64", "/usr/lib/x86_64-linux-gnu/perl-base"))
            if (Files.exists(Path.of(folder))) files.add(Path.of(folder));
        var list = Files.createTempFile("image", ".list");
        var tar = Files.createTempFile("image", ".tar");
        try {
            Files.write(
                    list, files.stream().map(it -> it.toString().substring(1)).toList());
            var made = new ProcessBuilder("tar", "-C", "/", "-cf", "" + tar, "-T", "" + list)
                    .redirectErrorStream(true)
                    .start();
            made.getInputStream().transferTo(System.err);
            return made.waitFor() == 0
                    && docker.call(Duration.ofSeconds(60), "import", "" + tar, NAME)
                            .well();
        } finally {
            Files.delete(list);
            Files.delete(tar);
        }
    }

    /** Every link on the way to a file, and the file, each under its true parent. */
    private static void chain(Path path, Set<Path> files) throws IOException {
        for (var at = path; ; ) {
            var here = at.getParent().toRealPath().resolve(at.getFileName());
            files.add(here);
            if (!Files.isSymbolicLink(here)) return;
            at = here.getParent().resolve(Files.readSymbolicLink(here));
        }
    }

    private static List<Path> libraries(Path program) throws IOException {
        var process = new ProcessBuilder("ldd", "" + program.toRealPath())
                .redirectErrorStream(true)
                .start();
        try (var lines = process.inputReader().lines()) {
            return lines.flatMap(it -> Stream.of(it.strip().split("\\s+")))
                    .filter(it -> it.startsWith("/") && Files.exists(Path.of(it)))
                    .map(Path::of)
                    .toList();
        }
    }
}
