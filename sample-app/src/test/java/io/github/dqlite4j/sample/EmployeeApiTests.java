package io.github.dqlite4j.sample;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import io.github.dqlite4j.sample.employee.EmployeeResponse;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
class EmployeeApiTests {

	@Autowired
	private ApiClient api;

	@Test
	void listShowsTheMigratedEmployeesByName() {
		List<EmployeeResponse> employees = this.api.get("/api/employees")
			.expectStatus()
			.isOk()
			.expectBody(new ParameterizedTypeReference<List<EmployeeResponse>>() {
			})
			.returnResult()
			.getResponseBody();
		assertThat(employees)
			.contains(new EmployeeResponse(1L, "Amara Okafor", "Head of Engineering", LocalDate.of(2018, 3, 1)),
					new EmployeeResponse(9L, "Inés Moreno", "Data Analyst", LocalDate.of(2022, 10, 10)))
			.extracting(EmployeeResponse::name)
			.isSorted();
	}

	@Test
	void postCreatesAnEmployeeAndSaysWhere() {
		String name = ApiClient.uniqueName("Zoë Ångström 🐘");
		EntityExchangeResult<EmployeeResponse> result = this.api.post("/api/employees", ApiClient.employee(name))
			.expectStatus()
			.isCreated()
			.expectBody(EmployeeResponse.class)
			.returnResult();
		EmployeeResponse created = result.getResponseBody();
		assertThat(created).isNotNull();
		assertThat(created).isEqualTo(new EmployeeResponse(created.id(), name, "Tester", LocalDate.of(2026, 11, 21)));
		URI location = result.getResponseHeaders().getLocation();
		assertThat(location).isNotNull().hasPath("/api/employees/" + created.id());
		this.api.get(location.getPath()).expectStatus().isOk().expectBody(EmployeeResponse.class).isEqualTo(created);
	}

	@Test
	void dateIsShownAsItIsWritten() {
		long id = this.api.createEmployee(ApiClient.uniqueName("Mia"));
		this.api.get("/api/employees/{id}", id).expectBody().jsonPath("$.startDate").isEqualTo("2026-11-21");
	}

	@Test
	void putChangesAnEmployee() {
		long id = this.api.createEmployee(ApiClient.uniqueName("Noah"));
		String name = ApiClient.uniqueName("Noah Married");
		EmployeeResponse changed = new EmployeeResponse(id, name, "Lead", LocalDate.of(1999, 12, 31));
		this.api.putBody("/api/employees/{id}", Map.of("name", name, "title", "Lead", "startDate", "1999-12-31"), id)
			.expectStatus()
			.isOk()
			.expectBody(EmployeeResponse.class)
			.isEqualTo(changed);
		this.api.get("/api/employees/{id}", id).expectBody(EmployeeResponse.class).isEqualTo(changed);
	}

	@Test
	void deleteRemovesAnEmployee() {
		long id = this.api.createEmployee(ApiClient.uniqueName("Olga"));
		this.api.delete("/api/employees/{id}", id).expectStatus().isNoContent().expectBody().isEmpty();
		this.api.get("/api/employees/{id}", id).expectStatus().isNotFound();
		this.api.delete("/api/employees/{id}", id).expectStatus().isNotFound();
	}

	@Test
	void deleteTakesAnEmployeeOutOfTeams() {
		long id = this.api.createEmployee(ApiClient.uniqueName("Pavel"));
		long staying = this.api.createEmployee(ApiClient.uniqueName("Quinn"));
		long team = this.api.createTeam(ApiClient.uniqueName("Movers"));
		this.api.put("/api/teams/{team}/members/{id}", team, id).expectStatus().isNoContent();
		this.api.put("/api/teams/{team}/members/{id}", team, staying).expectStatus().isNoContent();
		this.api.delete("/api/employees/{id}", id).expectStatus().isNoContent();
		assertThat(this.api.summaryOf(team).members()).extracting(EmployeeResponse::id).containsExactly(staying);
	}

	@Test
	void unknownIdsAreNotFound() {
		expectUnknown(this.api.get("/api/employees/{id}", ApiClient.UNKNOWN_ID));
		expectUnknown(this.api.putBody("/api/employees/{id}", ApiClient.employee("Nobody"), ApiClient.UNKNOWN_ID));
		expectUnknown(this.api.delete("/api/employees/{id}", ApiClient.UNKNOWN_ID));
	}

	private static void expectUnknown(ResponseSpec response) {
		response.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(404)
			.jsonPath("$.detail")
			.isEqualTo("There is no employee with id " + ApiClient.UNKNOWN_ID);
	}

}
