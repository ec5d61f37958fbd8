package io.github.dqlite4j.sample;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.github.dqlite4j.sample.employee.EmployeeResponse;
import io.github.dqlite4j.sample.team.TeamResponse;
import io.github.dqlite4j.sample.team.TeamSummary;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/**
 * The requests of the API, and what the tests need again and again.
 */
@TestComponent
class ApiClient {

	static final long UNKNOWN_ID = 987_654_321;

	private final RestTestClient client;

	ApiClient(RestTestClient client) {
		this.client = client;
	}

	static String uniqueName(String prefix) {
		return prefix + " " + UUID.randomUUID();
	}

	ResponseSpec get(String uri, Object... variables) {
		return this.client.get().uri(uri, variables).exchange();
	}

	ResponseSpec post(String uri, Object body) {
		return this.client.post().uri(uri).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	ResponseSpec putBody(String uri, Object body, Object... variables) {
		return this.client.put().uri(uri, variables).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	ResponseSpec put(String uri, Object... variables) {
		return this.client.put().uri(uri, variables).exchange();
	}

	ResponseSpec delete(String uri, Object... variables) {
		return this.client.delete().uri(uri, variables).exchange();
	}

	long createEmployee(String name) {
		EmployeeResponse employee = post("/api/employees", employee(name)).expectStatus()
			.isCreated()
			.expectBody(EmployeeResponse.class)
			.returnResult()
			.getResponseBody();
		return Objects.requireNonNull(Objects.requireNonNull(employee).id());
	}

	long createTeam(String name) {
		TeamResponse team = post("/api/teams", Map.of("name", name)).expectStatus()
			.isCreated()
			.expectBody(TeamResponse.class)
			.returnResult()
			.getResponseBody();
		return Objects.requireNonNull(Objects.requireNonNull(team).id());
	}

	TeamSummary summaryOf(long teamId) {
		List<TeamSummary> teams = get("/api/teams/summary").expectStatus()
			.isOk()
			.expectBody(new ParameterizedTypeReference<List<TeamSummary>>() {
			})
			.returnResult()
			.getResponseBody();
		return Objects.requireNonNull(teams)
			.stream()
			.filter((team) -> Objects.equals(team.id(), teamId))
			.findFirst()
			.orElseThrow();
	}

	static Map<String, Object> employee(String name) {
		return Map.of("name", name, "title", "Tester", "startDate", "2026-11-21");
	}

}
