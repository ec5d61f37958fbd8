package io.github.dqlite4j.sample.problem;

import java.util.stream.Stream;

import io.github.dqlite4j.sample.employee.EmployeeService;
import io.github.dqlite4j.sample.team.TeamService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

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

	@ParameterizedTest
	@MethodSource("conflicts")
	void otherConflictsAreNotReportedAsDuplicateTeamName(RuntimeException conflict) {
		given(this.teams.create(any())).willThrow(conflict);
		assertThat(this.mvc.post()
			.uri("/api/teams")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"name\": \"Ops\"}")).hasStatus(HttpStatus.CONFLICT)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.extractingPath("$.title")
			.isEqualTo("Conflict");
	}

}
