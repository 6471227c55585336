package dev.companyos.checks.changes;

import dev.companyos.checks.ChangeRule;
import dev.companyos.checks.ChangeSet;
import dev.companyos.checks.Finding;
import dev.companyos.checks.PackageIndex.Ecosystem;
import dev.companyos.checks.changes.Manifests.Declared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Imports, in Python, JavaScript and TypeScript, of packages that no manifest declares: they work here by luck and not
 * where the product is installed. Java's compiler says the same of Java by itself.
 */
public final class Imports implements ChangeRule {
    private static final Pattern PYTHON_TEXT = Pattern.compile("(?s)\"\"\".*?\"\"\"|'''.*?'''");
    private static final Pattern PYTHON = Pattern.compile(
            "^(\\s*)(?:from\\s+([A-Za-z_]\\w*)[\\w.]*\\s+import\\b|import\\s+([A-Za-z_][\\w.]*(?:\\s+as\\s+\\w+)?(?:\\s*,\\s*[A-Za-z_][\\w.]*(?:\\s+as\\s+\\w+)?)*)\\s*(?:#.*)?$)");
    private static final Pattern SCRIPT = Pattern.compile(
            "(?:^\\s*(?:import|export)\\b[^'\"`;]*?|^\\s*\\}\\s*from\\s*|\\brequire\\s*\\(\\s*|\\bimport\\s*\\(\\s*)['\"]([^'\"\\s]+)['\"]");
    private static final Pattern SCRIPT_FILE = Pattern.compile(".*\\.(?:js|mjs|cjs|jsx|ts|mts|cts|tsx)");
    private static final Pattern ALIAS = Pattern.compile("\"([^\"*]+)/?\\*?\"\\s*:\\s*\\[");
    private static final Set<String> NODE = Set.of("""
            assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain
            events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl
            stream string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib bun""".split("\\s+"));

    /** What a package is imported as, where that is not its name. */
    private static final Map<String, Set<String>> SPELLED = Map.ofEntries(
            Map.entry("yaml", Set.of("pyyaml", "ruamel-yaml")),
            Map.entry("PIL", Set.of("pillow")),
            Map.entry("dateutil", Set.of("python-dateutil")),
            Map.entry("jose", Set.of("python-jose")),
            Map.entry("dotenv", Set.of("python-dotenv")),
            Map.entry("multipart", Set.of("python-multipart")),
            Map.entry("bs4", Set.of("beautifulsoup4")),
            Map.entry("sklearn", Set.of("scikit-learn")),
            Map.entry("skimage", Set.of("scikit-image")),
            Map.entry("cv2", Set.of("opencv-python", "opencv-python-headless")),
            Map.entry("jwt", Set.of("pyjwt")),
            Map.entry("attr", Set.of("attrs")),
            Map.entry("psycopg2", Set.of("psycopg2", "psycopg2-binary")),
            Map.entry("MySQLdb", Set.of("mysqlclient")),
            Map.entry("slugify", Set.of("python-slugify")),
            Map.entry("magic", Set.of("python-magic")),
            Map.entry("docx", Set.of("python-docx")),
            Map.entry("pptx", Set.of("python-pptx")),
            Map.entry("git", Set.of("gitpython")),
            Map.entry("github", Set.of("pygithub")),
            Map.entry("serial", Set.of("pyserial")),
            Map.entry("socks", Set.of("pysocks")),
            Map.entry("Crypto", Set.of("pycryptodome")),
            Map.entry("nacl", Set.of("pynacl")),
            Map.entry("zmq", Set.of("pyzmq")),
            Map.entry("fitz", Set.of("pymupdf")),
            Map.entry("markdown_it", Set.of("markdown-it-py")),
            Map.entry("pkg_resources", Set.of("setuptools")),
            Map.entry("_pytest", Set.of("pytest")),
            Map.entry("google", Set.of()),
            // what FastAPI and the like bring with them, and document as theirs
            Map.entry("starlette", Set.of("fastapi", "starlette")),
            Map.entry("pydantic", Set.of("fastapi", "pydantic", "pydantic-settings", "sqlmodel")),
            Map.entry("pydantic_core", Set.of("fastapi", "pydantic")),
            Map.entry("anyio", Set.of("fastapi", "starlette", "httpx", "anyio")),
            Map.entry("typing_extensions", Set.of("fastapi", "pydantic", "sqlalchemy", "typing-extensions")),
            Map.entry("httpcore", Set.of("httpx", "httpcore")),
            Map.entry("click", Set.of("uvicorn", "flask", "typer", "click")),
            Map.entry("h11", Set.of("uvicorn", "httpx", "h11")),
            Map.entry("werkzeug", Set.of("flask", "werkzeug")),
            Map.entry("jinja2", Set.of("flask", "jinja2")),
            Map.entry("markupsafe", Set.of("flask", "jinja2", "markupsafe")));

    private static final int LONGEST = 2_000;

    private final Set<String> standard;

