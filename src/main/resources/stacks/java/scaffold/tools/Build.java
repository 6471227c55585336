import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The whole build: {@code java tools/Build.java compile | test | run [port]}. Needs a JDK and nothing else. */
public final class Build {
    private static final Path CLASSES = Path.of("build/classes");
    private static final Path TEST_CLASSES = Path.of("build/test-classes");

    private Build() {}

    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "" : args[0]) {
            case "compile" -> compile(CLASSES, "src");
            case "test" -> {
                compile(TEST_CLASSES, "src", "test");
                start(TEST_CLASSES, "app.testing.Tests", args);
            }
            case "run" -> {
                compile(CLASSES, "src");
                start(CLASSES, "app.Main", args);
            }
            default -> {
                System.err.println("Usage: java tools/Build.java compile | test | run [port]");
                System.exit(2);
            }
        }
    }

    private static void compile(Path target, String... roots) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            System.err.println("This Java has no compiler: use a JDK.");
            System.exit(2);
        }
        delete(target);
        Files.createDirectories(target);
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-d", target.toString(), "-encoding", "UTF-8", "-proc:none", "-Xlint:all");
            var sources = files.getJavaFileObjectsFromPaths(sources(roots));
            if (!compiler.getTask(null, files, null, options, null, sources).call()) {
                System.err.println("The code does not compile.");
                System.exit(1);
            }
        }
    }

    private static List<Path> sources(String... roots) throws IOException {
        var found = new ArrayList<Path>();
        for (String root : roots) {
            try (Stream<Path> paths = Files.walk(Path.of(root))) {
                paths.filter(path -> path.toString().endsWith(".java")).sorted().forEach(found::add);
            }
        }
        return found;
    }

    /** Stale classes would be found as features that are no longer there. */
    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void start(Path classes, String mainClass, String[] args) throws Exception {
        @SuppressWarnings("resource") // its classes are needed until the end
        var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass(mainClass)
                .getMethod("main", String[].class)
                .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    }
}
