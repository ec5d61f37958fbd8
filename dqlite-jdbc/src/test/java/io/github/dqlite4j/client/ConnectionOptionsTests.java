package io.github.dqlite4j.client;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Options of connections: defaults and what is refused.
 */
class ConnectionOptionsTests {

	private static final NodeAddress NODE = new NodeAddress("db1", 9001);

	private static ConnectionOptions.Builder builder() {
		return ConnectionOptions.builder().nodes(List.of(NODE)).database("app");
	}

	private static void assertRefused(ConnectionOptions.Builder builder, String message) {
		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
	}

	@Test
	void defaults() {
		ConnectionOptions options = builder().build();
		assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
		assertThat(options.leaderTimeout()).isEqualTo(Duration.ofSeconds(15));
		assertThat(options.readTimeout()).isEqualTo(Duration.ofSeconds(30));
		assertThat(options.busyTimeout()).isEqualTo(Duration.ofSeconds(5));
		assertThat(options.transactionMode()).isEqualTo(TransactionMode.IMMEDIATE);
		assertThat(options.statementCacheSize()).isEqualTo(64);
		assertThat(options.maxMessageSize()).isEqualTo(64 * 1024 * 1024);
	}

	@Test
	void equalOptionsAreEqual() {
		assertThat(builder().build()).isEqualTo(builder().build()).hasSameHashCodeAs(builder().build());
		assertThat(builder().busyTimeout(Duration.ofSeconds(6)).build()).isNotEqualTo(builder().build());
	}

	@Test
	void builderHoldsWhatItWasMadeOf() {
		ConnectionOptions options = builder().connectTimeout(Duration.ofMillis(1))
			.leaderTimeout(Duration.ofMillis(2))
			.readTimeout(Duration.ofMillis(3))
			.busyTimeout(Duration.ofMillis(4))
			.transactionMode(TransactionMode.DEFERRED)
			.statementCacheSize(5)
			.maxMessageSize(65537)
			.declaredTypeGuard(false)
			.rewriteBatchedInserts(true)
			.groupCommit(false)
			.build();
		assertThat(options.toBuilder().build()).isEqualTo(options);
		ConnectionOptions defaults = builder().build();
		assertThat(defaults.toBuilder().build()).isEqualTo(defaults);
	}

	@Test
	void limitsAreAllowed() {
		ConnectionOptions options = builder().connectTimeout(Duration.ofMillis(1))
			.leaderTimeout(Duration.ofDays(1))
			.readTimeout(Duration.ZERO)
			.busyTimeout(Duration.ZERO)
			.statementCacheSize(0)
			.maxMessageSize(65536)
			.build();
		assertThat(options.connectTimeout()).isEqualTo(Duration.ofMillis(1));
		assertThat(builder().maxMessageSize(1024 * 1024 * 1024).build().maxMessageSize()).isEqualTo(1 << 30);
	}

	@Test
	void nodesAreNeeded() {
		assertRefused(builder().nodes(List.of()), "no node is given: name at least one as host:port");
		assertRefused(builder().nodes(List.of(NODE, new NodeAddress("db2", 9001), new NodeAddress("DB1", 9001))),
				"a node is named twice in [db1:9001, db2:9001, db1:9001]");
	}

	@Test
	void timesHaveLimits() {
		assertRefused(builder().connectTimeout(Duration.ZERO), "connectTimeout is 0 ms: use 1 to 86400000");
		assertRefused(builder().leaderTimeout(Duration.ofMillis(-1)), "leaderTimeout is -1 ms: use 1 to 86400000");
		assertRefused(builder().readTimeout(Duration.ofMillis(-1)), "readTimeout is -1 ms: use 0 to 86400000");
		assertRefused(builder().busyTimeout(Duration.ofDays(1).plusMillis(1)),
				"busyTimeout is 86400001 ms: use 0 to 86400000");
	}

	@Test
	void numbersHaveLimits() {
		assertRefused(builder().statementCacheSize(-1), "statementCacheSize is -1: use 0 or more");
		assertRefused(builder().maxBufferedResult(65535), "maxBufferedResult is 65535: use 65536 to 2147483647 bytes");
		assertRefused(builder().maxMessageSize(65535), "maxMessageSize is 65535: use 65536 to 1073741824 bytes");
		assertRefused(builder().maxMessageSize(Integer.MAX_VALUE),
				"maxMessageSize is 2147483647: use 65536 to 1073741824 bytes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":memory:", "file:x?mode=memory", "../x", ".x", "-x", "a/b", "a b", "ä", "a\0b", "a\n",
			"a%00" })
	void databaseNamesThatTheEngineDoesNotSurviveAreRefused(String name) {
		assertRefused(builder().database(name), "the database name '" + name + "' is not valid: use 1 to 200 ASCII "
				+ "letters, digits, dots, dashes or underscores, beginning with a letter, digit or underscore");
	}

	@ParameterizedTest
	@ValueSource(strings = { "app", "a", "_", "0", "app.db", "App-1_2.db" })
	void databaseNames(String name) {
		assertThat(builder().database(name).build().database()).hasToString(name);
	}

	@Test
	void databaseNameHasAtMost200Characters() {
		assertThat(builder().database("x".repeat(200)).build().database().value()).hasSize(200);
		assertThatIllegalArgumentException().isThrownBy(() -> builder().database("x".repeat(201)).build());
	}

}
