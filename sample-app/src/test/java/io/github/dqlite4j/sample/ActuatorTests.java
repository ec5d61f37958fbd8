package io.github.dqlite4j.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

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

	@Test
	@DisabledIfSystemProperty(named = "spring.profiles.active", matches = "h2")
	void clusterIsShown() {
		this.api.get("/actuator/dqlite")
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.database")
			.isNotEmpty()
			.jsonPath("$.leader")
			.value(String.class, (leader) -> assertThat(leader).startsWith("127.0.0.1:"))
			.jsonPath("$.nodes.length()")
			.isEqualTo(1)
			.jsonPath("$.nodes[0].role")
			.isEqualTo("voter")
			.jsonPath("$.nodes[0].leader")
			.isEqualTo(true);
	}

	@Test
	@EnabledIfSystemProperty(named = "spring.profiles.active", matches = "h2")
	void clusterIsNotFoundOnAnotherDatabase() {
		this.api.get("/actuator/dqlite").expectStatus().isNotFound();
	}

}
