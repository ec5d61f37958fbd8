package io.github.dqlite4j.sample.problem;

import java.util.stream.Stream;

import io.github.dqlite4j.sample.employee.EmployeeService;
import io.github.dqlite4j.sample.team.TeamService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

@WebMvcTest
class RefusalAdviceTests {

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private TeamService teams;

	@MockitoBean
	private EmployeeService employees;

	static Stream<RuntimeException> conflicts() {
		return Stream.of(new DataIntegrityViolationException("FOREIGN KEY constraint failed"),
				new OptimisticLockingFailureException("Row was deleted"));
	}

	static Stream<RuntimeException> refusalsForNow() {
		return Stream.of(new CannotAcquireLockException("The leader changed"),
				new CannotCreateTransactionException("No leader was found"));
	}

	@ParameterizedTest
	@MethodSource("conflicts")
	void otherConflictsAreNotReportedAsDuplicateTeamName(RuntimeException conflict) {
		assertThat(failure(conflict)).hasStatus(HttpStatus.CONFLICT)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.extractingPath("$.title")
			.isEqualTo("Conflict");
	}

	@ParameterizedTest
	@MethodSource("refusalsForNow")
	void whatMayWorkLaterIsToBeRepeated(RuntimeException refusal) {
		assertThat(failure(refusal)).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.hasHeader(HttpHeaders.RETRY_AFTER, "1")
			.bodyJson()
			.extractingPath("$.detail")
			.asString()
			.contains("changed nothing");
	}

	@Test
	void anUnknownOutcomeIsReportedAsUnknown() {
		assertThat(failure(new DataAccessResourceFailureException("The commit was not answered")))
			.hasStatus(HttpStatus.INTERNAL_SERVER_ERROR)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.extractingPath("$.detail")
			.asString()
			.contains("look before you repeat it");
	}

	private MvcTestResult failure(RuntimeException failure) {
		given(this.teams.create(any())).willThrow(failure);
		return this.mvc.post()
			.uri("/api/teams")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"name\": \"Ops\"}")
			.exchange();
	}

}
