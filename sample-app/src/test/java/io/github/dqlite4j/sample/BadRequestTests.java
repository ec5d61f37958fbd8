package io.github.dqlite4j.sample;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@ApiTest
class BadRequestTests {

	private static final String WELL_FORMED = """
			{"name": "Uma", "title": "Tester", "startDate": "2026-11-21"}""";

	@Autowired
	private ApiClient api;

	@Autowired
	private RestTestClient client;

	static Stream<Object> invalidFields() {
		String notBlank = "must not be blank";
		String oneLine = "must be one line of text, without control characters";
		String date = "must be a date such as \"2026-11-21\"";
		String year = "must be in a year from 1900 to 2999";
		return Stream.of(arguments("\"Uma\"", "\"\"", "name", notBlank),
				arguments("\"Uma\"", "\"  \"", "name", notBlank), arguments("\"Uma\"", "null", "name", notBlank),
				arguments("\"name\"", "\"nam\"", "name", notBlank),
				arguments("Uma", "U".repeat(101), "name", "must not be longer than 100 characters"),
				arguments("Uma", "U\\u0000ma", "name", oneLine), arguments("Uma", "Uma\\nSchmidt", "name", oneLine),
				arguments("Uma", "Uma \\ud83d", "name", oneLine), arguments("\"Uma\"", "{}", "name", "must be a text"),
				arguments("\"Uma\"", "[\"Uma\"]", "name", "must be a text"),
				arguments("Tester", " ", "title", notBlank),
				arguments("\"2026-11-21\"", "null", "startDate", "must not be empty"),
				arguments("\"2026-11-21\"", "\"\"", "startDate", date),
				arguments("2026-11-21", "21.11.2026", "startDate", date),
				arguments("2026-11-21", "2026-02-29", "startDate", date),
				arguments("2026-11-21", "2026-11-21T10:00:00", "startDate", date),
				arguments("\"2026-11-21\"", "20000", "startDate", date),
				arguments("\"2026-11-21\"", "true", "startDate", date),
				arguments("2026-11-21", "1899-12-31", "startDate", year),
				arguments("2026-11-21", "+12026-11-21", "startDate", year));
	}

	@ParameterizedTest
	@MethodSource("invalidFields")
	void aFieldThatIsInvalidIsNamed(String part, String replacement, String field, String message) {
		String body = WELL_FORMED.replace(part, replacement);
		expectInvalidField(this.api.post("/api/employees", body), field, message);
		expectInvalidField(this.api.putBody("/api/employees/1", body), field, message);
	}

	@Test
	void everyInvalidFieldIsNamed() {
		this.api.post("/api/employees", "{}")
			.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.errors.length()")
			.isEqualTo(3)
			.jsonPath("$.errors[?(@.field == 'name')].message")
			.isEqualTo("must not be blank")
			.jsonPath("$.errors[?(@.field == 'title')].message")
			.isEqualTo("must not be blank")
			.jsonPath("$.errors[?(@.field == 'startDate')].message")
			.isEqualTo("must not be empty");
	}

	@Test
	void aTeamNeedsAName() {
		expectInvalidField(this.api.post("/api/teams", "{\"name\": \"\"}"), "name", "must not be blank");
		expectInvalidField(this.api.putBody("/api/teams/1", "{\"name\": \"\"}"), "name", "must not be blank");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"name\": \"Uma\"", "{\"name\": 'Uma'}", "name=Uma", "{,}" })
	void bodyThatIsNotJsonIsABadRequest(String body) {
		expectProblem(this.api.post("/api/employees", body), HttpStatus.BAD_REQUEST).jsonPath("$.detail")
			.value(String.class,
					(detail) -> assertThat(detail).startsWith("The body is not well-formed JSON, see line 1, column "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "\"Uma\"", "42", " " })
	void bodyThatIsNoObjectIsABadRequest(String body) {
		expectProblem(this.api.post("/api/employees", body), HttpStatus.BAD_REQUEST).jsonPath("$.detail")
			.isEqualTo("The body must be a JSON object");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null" })
	void noBodyIsABadRequest(String body) {
		expectProblem(this.api.post("/api/employees", body), HttpStatus.BAD_REQUEST).jsonPath("$.detail")
			.isEqualTo("The body is missing or cannot be read");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/employees/abc", "/api/teams/abc", "/api/employees/1.5",
			"/api/employees/99999999999999999999" })
	void anIdThatIsNoNumberIsABadRequest(String uri) {
		String id = uri.substring(uri.lastIndexOf('/') + 1);
		expectProblem(this.api.get(uri), HttpStatus.BAD_REQUEST).jsonPath("$.detail")
			.isEqualTo("Failed to convert 'id' with value: '" + id + "'");
		expectProblem(this.api.delete(uri), HttpStatus.BAD_REQUEST);
	}

	@Test
	void anEmployeeIdThatIsNoNumberIsNamed() {
		expectProblem(this.api.put("/api/teams/1/members/abc"), HttpStatus.BAD_REQUEST).jsonPath("$.detail")
			.isEqualTo("Failed to convert 'employeeId' with value: 'abc'");
	}

	@Test
	void aMediaTypeOtherThanJsonIsUnsupported() {
		ResponseSpec response = this.client.post()
			.uri("/api/employees")
			.contentType(MediaType.TEXT_PLAIN)
			.body(WELL_FORMED)
			.exchange();
		expectProblem(response, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
	}

	@Test
	void aMethodThatIsNotThereIsNotAllowed() {
		expectProblem(this.client.method(HttpMethod.PATCH).uri("/api/employees/1").exchange(),
				HttpStatus.METHOD_NOT_ALLOWED);
	}

	@Test
	void aPathThatIsNotThereIsNotFound() {
		expectProblem(this.api.get("/api/nothing"), HttpStatus.NOT_FOUND);
	}

	private static RestTestClient.BodyContentSpec expectProblem(ResponseSpec response, HttpStatus status) {
		return response.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(status.value())
			.jsonPath("$.title")
			.isEqualTo(status.getReasonPhrase());
	}

	private static void expectInvalidField(ResponseSpec response, String field, String message) {
		expectProblem(response, HttpStatus.BAD_REQUEST).jsonPath("$.detail")
			.isEqualTo("The body has invalid fields")
			.jsonPath("$.errors.length()")
			.isEqualTo(1)
			.jsonPath("$.errors[0].field")
			.isEqualTo(field)
			.jsonPath("$.errors[0].message")
			.isEqualTo(message);
	}

}
