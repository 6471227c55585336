package dev.companyos.repo.commandline;

import dev.companyos.repo.GitFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One call of git on one repository. The repository's own configuration is ours; the user's and the system's are not read;
 * the environment is empty but for what is named here; and whatever could make git start a program is switched off.
 */
final class Git {
    private static final List<String> SAFE = List.of(
            "-c", "core.hooksPath=/dev/null",
            "-c", "core.fsmonitor=false",
            "-c", "core.attributesFile=/dev/null",
            "-c", "core.excludesFile=/dev/null",
            "-c", "core.pager=cat",
            "-c", "core.sshCommand=false",
            "-c", "core.symlinks=false",
            "-c", "core.autocrlf=false",
            "-c", "core.protectNTFS=true",
            "-c", "core.protectHFS=true",
            "-c", "protocol.allow=never",
            "-c", "submodule.recurse=false",
            "-c", "diff.external=",
            "-c", "commit.gpgSign=false",
            "-c", "merge.renames=true",
            "-c", "gc.auto=0",
            "-c", "maintenance.auto=false",
            "-c", "advice.detachedHead=false",
            "-c", "safe.directory=*");
    private static final long SECONDS = 120;

    private final Path gitDir;

    Git(Path gitDir) {
        this.gitDir = gitDir;
    }

    record Answer(int code, String output) {}

    String run(String... args) {
        return run(Map.of(), List.of(args));
    }

    /** @throws GitFailed with what git said, for any exit code but 0 */
    String run(Map<String, String> environment, List<String> args) {
        var answer = ask(environment, args);
        if (answer.code() != 0) throw new GitFailed(args, answer.output());
        return answer.output();
    }

    Answer ask(Map<String, String> environment, List<String> args) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(SAFE);
        command.add("--git-dir=" + gitDir);
        command.addAll(args);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var inherited = new TreeMap<>(builder.environment());
        builder.environment().clear();
        if (inherited.containsKey("PATH")) builder.environment().put("PATH", inherited.get("PATH"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TZ", "UTC");
        builder.environment().put("HOME", "/nonexistent");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new GitFailed(args, "It took longer than %d s.".formatted(SECONDS));
            }
            return new Answer(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("git could not be started; is it installed?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GitFailed(args, "interrupted");
        }
    }
}
