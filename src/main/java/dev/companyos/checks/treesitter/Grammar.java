package dev.companyos.checks.treesitter;

import java.util.function.Supplier;
import org.treesitter.TSLanguage;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/** The grammars there are. TypeScript is two: {@code <T>} is a cast in one and an element in the other. */
enum Grammar {
    JAVA("Java", TreeSitterJava::new),
    JAVASCRIPT("JavaScript", TreeSitterJavascript::new),
    TYPESCRIPT("TypeScript", TreeSitterTypescript::new),
    TSX("TypeScript", TreeSitterTsx::new);

    final String language;
    private final Supplier<TSLanguage> load;

    Grammar(String language, Supplier<TSLanguage> load) {
        this.language = language;
        this.load = load;
    }

    /** Loads the native library where it is not loaded yet; {@link LinkageError} where there is none for this machine. */
    TSLanguage load() {
        return load.get();
    }
}
