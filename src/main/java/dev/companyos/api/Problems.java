package dev.companyos.api;

import dev.companyos.kernel.CompanyException;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.DatabindException;

/** Every error of a controller leaves as an RFC 9457 problem with {@code code}, {@code why} and {@code doThis}. */
@RestControllerAdvice
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Map<String, Integer> STATUS =
            Map.of("not-found", 404, "conflict", 409, "invalid", 400, "unavailable", 503, "budget", 402);
    private static final Problem NO_ROUTE = new Problem(
            404,
            "http.404",
            "There is nothing here.",
            "No route has this path.",
            "See `company --help` for what there is; every route begins with /api/v1.");
    private static final Problem NO_DATABASE = new Problem(
            503,
            "unavailable.database",
            "The database does not answer now.",
            "It is away, or too busy.",
            "Try again in a few seconds; /readyz says when it is back.");
    private static final Problem OURS = new Problem(
            500,
            "internal",
            "The server made a mistake.",
            "It is written in the server's log.",
            "Try again; if it happens again, report it.");

    @ExceptionHandler
    ResponseEntity<byte[]> on(CompanyException e) {
        String kind = e.code().substring(0, Math.max(0, e.code().indexOf('.')));
        if (!STATUS.containsKey(kind)) LOG.error("A request failed.", e);
        return answer(new Problem(STATUS.getOrDefault(kind, 500), e.code(), e.what(), e.why(), e.doThis()));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(HttpMessageNotReadableException e) {
        for (Throwable it = e; it != null; it = it.getCause()) {
            if (it instanceof BoundedBody.TooLarge) return answer(Problem.TOO_LARGE);
            if (it instanceof DatabindException wrong && !wrong.getPath().isEmpty()) return answer(field(wrong));
        }
        return answer(new Problem(
                400,
                "invalid.body",
                "The request's body cannot be read.",
                "It is missing, or no JSON object.",
                "Send a JSON object with the fields that this route takes."));
    }

    private static Problem field(DatabindException e) {
        String name = e.getPath().stream()
                .map(it -> it.getPropertyName() == null ? "[" + it.getIndex() + "]" : it.getPropertyName())
                .collect(Collectors.joining("."));
        return new Problem(
                400,
                "invalid.body",
                "`%s` cannot be used.".formatted(Found.cut(name)),
                "It is not of the kind that this route takes.",
                "Send texts in quotation marks, numbers without, and whole numbers where things are counted.");
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(MethodArgumentTypeMismatchException e) {
        return answer(new Problem(
                400,
                "invalid.parameter",
                "`%s` cannot be used.".formatted(e.getName()),
                "It is not of the kind that this route takes.",
                "Send another."));
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<byte[]> onNoRoute(Exception e) {
        LOG.debug("Nothing here.", e);
        return answer(NO_ROUTE);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(HttpRequestMethodNotSupportedException e) {
        var known = e.getSupportedHttpMethods();
        String methods = known == null
                ? "another method"
                : known.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(" or "));
        return answer(
                new Problem(
                        405,
                        "http.405",
                        "This path is not asked that way.",
                        "It takes %s.".formatted(methods),
                        "Use that instead."),
                e.getHeaders());
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<byte[]> onDatabase(Exception e) {
        LOG.warn("The database does not answer: {}", e.toString());
        var later = new HttpHeaders();
        later.set(HttpHeaders.RETRY_AFTER, "5");
        return answer(NO_DATABASE, later);
    }

    /** The client has gone: there is nobody to answer. */
    @ExceptionHandler
    void on(AsyncRequestNotUsableException e) {
        LOG.debug("A client has gone.", e);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(Exception e) {
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            int status = known.getStatusCode().value();
            String detail = known.getBody().getDetail();
            return answer(
                    new Problem(
                            status,
                            "http." + status,
                            "The request cannot be answered.",
                            detail == null ? "It is not one that this route takes." : detail,
                            "See `company --help` for what there is."),
                    known.getHeaders());
        }
        LOG.error("A request failed.", e);
        return answer(OURS);
    }

    private static ResponseEntity<byte[]> answer(Problem problem) {
        return answer(problem, HttpHeaders.EMPTY);
    }

    private static ResponseEntity<byte[]> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.json());
    }
}
