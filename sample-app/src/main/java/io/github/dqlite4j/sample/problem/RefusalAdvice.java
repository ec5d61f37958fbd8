package io.github.dqlite4j.sample.problem;

import io.github.dqlite4j.sample.employee.EmployeeNotFoundException;
import io.github.dqlite4j.sample.team.DuplicateTeamNameException;
import io.github.dqlite4j.sample.team.TeamNotFoundException;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
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

}
