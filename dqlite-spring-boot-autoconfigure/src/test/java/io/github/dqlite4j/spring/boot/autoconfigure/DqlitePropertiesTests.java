package io.github.dqlite4j.spring.boot.autoconfigure;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.TransactionMode;
import io.github.dqlite4j.jdbc.DqliteDriver;
import io.github.dqlite4j.node.NodeSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DqliteProperties}.
 */
class DqlitePropertiesTests {

	@Test
	void bindsNodesAsText() {
		assertThat(bind(Map.of("nodes", "10.0.0.1:9001, 10.0.0.2")).getNodes()).containsExactly("10.0.0.1:9001",
				"10.0.0.2");
	}

	@Test
	void bindsNodesAsList() {
		assertThat(bind(Map.of("nodes[0]", "10.0.0.1", "nodes[1]", "10.0.0.2")).getNodes()).containsExactly("10.0.0.1",
				"10.0.0.2");
	}

	@Test
	void bindsTheTransactionModeInLowerCase() {
		assertThat(bind(Map.of("transaction-mode", "deferred")).getTransactionMode())
			.isEqualTo(TransactionMode.DEFERRED);
	}

	@Test
	void bindsTheNode() {
		DqliteNodeProperties node = bind(Map.of("node.address", "10.0.0.1:9001", "node.join", "10.0.0.2,10.0.0.3",
				"node.join-timeout", "5m", "node.data-dir", "/var/lib/app", "node.network-latency", "20ms",
				"node.snapshot-threshold", "64", "node.snapshot-trailing", "128", "node.library", "/opt/libdqlite.so.0",
				"node.isolation", "process"))
			.getNode();
		assertThat(node.getAddress()).isEqualTo("10.0.0.1:9001");
		assertThat(node.getJoin()).containsExactly("10.0.0.2", "10.0.0.3");
		assertThat(node.getJoinTimeout()).hasMinutes(5);
		assertThat(node.getDataDir()).isEqualTo("/var/lib/app");
		assertThat(node.getNetworkLatency()).hasMillis(20);
		assertThat(node.getSnapshotThreshold()).isEqualTo(64);
		assertThat(node.getSnapshotTrailing()).isEqualTo(128);
		assertThat(node.getLibrary()).isEqualTo("/opt/libdqlite.so.0");
		assertThat(node.getIsolation()).isEqualTo(NodeIsolation.PROCESS);
	}

	@Test
	void bindsTheRolesOfTheNode() {
		DqliteNodeProperties node = bind(
				Map.of("node.bind", "0.0.0.0:9001", "node.voters", "5", "node.standbys", "1", "node.failure-domain",
						"zone-a", "node.weight", "7", "node.roles-interval", "10s", "node.disk-reserve", "32MB"))
			.getNode();
		assertThat(node.getBind()).isEqualTo("0.0.0.0:9001");
		NodeSettings settings = EmbeddedNodeSettings.of(node, null).node();
		assertThat(settings.bind()).isEqualTo("0.0.0.0:9001");
		assertThat(settings.voters()).isEqualTo(5);
		assertThat(settings.standbys()).isEqualTo(1);
		assertThat(settings.failureDomain()).isEqualTo("zone-a");
		assertThat(settings.weight()).isEqualTo(7);
		assertThat(settings.rolesInterval()).isEqualTo(Duration.ofSeconds(10));
		assertThat(settings.diskReserve()).isEqualTo(32 * 1024 * 1024);
	}

	@Test
	void theReserveOnTheDiskIsThatOfTheNodeUnlessSet() {
		assertThat(EmbeddedNodeSettings.of(new DqliteNodeProperties(), null).node().diskReserve())
			.isEqualTo(64 * 1024 * 1024);
		assertThat(EmbeddedNodeSettings.of(bind(Map.of("node.disk-reserve", "0")).getNode(), null).node().diskReserve())
			.isZero();
	}

	@Test
	void anEmptyFailureDomainOrPlaceToListenIsNone() {
		DqliteNodeProperties node = bind(Map.of("node.bind", "", "node.failure-domain", "")).getNode();
		assertThat(EmbeddedNodeSettings.of(node, null).node().bind()).isNull();
		assertThat(EmbeddedNodeSettings.of(node, null).node().failureDomain()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "voters, 2, odd and positive", "standbys, -1, must not be negative",
			"weight, -1, must not be negative", "roles-interval, 1ms, at least 100 ms",
			"disk-reserve, 1MB, at least 16 MB", "disk-reserve, -1, at least 16 MB" })
	void explainsSettingsThatCannotBe(String property, String value, String why) {
		EmbeddedNodeSettings settings = EmbeddedNodeSettings.of(bind(Map.of("node." + property, value)).getNode(),
				null);
		assertThatExceptionOfType(DqliteConfigurationException.class).isThrownBy(settings::start)
			.withMessageContaining(why);
	}

