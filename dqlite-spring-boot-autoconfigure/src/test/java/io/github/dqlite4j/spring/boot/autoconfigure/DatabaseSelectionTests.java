package io.github.dqlite4j.spring.boot.autoconfigure;

import io.github.dqlite4j.spring.boot.autoconfigure.DatabaseSelection.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DatabaseSelection}.
 */
class DatabaseSelectionTests {

	private static final String PREFIX = "spring.datasource.dqlite.";

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void runsANodeWhenNothingIsConfigured() {
		assertThat(select().kind()).isEqualTo(Kind.DEFAULT_NODE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.datasource.type", "spring.datasource.name", "spring.datasource.username",
			"spring.datasource.hikari.maximum-pool-size", "spring.datasource.generate-unique-name",
			"spring.datasource.dqlite.busy-timeout" })
	void runsANodeWhenNoDatabaseIsChosen(String property) {
		this.environment.setProperty(property, "5s");
		assertThat(select().kind()).isEqualTo(Kind.DEFAULT_NODE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "node.address", "node.join", "node.data-dir", "node.network-latency", "database" })
	void runsANodeThatIsConfigured(String property) {
		this.environment.setProperty("spring.datasource.embedded-database-connection", "h2");
		this.environment.setProperty(PREFIX + property, "10.0.0.1:9001");
		assertThat(select().kind()).isEqualTo(Kind.CONFIGURED_NODE);
	}

	@Test
	void connectsToADqliteUrl() {
		this.environment.setProperty("spring.datasource.url", "jdbc:dqlite://127.0.0.1/app");
		assertThat(select().kind()).isEqualTo(Kind.CLUSTER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nodes", "nodes[0]" })
	void connectsToNodes(String property) {
		this.environment.setProperty(PREFIX + property, "127.0.0.1");
		assertThat(select().kind()).isEqualTo(Kind.CLUSTER);
	}

	@Test
	void leavesOtherUrlsAlone() {
		this.environment.setProperty("spring.datasource.url", "jdbc:h2:mem:test");
		assertThat(select()).isEqualTo(new DatabaseSelection(Kind.OTHER, "spring.datasource.url is not a dqlite URL"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "nodes", "node.address", "node.join" })
	void takesOtherUrlsThatContradictTheSettingsInOrderToRefuseThem(String property) {
		this.environment.setProperty("spring.datasource.url", "jdbc:h2:mem:test");
		this.environment.setProperty(PREFIX + property, "127.0.0.1");
		assertThat(select().kind()).isEqualTo(Kind.CLUSTER);
	}

	@Test
	void leavesOtherUrlsAloneWhenNodesAreCleared() {
		this.environment.setProperty("spring.datasource.url", "jdbc:h2:mem:test");
		this.environment.setProperty(PREFIX + "nodes", "");
		assertThat(select().kind()).isEqualTo(Kind.OTHER);
	}

	@Test
	void ignoresAnEmptyUrl() {
		this.environment.setProperty("spring.datasource.url", " ");
		assertThat(select().kind()).isEqualTo(Kind.DEFAULT_NODE);
	}

	@Test
	void leavesAUrlThatCannotBeResolvedToWhoeverBindsIt() {
		this.environment.setProperty("spring.datasource.url", "${missing}");
		assertThat(select().kind()).isEqualTo(Kind.OTHER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jndi-name", "driver-class-name", "embedded-database-connection",
			"xa.data-source-class-name", "hikari.jdbc-url", "hikari.data-source-class-name",
			"hikari.data-source-j-n-d-i", "tomcat.url", "dbcp2.url", "oracleucp.url" })
	void leavesOtherChoicesAlone(String property) {
		this.environment.setProperty("spring.datasource." + property, "something");
		assertThat(select()).isEqualTo(new DatabaseSelection(Kind.OTHER, "spring.datasource." + property + " is set"));
	}

	private DatabaseSelection select() {
		return DatabaseSelection.of(this.environment);
	}

}
