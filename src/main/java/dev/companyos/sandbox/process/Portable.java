package dev.companyos.sandbox.process;

import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.Sandbox.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A job for a place with tools of its own, such as an image or a virtual machine. This machine's tools do not go there:
 * they may be of another system, and a folder of theirs would lie over one of the place's own. What our own work has put
 * down (a product's dependencies) does.
 *
 * @param shared the folder below which everything is ours: {@code $COMPANY_HOME}
 */
public record Portable(Path shared) {
    public Portable {
        shared = real(shared);
    }

    /** The folders of the job that go with it. */
    public List<Mount> mounts(Job job) {
        var workspace = job.workspace().toAbsolutePath().normalize();
        return job.readable().stream()
                .filter(it -> Files.isDirectory(it.folder()))
                .filter(it -> real(it.folder()).startsWith(shared)
                        || it.at().toAbsolutePath().normalize().startsWith(workspace))
                .toList();
    }

    /** Its command, with the bare name in the place of every program that stays behind. */
    public List<String> words(Job job) {
        var mounts = mounts(job);
        return job.command().stream().map(it -> word(it, job, mounts)).toList();
    }

    private static String word(String word, Job job, List<Mount> mounts) {
        if (!word.startsWith("/")) return word;
        var path = Path.of(word);
        if (!Files.isRegularFile(path) || !Files.isExecutable(path)) return word;
        var real = real(path);
        if (real.startsWith(real(job.workspace()))) return word;
        if (mounts.stream().anyMatch(it -> real.startsWith(real(it.folder())))) return word;
        var name = String.valueOf(path.getFileName());
        return name.matches("python[0-9.]*") ? "python3" : name;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
