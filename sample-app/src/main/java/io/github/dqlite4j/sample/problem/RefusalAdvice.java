package io.github.dqlite4j.sample.problem;

import io.github.dqlite4j.sample.employee.EmployeeNotFoundException;
import io.github.dqlite4j.sample.team.DuplicateTeamNameException;
import io.github.dqlite4j.sample.team.TeamNotFoundException;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Turns what the services and the database refuse into problem documents.
 */
@RestControllerAdvice
class RefusalAdvice {

	@ExceptionHandler({ EmployeeNotFoundException.class, TeamNotFoundException.class })
	ProblemDetail handleUnknownId(RuntimeException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail handle(DuplicateTeamNameException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, ex.getMessage());
		problem.setTitle("Duplicate team name");
		return problem;
	}

	@ExceptionHandler({ DataIntegrityViolationException.class, OptimisticLockingFailureException.class })
	ProblemDetail handleConflict() {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
				"Somebody else changed or deleted what this request is about: look again, then repeat it");
	}

	@ExceptionHandler({ TransientDataAccessException.class, CannotCreateTransactionException.class })
	ResponseEntity<ProblemDetail> handleUnavailable() {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"The database cannot do this right now and has changed nothing: repeat the request later");
		return ResponseEntity.of(problem).header(HttpHeaders.RETRY_AFTER, "1").build();
	}

	@ExceptionHandler(DataAccessResourceFailureException.class)
	ProblemDetail handleUnknownOutcome() {
		return ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR,
				"The connection to the database broke, maybe after the change was made: look before you repeat it");
	}

}
