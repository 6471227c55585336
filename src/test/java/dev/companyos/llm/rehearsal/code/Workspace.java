package dev.companyos.llm.rehearsal.code;

import dev.companyos.kernel.Slug;
import dev.companyos.stacks.Stack;
import dev.companyos.stacks.StackFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A product's files in a folder, and its commands run there with nothing but the stack's own environment. */
final class Workspace {
    private static final int PATIENCE_SECONDS = 90;

    private final Path folder;
    private final Stack stack;
    private final Set<String> written = new HashSet<>();

    Workspace(Path folder, Stack stack, String product) {
        this.folder = folder;
        this.stack = stack;
        add(StackFiles.scaffold(stack, product, new Slug("product")));
    }

    /** Refuses a path that is there already: features must not overlap. */
    Workspace add(Map<String, String> files) {
        files.forEach((path, content) -> {
            if (!written.add(path)) {
                throw new AssertionError("Two features write " + path);
            }
            try {
                Path file = folder.resolve(path);
                Files.createDirectories(file.getParent());
                Files.writeString(file, content);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return this;
    }

    /** What takes the place of files that are there. */
    Workspace replace(Map<String, String> files) {
        written.removeAll(files.keySet());
        return add(files);
    }

    record Result(int code, int passed, int failed, String output) {}

    Result test() throws Exception {
        return test(stack.tests().command());
    }

    /** The same where there is no network, no user, and nothing to write to but the product. */
    Result testConfined() throws Exception {
        var command = new ArrayList<>(List.of("bwrap", "--unshare-all", "--die-with-parent", "--new-session"));
        for (String system : List.of("/usr", "/lib", "/lib64", "/bin")) {
            command.addAll(List.of("--ro-bind-try", system, system));
        }
        command.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
        stack.readable().forEach(path -> command.addAll(List.of("--ro-bind", path.toString(), path.toString())));
        command.addAll(List.of("--bind", folder.toString(), "/product", "--chdir", "/product"));
        command.addAll(stack.tests().command());
        return test(command);
    }

    private Result test(List<String> command) throws Exception {
        Process process = start(command);
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).whenComplete((_, late) -> {
            if (late != null) process.destroyForcibly();
        });
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(
                process.waitFor(), stack.tests().passed(output), stack.tests().failed(output), output);
    }

    Running run() throws Exception {
        int port = freePort();
        Process process = start(stack.run().stream()
                .map(part -> part.replace("{{port}}", Integer.toString(port)))
                .toList());
        var killer = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            if (line.contains("http://127.0.0.1:" + port)) {
                return new Running(process, port, killer);
            }
        }
        throw new AssertionError("It did not start:\n" + said);
    }

    record Running(Process process, int port, CompletableFuture<Void> killer) implements AutoCloseable {
        /** Older uvicorns refuse the upgrade to HTTP/2 that the client would ask for. */
        private static final HttpClient HTTP =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        HttpResponse<String> get(String path) throws Exception {
            return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
        }

        HttpResponse<String> post(String path, String type, String body) throws Exception {
            var request = HttpRequest.newBuilder(uri(path))
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return HTTP.send(request, BodyHandlers.ofString());
        }

        private URI uri(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        @Override
        public void close() throws InterruptedException {
            killer.cancel(true);
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(stack.environment());
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