	/**
	 * {@code META-INF} is a directory of the class path.
	 */
	@Test
	void doesNotLookForTheDataDirectoryOnTheClassPath() {
		EmbeddedNodeSettings settings = EmbeddedNodeSettings.of(bind(Map.of("node.data-dir", "META-INF")).getNode(),
				null);
		assertThat(settings.node().dataDirectory()).isEqualTo(EmbeddedNodeSettings.realPath(Path.of("META-INF")));
		assertThat(settings.node().dataDirectory().getParent()).isEqualTo(Path.of("").toAbsolutePath());
	}

	@Test
	void documentedDefaultsAreThoseOfTheDriver() {
		DqliteProperties documented = new DqliteProperties();
		ConnectionOptions options = new ConnectionOptionsFactory(documented)
			.forEmbeddedNode(new NodeAddress("127.0.0.1", 9001), null);
		Map<String, Object> defaults = ConfigurationMetadata.load().defaults();
		assertThat(defaults).containsEntry("database", options.database().value())
			.containsEntry("connect-timeout", options.connectTimeout().toSeconds() + "s")
			.containsEntry("leader-timeout", options.leaderTimeout().toSeconds() + "s")
			.containsEntry("read-timeout", options.readTimeout().toSeconds() + "s")
			.containsEntry("busy-timeout", options.busyTimeout().toSeconds() + "s")
			.containsEntry("statement-cache-size", options.statementCacheSize())
			.containsEntry("declared-type-guard", options.declaredTypeGuard())
			.containsEntry("rewrite-batched-inserts", options.rewriteBatchedInserts())
			.containsEntry("group-commit", options.groupCommit())
			.containsEntry("max-message-size", options.maxMessageSize() / 1024 / 1024 + "MB")
			.containsEntry("max-buffered-result", options.maxBufferedResult() / 1024 / 1024 + "MB")
			.containsEntry("transaction-mode", "immediate");
		assertThat(options.transactionMode()).isEqualTo(TransactionMode.IMMEDIATE);
	}

	@Test
	void everyPropertyIsDocumented() {
		ConfigurationMetadata metadata = ConfigurationMetadata.load();
		assertThat(metadata.descriptions().keySet()).containsExactlyInAnyOrderElementsOf(List.of("nodes", "database",
				"connect-timeout", "leader-timeout", "read-timeout", "busy-timeout", "transaction-mode",
				"statement-cache-size", "max-message-size", "max-buffered-result", "rewrite-batched-inserts",
				"group-commit", "declared-type-guard", "allowed-nodes", "monitor-interval", "backup.directory",
				"backup.schedule", "backup.keep", "backup.check", "node.address", "node.join", "node.join-timeout",
				"node.data-dir", "node.network-latency", "node.snapshot-threshold", "node.snapshot-trailing",
				"node.library", "node.bind", "node.voters", "node.standbys", "node.failure-domain", "node.weight",
				"node.roles-interval", "node.disk-reserve", "node.isolation", "node.ssl.bundle", "ssl.bundle"));
		assertThat(metadata.descriptions().values()).allSatisfy(
				(description) -> assertThat(description).endsWith(".").doesNotStartWith("The ").doesNotStartWith("A "));
	}

	/**
	 * TLS is configured by files here as well, but under names of its own.
	 */
	@Test
	void everyKeyOfAUrlIsAPropertyToo() throws SQLException {
		List<String> keys = Arrays
			.stream(new DqliteDriver().getPropertyInfo("jdbc:dqlite://10.0.0.1/app", new Properties()))
			.map((info) -> info.name)
			.filter((key) -> !key.startsWith("ssl"))
			.map((key) -> key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
			.toList();
		assertThat(keys).hasSizeGreaterThan(9);
		assertThat(ConfigurationMetadata.load().descriptions().keySet()).containsAll(keys);
	}

	private static DqliteProperties bind(Map<String, String> values) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		values.forEach((name, value) -> source.put("spring.datasource.dqlite." + name, value));
		return new Binder(source).bind(DqliteProperties.PREFIX, DqliteProperties.class).get();
	}

}
