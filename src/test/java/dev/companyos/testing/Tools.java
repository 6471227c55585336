package dev.companyos.testing;

import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Tools of the machine that some tests need: without one the test is skipped, or fails where all must be there. */
public final class Tools {
    private Tools() {}

    /** Skips the running test, naming {@code tool}, unless it is there; fails it if {@code COMPANY_REQUIRE_TOOLS=true}. */
    public static void require(String tool, BooleanSupplier present) {
        if (present.getAsBoolean()) {
            return;
        }
        String message = tool + " is not on this machine";
        if ("true".equals(System.getenv("COMPANY_REQUIRE_TOOLS"))) {
            Assertions.fail(message + ", and COMPANY_REQUIRE_TOOLS=true");
        }
        Assumptions.abort(message);
    }
}
