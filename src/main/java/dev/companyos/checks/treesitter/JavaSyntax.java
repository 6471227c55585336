package dev.companyos.checks.treesitter;

import com.sun.source.util.JavacTask;
import dev.companyos.checks.Finding;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Java by the parser of the JDK that we run on, which knows more of the language than the grammar does. It only parses:
 * no processor, no class path, nothing is loaded or written.
 */
final class JavaSyntax {
    private static final int FINDINGS = 5;

    private final @Nullable JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    /** Empty on a runtime without a compiler. */
    Optional<List<Finding>> check(String path, String content) {
        if (compiler == null) return Optional.empty();
        var problems = new Problems();
        var options = List.of("-proc:none", "-implicit:none");
        try {
            var task = compiler.getTask(Writer.nullWriter(), null, problems, options, null, List.of(new Text(content)));
            ((JavacTask) task).parse();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            if (problems.all.isEmpty())
                return Optional.of(List.of(new Finding(
                        path, 0, "This is not Java: it is nested too deeply.", "Split it into smaller parts.")));
        }
        return Optional.of(problems.all.stream()
                .map(it -> new Finding(
                        path,
                        (int) Math.max(0, it.getLineNumber()),
                        "This is not Java: %s at `%s`."
                                .formatted(it.getMessage(Locale.ROOT), line(content, it.getLineNumber())),
                        "Correct this line or the one before it, and send the file again."))
                .toList());
    }

    private static String line(String content, long number) {
        var line = content.lines()
                .skip(Math.max(0, number - 1))
                .findFirst()
                .orElse("")
                .strip();
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }

    /** Stops at the last one that is of use: what a broken text goes on with can take minutes to read. */
    private static final class Problems implements DiagnosticListener<JavaFileObject> {
        final List<Diagnostic<? extends JavaFileObject>> all = new ArrayList<>();

        @Override
        public void report(Diagnostic<? extends JavaFileObject> it) {
            if (it.getKind() == Diagnostic.Kind.ERROR) all.add(it);
            if (all.size() >= FINDINGS) throw new Enough();
        }
    }

    private static final class Enough extends RuntimeException {}

    private static final class Text extends SimpleJavaFileObject {
        private final String content;

        Text(String content) {
            super(URI.create("string:///Text.java"), Kind.SOURCE);
            this.content = content;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }
    }
}
