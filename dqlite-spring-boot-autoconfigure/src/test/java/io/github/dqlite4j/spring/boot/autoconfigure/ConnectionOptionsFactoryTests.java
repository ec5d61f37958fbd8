package io.github.dqlite4j.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.client.AllowedNodes;
import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.TransactionMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ConnectionOptionsFactory}.
 */
class ConnectionOptionsFactoryTests {

	private static final String URL = "jdbc:dqlite://10.0.0.1:9001,10.0.0.2:9001/app";

	private final DqliteProperties properties = new DqliteProperties();

	@Test
	void takesNodesAndTheDefaultDatabase() {
		this.properties.setNodes(List.of("10.0.0.1", "10.0.0.2:9002"));
		ConnectionOptions options = forCluster(null);
		assertThat(options.nodes()).containsExactly(new NodeAddress("10.0.0.1", 9001),
				new NodeAddress("10.0.0.2", 9002));
		assertThat(options.database().value()).isEqualTo("app");
	}

	@Test
	void leavesWhatIsNotSetToTheDriver() {
		this.properties.setNodes(List.of("10.0.0.1"));
		assertThat(forCluster(null)).isEqualTo(
				ConnectionOptions.builder().nodes(List.of(new NodeAddress("10.0.0.1", 9001))).database("app").build());
	}

	@Test
	void mapsEverySettingBesideNodes() {
		this.properties.setNodes(List.of("10.0.0.1"));
		setEverything();
		this.properties.setDatabase("orders");
		assertThat(forCluster(null)).isEqualTo(everything("orders", new NodeAddress("10.0.0.1", 9001)));
	}

	@Test
	void mapsEverySettingBesideAUrl() {
		setEverything();
		assertThat(forCluster(URL))
			.isEqualTo(everything("app", new NodeAddress("10.0.0.1", 9001), new NodeAddress("10.0.0.2", 9001)));
	}

	@Test
	void anEmptyListOfAllowedNodesAllowsNone() {
		this.properties.setNodes(List.of("10.0.0.1"));
		this.properties.setAllowedNodes(List.of());
		assertThat(forCluster(null).allowedNodes()).isEqualTo(AllowedNodes.parse(List.of()));
	}

	@Test
	void acceptsAUrlAndNodesThatAgree() {
		this.properties.setNodes(List.of("10.0.0.2", "10.0.0.1"));
		this.properties.setDatabase("app");
		assertThat(forCluster(URL).nodes()).hasSize(2);
	}

	@Test
	void refusesAUrlAndNodesThatContradictEachOther() {
		this.properties.setNodes(List.of("10.0.0.1", "10.0.0.3"));
		assertThatExceptionOfType(DqliteConfigurationException.class).isThrownBy(() -> forCluster(URL))
			.satisfies((ex) -> assertThat(ex.problem()).isEqualTo("Two databases are configured: "
					+ "spring.datasource.url is jdbc:dqlite://10.0.0.1:9001,10.0.0.2:9001/app, "
					+ "but spring.datasource.dqlite.nodes is [10.0.0.1, 10.0.0.3]."));
	}

	@Test
	void refusesAUrlAndADatabaseThatContradictEachOther() {
		this.properties.setDatabase("orders");
		assertThatExceptionOfType(DqliteConfigurationException.class).isThrownBy(() -> forCluster(URL))
			.withMessageContaining("spring.datasource.url is " + URL)
			.withMessageContaining("spring.datasource.dqlite.database is orders");
	}

	@Test
	void refusesTheUrlOfAnotherDatabaseBesideNodes() {
		this.properties.setNodes(List.of("10.0.0.1"));
		assertThatExceptionOfType(DqliteConfigurationException.class).isThrownBy(() -> forCluster("jdbc:h2:mem:test"))
			.withMessageContaining("spring.datasource.url is jdbc:h2:mem:test")
			.withMessageContaining("spring.datasource.dqlite.nodes is [10.0.0.1]");
	}

	@Test
	void refusesToConnectElsewhereAndToBeAMember() {
		this.properties.getNode().setAddress("10.0.0.1:9001");
		assertThatExceptionOfType(DqliteConfigurationException.class).isThrownBy(() -> forCluster(URL))
			.withMessageContaining("spring.datasource.dqlite.node.address is 10.0.0.1:9001");
	}

