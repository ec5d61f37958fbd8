package io.github.dqlite4j.sample;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.dqlite4j.sample.employee.EmployeeResponse;
import io.github.dqlite4j.sample.team.TeamResponse;
import io.github.dqlite4j.sample.team.TeamSummary;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
class TeamApiTests {

	@Autowired
	private ApiClient api;

	@Test
	void listShowsTheMigratedTeamsByName() {
		List<TeamResponse> teams = this.api.get("/api/teams")
			.expectStatus()
			.isOk()
			.expectBody(new ParameterizedTypeReference<List<TeamResponse>>() {
			})
			.returnResult()
			.getResponseBody();
		assertThat(teams).contains(new TeamResponse(1L, "Platform"), new TeamResponse(4L, "On call"))
			.extracting(TeamResponse::name)
			.isSorted();
	}

	@Test
	void summaryShowsTheMigratedTeamsWithTheirPeopleByName() {
		TeamSummary onCall = this.api.summaryOf(4);
		assertThat(onCall.name()).isEqualTo("On call");
		assertThat(onCall.members()).extracting(EmployeeResponse::name)
			.containsExactly("Bruno Keller", "Elif Demir", "Hiroshi Tanaka");
	}

	@Test
	void summaryShowsATeamWithoutPeople() {
		long id = this.api.createTeam(ApiClient.uniqueName("Empty"));
		assertThat(this.api.summaryOf(id).members()).isEmpty();
	}

	@Test
	void postCreatesATeamAndSaysWhere() {
		String name = ApiClient.uniqueName("Founders");
		EntityExchangeResult<TeamResponse> result = this.api.post("/api/teams", Map.of("name", name))
			.expectStatus()
			.isCreated()
			.expectBody(TeamResponse.class)
			.returnResult();
		TeamResponse created = Objects.requireNonNull(result.getResponseBody());
		assertThat(created.name()).isEqualTo(name);
		URI location = Objects.requireNonNull(result.getResponseHeaders().getLocation());
		assertThat(location).hasPath("/api/teams/" + created.id());
		this.api.get(location.getPath()).expectStatus().isOk().expectBody(TeamResponse.class).isEqualTo(created);
	}

	@Test
	void putRenamesATeam() {
		long id = this.api.createTeam(ApiClient.uniqueName("Old"));
		TeamResponse renamed = new TeamResponse(id, ApiClient.uniqueName("New"));
		this.api.putBody("/api/teams/{id}", Map.of("name", renamed.name()), id)
			.expectStatus()
			.isOk()
			.expectBody(TeamResponse.class)
			.isEqualTo(renamed);
		this.api.get("/api/teams/{id}", id).expectBody(TeamResponse.class).isEqualTo(renamed);
	}

	@Test
	void putOfTheSameNameIsNoDuplicate() {
		String name = ApiClient.uniqueName("Constant");
		long id = this.api.createTeam(name);
		this.api.putBody("/api/teams/{id}", Map.of("name", name), id).expectStatus().isOk();
	}

	@Test
	void deleteRemovesATeamAndLeavesItsPeople() {
		long employee = this.api.createEmployee(ApiClient.uniqueName("Rita"));
		long id = this.api.createTeam(ApiClient.uniqueName("Dissolved"));
		this.api.put("/api/teams/{id}/members/{employee}", id, employee).expectStatus().isNoContent();
		this.api.delete("/api/teams/{id}", id).expectStatus().isNoContent().expectBody().isEmpty();
		expectUnknown(this.api.get("/api/teams/{id}", id), id);
		this.api.get("/api/employees/{id}", employee).expectStatus().isOk();
	}

	@Test
	void unknownIdsAreNotFound() {
		long id = ApiClient.UNKNOWN_ID;
		expectUnknown(this.api.get("/api/teams/{id}", id), id);
		expectUnknown(this.api.putBody("/api/teams/{id}", Map.of("name", "Nobody"), id), id);
		expectUnknown(this.api.delete("/api/teams/{id}", id), id);
	}

	private static void expectUnknown(ResponseSpec response, long id) {
		response.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(404)
			.jsonPath("$.detail")
			.isEqualTo("There is no team with id " + id);
	}

}
