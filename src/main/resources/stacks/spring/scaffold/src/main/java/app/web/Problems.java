package app.web;

import jakarta.validation.ConstraintViolationException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.DatabindException;

/** What the API says when it refuses: {@code detail}, and for values that are wrong {@code fields} by their JSON names. */
@RestControllerAdvice(annotations = RestController.class)
class Problems {
    @ExceptionHandler
    ProblemDetail notFound(NotFound e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail noNumber(MethodArgumentTypeMismatchException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is nothing at this address");
    }

    @ExceptionHandler
    ProblemDetail invalid(MethodArgumentNotValidException e) {
        var fields = new TreeMap<String, String>();
        e.getFieldErrors().forEach(it -> fields.putIfAbsent(
                JsonNames.of(e.getParameter().getParameterType(), it.getField()),
                it.getDefaultMessage() == null ? "This is wrong" : it.getDefaultMessage()));
        return refused(fields);
    }

    @ExceptionHandler
    ProblemDetail invalid(ConstraintViolationException e) {
        var fields = new TreeMap<String, String>();
        e.getConstraintViolations().forEach(it -> fields.putIfAbsent(
                JsonNames.of(it.getRootBeanClass(), it.getPropertyPath().toString()), it.getMessage()));
        return refused(fields);
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException e) {
        return e.getCause() instanceof DatabindException wrong
                ? ofTheWrongKind(wrong)
                : ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The body is no JSON object");
    }

    @ExceptionHandler
    ProblemDetail ofTheWrongKind(DatabindException wrong) {
        String field = wrong.getPath().isEmpty() ? null : wrong.getPath().getFirst().getPropertyName();
        return field == null
                ? ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The body is no JSON object")
                : refused(Map.of(field, Conversions.complaint(wrong)));
    }

    @ExceptionHandler
    ProblemDetail conflict(DataIntegrityViolationException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "That does not fit what is kept already");
    }

    private static ProblemDetail refused(Map<String, String> fields) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, "Some values are wrong");
        problem.setProperty("fields", fields);
        return problem;
    }
}