	@Test
	void refusesToConnectElsewhereAndToJoin() {
		this.properties.setNodes(List.of("10.0.0.1"));
		this.properties.getNode().setJoin(List.of("10.0.0.2"));
		assertThatExceptionOfType(DqliteConfigurationException.class).isThrownBy(() -> forCluster(null))
			.withMessageContaining("spring.datasource.dqlite.nodes is [10.0.0.1]")
			.withMessageContaining("spring.datasource.dqlite.node.join is [10.0.0.2]");
	}

	@Test
	void refusesASettingThatIsInTheUrlAsWell() {
		this.properties.setBusyTimeout(Duration.ofSeconds(1));
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> forCluster(URL + "?busyTimeout=2s"))
			.satisfies((ex) -> assertThat(ex.getReason())
				.contains("the key busyTimeout is given in the URL and as a property"));
	}

	@Test
	void namesTheUrlThatIsNotValid() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> forCluster(URL + "?busy=2s"))
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("spring.datasource.url"))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("the key busy is unknown"));
	}

	@Test
	void namesTheNodeThatIsNotValid() {
		this.properties.setNodes(List.of("10.0.0.1", "10.0.0.2:90o1"));
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class).isThrownBy(() -> forCluster(null))
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("spring.datasource.dqlite.nodes"))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("10.0.0.2:90o1"));
	}

	@Test
	void namesTheSettingThatIsNotValidAndNoUrlThatNobodyWrote() {
		this.properties.setNodes(List.of("10.0.0.1"));
		this.properties.setConnectTimeout(Duration.ZERO);
		assertThatExceptionOfType(DqliteConfigurationException.class).isThrownBy(() -> forCluster(null))
			.withMessageContaining("connectTimeout")
			.satisfies((ex) -> assertThat(ex.problem()).doesNotContain("jdbc:"));
	}

	@Test
	void connectsToTheEmbeddedNodeAndThoseItJoins() {
		this.properties.getNode().setJoin(List.of("10.0.0.2", "10.0.0.1:9001"));
		NodeAddress own = new NodeAddress("10.0.0.1", 9001);
		assertThat(new ConnectionOptionsFactory(this.properties).forEmbeddedNode(own, null).nodes())
			.containsExactly(own, new NodeAddress("10.0.0.2", 9001));
	}

	private ConnectionOptions forCluster(@Nullable String url) {
		return new ConnectionOptionsFactory(this.properties).forCluster(url, null);
	}

	private void setEverything() {
		this.properties.setConnectTimeout(Duration.ofSeconds(1));
		this.properties.setLeaderTimeout(Duration.ofSeconds(2));
		this.properties.setReadTimeout(Duration.ZERO);
		this.properties.setBusyTimeout(Duration.ofSeconds(4));
		this.properties.setTransactionMode(TransactionMode.DEFERRED);
		this.properties.setStatementCacheSize(7);
		this.properties.setDeclaredTypeGuard(false);
		this.properties.setAllowedNodes(List.of("10.0.0.0/8", "db1"));
		this.properties.setRewriteBatchedInserts(true);
		this.properties.setGroupCommit(false);
		this.properties.setMaxMessageSize(DataSize.ofMegabytes(1));
		this.properties.setMaxBufferedResult(DataSize.ofMegabytes(2));
	}

	private static ConnectionOptions everything(String database, NodeAddress... nodes) {
		return ConnectionOptions.builder()
			.nodes(List.of(nodes))
			.database(database)
			.connectTimeout(Duration.ofSeconds(1))
			.leaderTimeout(Duration.ofSeconds(2))
			.readTimeout(Duration.ZERO)
			.busyTimeout(Duration.ofSeconds(4))
			.transactionMode(TransactionMode.DEFERRED)
			.statementCacheSize(7)
			.declaredTypeGuard(false)
			.allowedNodes(AllowedNodes.parse(List.of("10.0.0.0/8", "db1")))
			.rewriteBatchedInserts(true)
			.groupCommit(false)
			.maxMessageSize(1024 * 1024)
			.maxBufferedResult(2 * 1024 * 1024)
			.build();
	}

}
