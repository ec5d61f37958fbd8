package io.github.dqlite4j.sample;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class ActuatorTests {

	@Autowired
	private ApiClient api;

	@Test
	void healthIsUpAndShowsTheDatabase() {
		this.api.get("/actuator/health")
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("UP")
			.jsonPath("$.components.db.status")
			.isEqualTo("UP")
			.jsonPath("$.components.db.details.database")
			.exists();
	}

}
