package dev.companyos.sandbox.e2b;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.companyos.sandbox.process.ProcessTree;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks what E2B's platform and the program in its machines speak, and really runs what it is told to, each machine with a
 * {@code /tmp} and {@code /root} of its own in bubblewrap.
 */
final class E2bServer implements AutoCloseable {
    static final String KEY = "e2b_" + "0".repeat(40);

    private final HttpServer server;
    private final Path folder;
    private final Map<String, Machine> machines = new ConcurrentHashMap<>();
    private final Map<String, Integer> failing = new ConcurrentHashMap<>();
    final List<JsonNode> created = new CopyOnWriteArrayList<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    volatile boolean vanishing;

    private record Machine(String token, ObjectNode metadata, Path folder, Set<Process> processes) {}

    E2bServer(Path folder) throws IOException {
        this.folder = folder;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    Account account() {
        return new Account(KEY, address(), Optional.of(address()), "tools");
    }

    Set<String> alive() {
        return machines.keySet();
    }

    /** The next calls of that path are answered with that status. */
    void fail(String path, int status) {
        failing.put(path, status);
    }

    /** Puts a machine there that somebody has made. */
    String add(String machine, String server) {
        String id = UUID.randomUUID().toString();
        var metadata = Cloud.JSON.createObjectNode();
        metadata.put("companyosMachine", machine).put("companyosServer", server);
        machines.put(id, new Machine("t", metadata, folder, ConcurrentHashMap.newKeySet()));
        return id;
    }

    private void answer(HttpExchange it) throws IOException {
        try (it) {
            String path = it.getRequestURI().getPath();
            log.add(it.getRequestMethod() + " " + path);
            var status = failing.get(path.replaceAll("[0-9a-f-]{36}", "*"));
            if (status != null) json(it, status, "{\"code\":%d,\"message\":\"as a test wants it\"}".formatted(status));
            else if (path.startsWith("/sandboxes") || path.startsWith("/v2/")) platform(it, path);
            else inside(it, path);
        } catch (IOException | RuntimeException e) {
            log.add(e.toString());
            throw e;
        }
    }

    private void platform(HttpExchange it, String path) throws IOException {
        if (!KEY.equals(it.getRequestHeaders().getFirst("X-API-Key"))) {
            json(it, 401, "{\"code\":401,\"message\":\"Invalid API key\"}");
            return;
        }
        String id = path.replaceFirst("/sandboxes/?", "").replaceFirst("/timeout$", "");
        switch (it.getRequestMethod()) {
            case "GET" -> list(it);
            case "DELETE" -> {
                var machine = machines.remove(id);
                if (machine != null) machine.processes().forEach(process -> ProcessTree.kill(process.toHandle(), ""));
                json(it, machine == null ? 404 : 204, machine == null ? "{\"code\":404,\"message\":\"gone\"}" : "");
            }
            default -> {
                var body = Cloud.JSON.readTree(it.getRequestBody());
                if (!id.isEmpty()) json(it, machines.containsKey(id) ? 204 : 404, "");
                else make(it, body);
            }
        }
    }

    private void make(HttpExchange it, JsonNode body) throws IOException {
        created.add(body);
        String id = UUID.randomUUID().toString();
        var place = Files.createDirectories(folder.resolve(id));
        for (var name : List.of("tmp", "root", "etc")) {
            var at = Files.createDirectories(place.resolve(name));
            if (name.equals("tmp")) at.toFile().setWritable(true, false);
        }
        Files.writeString(place.resolve("etc/passwd"), "root:x:0:0::/root:/bin/sh\nuser:x:1000:1000::/tmp:/bin/sh\n");
        machines.put(
                id,
                new Machine(
                        UUID.randomUUID().toString(),
                        (ObjectNode) body.path("metadata"),
                        place,
                        ConcurrentHashMap.newKeySet()));
        json(
                it,
                201,
                "{\"templateID\":\"t\",\"sandboxID\":\"%s\",\"clientID\":\"c\",\"envdVersion\":\"0.5.0\",\"envdAccessToken\":\"%s\",\"domain\":null}"
                        .formatted(id, machines.get(id).token()));
    }

    /** One a page, so that pages are turned. */
    private void list(HttpExchange it) throws IOException {
        var query = query(it);
        var wanted = query(URI.create("x?" + query.get("metadata")).getRawQuery());
        var ids = machines.entrySet().stream()
                .filter(entry -> wanted.entrySet().stream().allMatch(pair -> entry.getValue()
                        .metadata()
                        .path(pair.getKey())
                        .asString("")
                        .equals(pair.getValue())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        int from = Integer.parseInt(query.getOrDefault("nextToken", "0"));
        var page = Cloud.JSON.createArrayNode();
        if (from < ids.size()) {
            var one = page.addObject().put("sandboxID", ids.get(from));
            one.set("metadata", machines.get(ids.get(from)).metadata());
        }
        if (from + 1 < ids.size()) it.getResponseHeaders().set("X-Next-Token", "" + (from + 1));
        json(it, 200, page.toString());
    }

    private void inside(HttpExchange it, String path) throws IOException {
        var machine = machines.get(it.getRequestHeaders().getFirst("E2b-Sandbox-Id"));
        String port = it.getRequestHeaders().getFirst("E2b-Sandbox-Port");
        if (machine == null) json(it, 502, "{\"message\":\"The sandbox was not found\",\"code\":502}");
        else if (!port.equals("" + Envd.PORT))
            json(it, 200, "%s %s at port %s".formatted(it.getRequestMethod(), it.getRequestURI(), port));
        else if (!machine.token().equals(it.getRequestHeaders().getFirst("X-Access-Token")))
            json(it, 401, "{\"message\":\"no token\",\"code\":401}");
        else if (path.equals("/files") && it.getRequestMethod().equals("POST")) upload(it, machine);
        else if (path.equals("/files")) download(it, machine);
        else if (path.equals("/process.Process/Start")) start(it, machine);
        else json(it, 404, "");
    }

    private static Path place(Machine machine, Map<String, String> query) {
        return machine.folder().resolve(query.get("path").substring(1));
    }

    private void upload(HttpExchange it, Machine machine) throws IOException {
        var body = it.getRequestBody().readAllBytes();
        var text = new String(body, StandardCharsets.ISO_8859_1);
        int from = text.indexOf("\r\n\r\n") + 4;
        int to = text.lastIndexOf("\r\n--");
        var file = place(machine, query(it));
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file)) {
            out.write(body, from, to - from);
        }
        json(it, 200, "[]");
    }

    private void download(HttpExchange it, Machine machine) throws IOException {
        var file = place(machine, query(it));
        if (!Files.isRegularFile(file)) {
            json(it, 404, "{\"code\":404,\"message\":\"path does not exist\"}");
            return;
        }
        it.sendResponseHeaders(200, Files.size(file) == 0 ? -1 : Files.size(file));
        if (Files.size(file) > 0) Files.copy(file, it.getResponseBody());
    }

    private void start(HttpExchange it, Machine machine) throws IOException {
        var in = new DataInputStream(it.getRequestBody());
        in.readUnsignedByte();
        var asked = Cloud.JSON.readTree(in.readNBytes(in.readInt())).path("process");
        String who = new String(
                Base64.getDecoder()
                        .decode(it.getRequestHeaders().getFirst("Authorization").substring(6)),
                StandardCharsets.UTF_8);
        it.getResponseHeaders().set("Content-Type", "application/connect+json");
        it.sendResponseHeaders(200, 0);
        var out = it.getResponseBody();
        var builder = new ProcessBuilder(words(machine, asked, who)).redirectErrorStream(true);
        builder.environment().clear();
        builder.redirectInput(new java.io.File("/dev/null"));
        var process = builder.start();
        machine.processes().add(process);
        try {
            frame(out, 0, "{\"event\":{\"start\":{\"pid\":%d}}}".formatted(process.pid()));
            var buffer = new byte[1 << 15];
            try (var output = process.getInputStream()) {
                for (int length; (length = output.read(buffer)) >= 0; ) {
                    var bytes = new ByteArrayOutputStream();
                    bytes.write(buffer, 0, length);
                    frame(
                            out,
                            0,
                            "{\"event\":{\"data\":{\"stdout\":\"%s\"}}}"
                                    .formatted(Base64.getEncoder().encodeToString(bytes.toByteArray())));
                    if (vanishing && who.startsWith("user")) return;
                }
            }
            int code = process.waitFor();
            frame(out, 0, "{\"event\":{\"keepalive\":{}}}");
            String end = code == 0 ? "" : "\"exitCode\":%d,".formatted(code);
            frame(
                    out,
                    0,
                    "{\"event\":{\"end\":{%s\"exited\":true,\"status\":\"exit status %d\"}}}".formatted(end, code));
            frame(out, 2, "{}");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ProcessTree.kill(process.toHandle(), "");
        }
    }

    private static List<String> words(Machine machine, JsonNode asked, String who) {
        boolean root = System.getProperty("user.name").equals("root");
        var words = new ArrayList<>(List.of("bwrap", "--die-with-parent", "--unshare-net", "--unshare-pid"));
        words.addAll(List.of("--unshare-ipc", "--ro-bind", "/usr", "/usr", "--proc", "/proc", "--dev", "/dev"));
        for (var name : List.of("bin", "sbin", "lib", "lib64"))
            words.addAll(List.of("--symlink", "usr/" + name, "/" + name));
        for (var name : List.of("tmp", "root", "etc"))
            words.addAll(List.of("--bind", "" + machine.folder().resolve(name), "/" + name));
        if (!root) words.addAll(List.of("--unshare-user", "--uid", "0"));
        words.addAll(List.of(
                "--setenv",
                "MACHINE",
                "made by envd",
                "--chdir",
                asked.path("cwd").asString(),
                "--"));
        if (root && who.equals("user:"))
            words.addAll(List.of(
                    "setpriv",
                    "--reuid=1000",
                    "--regid=1000",
                    "--clear-groups",
                    "--bounding-set=-all",
                    "--inh-caps=-all",
                    "--"));
        words.add(asked.path("cmd").asString());
        asked.path("args").forEach(word -> words.add(word.asString()));
        return words;
    }

    private static void frame(OutputStream out, int flags, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        var frame = java.nio.ByteBuffer.allocate(5 + bytes.length)
                .put((byte) flags)
                .putInt(bytes.length)
                .put(bytes);
        out.write(frame.array());
        out.flush();
    }

    private static Map<String, String> query(HttpExchange it) {
        return query(it.getRequestURI().getRawQuery());
    }

    private static Map<String, String> query(String raw) {
        return Stream.of(raw.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void json(HttpExchange it, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        it.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) it.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        machines.values().forEach(it -> it.processes().forEach(process -> ProcessTree.kill(process.toHandle(), "")));
        server.stop(0);
    }
}
