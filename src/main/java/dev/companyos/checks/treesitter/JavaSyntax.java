package dev.companyos.checks.treesitter;

import com.sun.source.util.JavacTask;
import dev.companyos.checks.Finding;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.DiagnosticCollector;
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
        var problems = new DiagnosticCollector<JavaFileObject>();
        var options = List.of("-proc:none", "-implicit:none");
        try {
            var task = compiler.getTask(Writer.nullWriter(), null, problems, options, null, List.of(new Text(content)));
            ((JavacTask) task).parse();
        } catch (IOException | StackOverflowError | IllegalStateException e) {
            return Optional.of(List.of(new Finding(
                    path, 0, "This is not Java: it is nested too deeply.", "Split it into smaller parts.")));
        }
        return Optional.of(problems.getDiagnostics().stream()
                .filter(it -> it.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .limit(FINDINGS)
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
