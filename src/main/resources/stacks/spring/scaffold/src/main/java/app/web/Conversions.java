package app.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.beans.propertyeditors.StringTrimmerEditor;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Text that is no value of its kind, and how that is told; forms send "" for nothing. */
@ControllerAdvice
class Conversions {
    @InitBinder
    void trim(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new StringTrimmerEditor(true));
    }

    static String complaint(DatabindException wrong) {
        Class<?> wanted = wrong instanceof MismatchedInputException it ? it.getTargetType() : null;
        if (wanted == Long.class || wanted == long.class) {
            return "Enter a whole number";
        }
        if (wanted == BigDecimal.class) {
            return "Enter a number";
        }
        return wanted == LocalDate.class ? "Enter a date, such as 2026-07-31" : "This is not of the right kind";
    }
}