    public Imports() {
        try (var in = Imports.class.getResourceAsStream("/checks/python-modules.txt")) {
            if (in == null) throw new IllegalStateException("python-modules.txt is missing from this build");
            this.standard = Set.copyOf(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Finding> look(ChangeSet changes) {
        var found = new ArrayList<Finding>();
        var declared = new Declarations(changes.after());
        for (var change : changes.changes()) {
            if (change.is().isEmpty()) continue;
            if (change.path().endsWith(".py")) python(change, declared, found);
            else if (SCRIPT_FILE.matcher(change.name()).matches()) script(change, declared, found);
        }
        return found;
    }

    /** What the tree's manifests say, read once, when a file asks. */
    private static final class Declarations {
        private final Map<String, String> tree;
        private final Map<String, Set<String>> npm = new HashMap<>();
        private Optional<Set<String>> python = Optional.empty();
        private Optional<Set<String>> local = Optional.empty();

        Declarations(Map<String, String> tree) {
            this.tree = tree;
        }

        Set<String> python() {
            if (python.isEmpty()) python = Optional.of(names(Ecosystem.PYPI));
            return python.get();
        }

        private Set<String> names(Ecosystem ecosystem) {
            var names = new HashSet<String>();
            tree.forEach((path, text) -> Manifests.read(path, text).stream()
                    .filter(it -> it.ecosystem() == ecosystem)
                    .map(Declared::name)
                    .forEach(names::add));
            return names;
        }

        /** Each folder and each file's stem: wherever the search path begins, what is the product's own is among them. */
        Set<String> local() {
            if (local.isEmpty()) {
                var names = new HashSet<String>();
                for (var path : tree.keySet())
                    if (path.endsWith(".py"))
                        names.addAll(
                                List.of(path.substring(0, path.length() - 3).split("/")));
                local = Optional.of(names);
            }
            return local.get();
        }

        /** Of the manifests in the file's folder and those above it. */
        Set<String> npm(String path) {
            int slash = path.lastIndexOf('/');
            return npm.computeIfAbsent(slash < 0 ? "" : path.substring(0, slash + 1), this::inFolder);
        }

        private Set<String> inFolder(String folder) {
            var names = new HashSet<String>();
            for (String at = folder;
                    ;
                    at = at.isEmpty() ? at : at.substring(0, at.lastIndexOf('/', at.length() - 2) + 1)) {
                String manifest = tree.getOrDefault(at + "package.json", "");
                Manifests.read("package.json", manifest).forEach(it -> names.add(it.name()));
                var own = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]+)\"").matcher(manifest);
                if (own.find()) names.add(own.group(1));
                for (var settings : List.of("tsconfig.json", "jsconfig.json"))
                    ALIAS.matcher(tree.getOrDefault(at + settings, ""))
                            .results()
                            .forEach(it -> names.add(it.group(1).replaceFirst("/$", "")));
                if (at.isEmpty()) return names;
            }
        }
    }

    private void python(ChangeSet.Change change, Declarations declared, List<Finding> found) {
        if (declared.python().isEmpty()) return; // it is not said here what is installed
        var text = PYTHON_TEXT.matcher(change.is()).replaceAll(it -> "\n"
                .repeat((int) it.group().chars().filter(c -> c == '\n').count()));
        var before = new HashSet<>(change.was().lines().map(String::strip).toList());
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).length() > LONGEST) continue;
            var match = PYTHON.matcher(lines.get(i));
            if (!match.find() || before.contains(lines.get(i).strip()) || optional(lines, i, match.group(1))) continue;
            String names = match.group(2) != null ? match.group(2) : match.group(3);
            for (var name : names.split(",")) {
                String module = name.strip().replaceFirst("[\\s.].*$", "");
                if (!python(module, declared))
                    found.add(undeclared(change.path(), i + 1, module, "requirements.txt or pyproject.toml"));
            }
        }
    }

    /** One that may be missing: in a {@code try}, or for a type checker only. */
    private static boolean optional(List<String> lines, int at, String indent) {
        if (indent.isEmpty()) return false;
        for (int i = at - 1; i >= 0; i--) {
            String line = lines.get(i);
            if (line.isBlank() || line.length() - line.stripLeading().length() >= indent.length()) continue;
            return line.strip().matches("try\\s*:|if\\s+(?:typing\\.)?TYPE_CHECKING\\s*:|except\\b.*");
        }
        return false;
    }

    private boolean python(String module, Declarations declared) {
        if (module.isEmpty() || module.startsWith("_") || standard.contains(module)) return true;
        if (declared.local().contains(module)) return true;
        var spelled = SPELLED.get(module);
        if (spelled != null) return spelled.isEmpty() || spelled.stream().anyMatch(declared.python()::contains);
        return declared.python().contains(Manifests.python(module));
    }

    private static void script(ChangeSet.Change change, Declarations declared, List<Finding> found) {
        change.added().forEach(line -> {
            String plain = line.text().strip();
            if (plain.startsWith("//") || plain.startsWith("*") || plain.length() > LONGEST) return;
            var match = SCRIPT.matcher(line.text());
            while (match.find()) {
                String wanted = match.group(1);
                if (script(wanted, change.path(), declared)) continue;
                found.add(undeclared(change.path(), line.number(), packageOf(wanted), "package.json"));
            }
        });
    }

    private static boolean script(String wanted, String path, Declarations declared) {
        if (wanted.matches("[./#~].*|node:.*|bun:.*|https?:.*|data:.*|virtual:.*|@/.*") || wanted.contains("${"))
            return true;
        String name = packageOf(wanted);
        if (NODE.contains(name)) return true;
        var names = declared.npm(path);
        return names.contains(name)
                || names.contains("@types/" + name.replaceFirst("^@([^/]+)/", "$1__"))
                || names.contains(wanted.replaceFirst("/.*", ""));
    }

    private static String packageOf(String wanted) {
        var parts = wanted.split("/", 3);
        return wanted.startsWith("@") && parts.length > 1 ? parts[0] + "/" + parts[1] : parts[0];
    }

    private static Finding undeclared(String path, int line, String name, String manifest) {
        return new Finding(
                path,
                line,
                "`%s` is imported, and no manifest declares it.".formatted(name),
                "Declare it in %s, or use what is declared.".formatted(manifest));
    }
}
