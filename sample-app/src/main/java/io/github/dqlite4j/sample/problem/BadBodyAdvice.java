package io.github.dqlite4j.sample.problem;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Says of a bad request body which fields are wrong and why. It goes before the advice of
 * Spring Boot, which describes these errors without naming a field, and leaves all other
 * errors of a request to it ({@code spring.mvc.problemdetails.enabled}).
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class BadBodyAdvice {

	@ExceptionHandler
	ProblemDetail handle(MethodArgumentNotValidException ex) {
		return problem("The body has invalid fields",
				ex.getFieldErrors()
					.stream()
					.map((error) -> new InvalidField(error.getField(), String.valueOf(error.getDefaultMessage())))
					.toList());
	}

	@ExceptionHandler
	ProblemDetail handle(HttpMessageNotReadableException ex) {
		if (ex.getCause() instanceof StreamReadException cause) {
			return problem("The body is not well-formed JSON" + at(cause.getLocation()), List.of());
		}
		if (ex.getCause() instanceof JacksonException cause) {
			String field = cause.getPath()
				.stream()
				.map(JacksonException.Reference::getPropertyName)
				.collect(Collectors.joining("."));
			return field.isEmpty() ? problem("The body must be a JSON object", List.of())
					: problem("The body has invalid fields", List.of(new InvalidField(field, expectation(cause))));
		}
		return problem("The body is missing or cannot be read", List.of());
	}

	private static ProblemDetail problem(String detail, List<InvalidField> errors) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail);
		problem.setProperty("errors", errors);
		return problem;
	}

	private static String at(@Nullable TokenStreamLocation location) {
		return (location != null) ? ", see line %d, column %d".formatted(location.getLineNr(), location.getColumnNr())
				: "";
	}

	private static String expectation(JacksonException ex) {
		Class<?> type = (ex instanceof MismatchedInputException mismatch) ? mismatch.getTargetType() : null;
		if (type == LocalDate.class) {
			return "must be a date such as \"2026-11-21\"";
		}
		return (type == String.class) ? "must be a text" : "has the wrong type";
	}

}
