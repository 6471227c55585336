package app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the features among the compiled classes, in the order of their names. */
final class Features {
    private Features() {}

    static List<Feature> find(Store store) {
        try {
            Path root = Path.of(Features.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path folder = root.resolve("app/features");
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            var found = new ArrayList<Feature>();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Features::isTopLevelClass).sorted().toList()) {
                    Class<?> type = Class.forName(className(root, file));
                    if (Feature.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                        found.add((Feature) type.getConstructor(Store.class).newInstance(store));
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException | URISyntaxException e) {
            throw new IllegalStateException("A feature could not be started", e);
        }
    }

    private static boolean isTopLevelClass(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".class") && name.indexOf('$') < 0;
    }

    private static String className(Path root, Path file) {
        String path = root.relativize(file).toString();
        return path.substring(0, path.length() - ".class".length()).replace(file.getFileSystem().getSeparator(), ".");
    }
}
