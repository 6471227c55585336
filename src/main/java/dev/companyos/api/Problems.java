package dev.companyos.api;

import dev.companyos.kernel.CompanyException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Every error leaves as an RFC 9457 problem with {@code code}, {@code why} and {@code doThis}. */
@RestControllerAdvice
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Map<String, HttpStatus> STATUS = Map.of(
            "not-found", HttpStatus.NOT_FOUND,
            "conflict", HttpStatus.CONFLICT,
            "invalid", HttpStatus.BAD_REQUEST,
            "unavailable", HttpStatus.SERVICE_UNAVAILABLE,
            "budget", HttpStatus.PAYMENT_REQUIRED);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(CompanyException e) {
        String kind = e.code().substring(0, Math.max(0, e.code().indexOf('.')));
        return answer(problem(
                STATUS.getOrDefault(kind, HttpStatus.INTERNAL_SERVER_ERROR), e.code(), e.what(), e.why(), e.doThis()));
    }

    static final String TOO_LARGE = "The request is too large.";
    static final String LARGEST = "A body has at most 1 MB.";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(HttpMessageNotReadableException e) {
        for (Throwable it = e; it != null; it = it.getCause())
            if (it instanceof BoundedBody.TooLarge)
                return answer(problem(HttpStatus.CONTENT_TOO_LARGE, "invalid.size", TOO_LARGE, LARGEST, "Send less."));
        return answer(problem(
                HttpStatus.BAD_REQUEST,
                "invalid.body",
                "The request's body cannot be read.",
                "It is missing, or no JSON of the expected shape.",
                "Send a JSON object with the fields that this route takes."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MethodArgumentTypeMismatchException e) {
        return answer(problem(
                HttpStatus.BAD_REQUEST,
                "invalid.parameter",
                "`%s` cannot be used.".formatted(e.getName()),
                "It is not of the kind that this route takes.",
                "Send another."));
    }

    /** The client has gone: there is nobody to answer. */
    @ExceptionHandler
    void on(AsyncRequestNotUsableException e) {
        LOG.debug("A client has gone.", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Exception e) {
        if (e instanceof ErrorResponse known) {
            var status = HttpStatus.valueOf(known.getStatusCode().value());
            return answer(problem(
                    status,
                    "http." + status.value(),
                    status.getReasonPhrase() + ".",
                    String.valueOf(known.getBody().getDetail()),
                    "See ARCHITECTURE.md and `company --help` for what there is."));
        }
        LOG.error("A request failed.", e);
        return answer(problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "The server made a mistake.",
                "It is written in the server's log.",
                "Try again; if it happens again, report it."));
    }

    static ProblemDetail problem(HttpStatusCode status, String code, String what, String why, String doThis) {
        var problem = ProblemDetail.forStatus(status);
        problem.setTitle(what);
        problem.setDetail((why + " " + doThis).strip());
        problem.setProperty("code", code);
        problem.setProperty("why", why);
        problem.setProperty("doThis", doThis);
        return problem;
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
