package dev.companyos.llm.rehearsal.code;

/** The writer for each stack. */
public final class CodeWriters {
    private CodeWriters() {}

    /** @throws IllegalArgumentException for a stack that nobody writes for */
    public static CodeWriter forStack(String name) {
        return switch (name) {
            case "fastapi" -> new FastApiWriter();
            case "fastapi-next" -> new FastApiNextWriter();
            case "java" -> new JavaWriter();
            case "spring" -> new SpringWriter();
            case "static" -> new StaticWriter();
            default -> throw new IllegalArgumentException("No code is written for the stack " + name);
        };
    }
}
