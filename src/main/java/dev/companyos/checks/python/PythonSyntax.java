package dev.companyos.checks.python;

import java.util.Optional;

/**
 * Reads a module as CPython 3.13 does, and what 3.14 adds to its strings: grammar, indentation, targets, scopes. The
 * first place that Python would refuse is the answer, as it is Python's own. Pure text: nothing runs, nothing is native.
 */
public final class PythonSyntax {
    /** @param line from 1 */
    public record Broken(int line, String what) {}

    /** Empty for text that Python takes. Safe to call from many threads. */
    public Optional<Broken> check(String content) {
        try {
            new Blocks(new Cursor(Tokenizer.tokens(content))).module();
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(new Broken(refusal.line, refusal.what()));
        } catch (StackOverflowError tooDeep) {
            return Optional.of(new Broken(1, "the text is nested too deeply"));
        }
    }
}
