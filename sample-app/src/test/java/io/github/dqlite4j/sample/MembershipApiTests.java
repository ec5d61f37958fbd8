package io.github.dqlite4j.sample;

import io.github.dqlite4j.sample.employee.EmployeeResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
class MembershipApiTests {

	private static final String MEMBER = "/api/teams/{team}/members/{employee}";

	@Autowired
	private ApiClient api;

	private long team;

	private long employee;

	@BeforeEach
	void createTeamAndEmployee() {
		this.team = this.api.createTeam(ApiClient.uniqueName("Crew"));
		this.employee = this.api.createEmployee(ApiClient.uniqueName("Sam"));
	}

	@Test
	void putTakesAnEmployeeIntoATeamOnce() {
		this.api.put(MEMBER, this.team, this.employee).expectStatus().isNoContent().expectBody().isEmpty();
		this.api.put(MEMBER, this.team, this.employee).expectStatus().isNoContent();
		assertThat(this.api.summaryOf(this.team).members()).extracting(EmployeeResponse::id)
			.containsExactly(this.employee);
	}

	@Test
	void anEmployeeCanBeInSeveralTeams() {
		long other = this.api.createTeam(ApiClient.uniqueName("Crew"));
		this.api.put(MEMBER, this.team, this.employee).expectStatus().isNoContent();
		this.api.put(MEMBER, other, this.employee).expectStatus().isNoContent();
		assertThat(this.api.summaryOf(this.team).members()).hasSize(1);
		assertThat(this.api.summaryOf(other).members()).hasSize(1);
	}

	@Test
	void deleteTakesAnEmployeeOutOfATeam() {
		long staying = this.api.createEmployee(ApiClient.uniqueName("Tara"));
		this.api.put(MEMBER, this.team, this.employee).expectStatus().isNoContent();
		this.api.put(MEMBER, this.team, staying).expectStatus().isNoContent();
		this.api.delete(MEMBER, this.team, this.employee).expectStatus().isNoContent().expectBody().isEmpty();
		this.api.delete(MEMBER, this.team, this.employee).expectStatus().isNoContent();
		assertThat(this.api.summaryOf(this.team).members()).extracting(EmployeeResponse::id).containsExactly(staying);
	}

	@Test
	void unknownIdsAreNotFound() {
		long unknown = ApiClient.UNKNOWN_ID;
		expectNotFound(this.api.put(MEMBER, unknown, this.employee), "There is no team with id " + unknown);
		expectNotFound(this.api.put(MEMBER, this.team, unknown), "There is no employee with id " + unknown);
		expectNotFound(this.api.delete(MEMBER, unknown, this.employee), "There is no team with id " + unknown);
		expectNotFound(this.api.delete(MEMBER, this.team, unknown), "There is no employee with id " + unknown);
	}

	private static void expectNotFound(ResponseSpec response, String detail) {
		response.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo(detail);
	}

}
