package dev.companyos.checks;

import java.util.List;

/** Whether a text is well-formed in the language that its file's ending names. Nothing is run. */
public interface Syntax {
    /** No finding for endings that it does not know. */
    List<Finding> check(String path, String content);
}
