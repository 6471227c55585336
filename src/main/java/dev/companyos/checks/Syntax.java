package dev.companyos.checks;

import java.util.List;

/** Tells broken text from good by the grammar of its language. Runs nothing. Safe to call from many threads. */
public interface Syntax {
    /**
     * @param path decides the language by its ending; a language that is not known has no findings
     * @return the first few places where the text breaks off its grammar
     */
    List<Finding> check(String path, String content);
}
