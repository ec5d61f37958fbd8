package io.github.dqlite4j.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.client.AllowedNodes;
import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.TransactionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The JDBC URL.
 */
class DqliteUrlTests {

	private static final String KEYS = "connectTimeout, leaderTimeout, readTimeout, busyTimeout, transactionMode, "
			+ "statementCacheSize, maxMessageSize, maxBufferedResult, declaredTypeGuard, rewriteBatchedInserts, "
			+ "groupCommit, allowedNodes, ssl, "
			+ "sslRootCert, sslTrustStore, sslTrustStorePassword, sslCert, sslKey, sslKeyStore, sslKeyStorePassword, sslKeyPassword, sslVerifyHostName";

	private static final String FORM = "jdbc:dqlite://host:port,host:port/database?key=value";

	private static void assertRefused(String url, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> DqliteUrl.parse(url))
			.withMessage("The JDBC URL '" + url + "' can't be used: " + reason);
	}

	@Test
	void severalNodes() {
		ConnectionOptions options = DqliteUrl.parse("jdbc:dqlite://db1,DB2:9002,[::1],[fe80::1%eth0]:9004/app");
		assertThat(options.nodes()).containsExactly(new NodeAddress("db1", 9001), new NodeAddress("db2", 9002),
				new NodeAddress("::1", 9001), new NodeAddress("fe80::1%eth0", 9004));
		assertThat(options.database()).hasToString("app");
	}

	@Test
	void allKeys() {
		ConnectionOptions options = DqliteUrl.parse("jdbc:dqlite://db1/app?connectTimeout=1s&leaderTimeout=2s&"
				+ "readTimeout=3s&busyTimeout=4s&transactionMode=deferred&statementCacheSize=5&maxMessageSize=66000&"
				+ "maxBufferedResult=67000&allowedNodes=db2:9001,10.0.0.0/8");
		assertThat(options).isEqualTo(ConnectionOptions.builder()
			.nodes(List.of(new NodeAddress("db1", 9001)))
			.database("app")
			.connectTimeout(Duration.ofSeconds(1))
			.leaderTimeout(Duration.ofSeconds(2))
			.readTimeout(Duration.ofSeconds(3))
			.busyTimeout(Duration.ofSeconds(4))
			.transactionMode(TransactionMode.DEFERRED)
			.statementCacheSize(5)
			.maxMessageSize(66000)
			.maxBufferedResult(67000)
			.allowedNodes(AllowedNodes.parse(List.of("db2:9001", "10.0.0.0/8")))
			.build());
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:dqlite://db1:9001/app", "jdbc:dqlite://db1:9001,[::1]:9002/app.db",
			"jdbc:dqlite://db1:9001/app?readTimeout=1ms&busyTimeout=0ms", "jdbc:dqlite://db1:9001/app?allowedNodes=",
			"jdbc:dqlite://db1:9001/app?allowedNodes=db2,[fd00::1]:9001,10.0.0.0/8",
			"jdbc:dqlite://db1:9001/app?connectTimeout=1ms&leaderTimeout=2ms&readTimeout=3ms&busyTimeout=4ms&"
					+ "transactionMode=exclusive&statementCacheSize=0&maxMessageSize=65536" })
	void formattedOptionsAreParsedToTheSame(String url) {
		assertThat(DqliteUrl.format(DqliteUrl.parse(url))).isEqualTo(url);
		assertThat(DqliteUrl.parse(DqliteUrl.format(DqliteUrl.parse(url)))).isEqualTo(DqliteUrl.parse(url));
	}

	@Test
	void defaultsAreLeftOut() {
		assertThat(DqliteUrl.format(DqliteUrl.parse("jdbc:dqlite://DB1/app?readTimeout=30s&statementCacheSize=64")))
			.isEqualTo("jdbc:dqlite://db1:9001/app");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					jdbc:dqlite:db1/app              | it must have the form %FORM
					jdbc:dqlite:                     | it must have the form %FORM
					jdbc:sqlite://db1/app            | it must have the form %FORM
					JDBC:DQLITE://db1/app            | it must have the form %FORM
					jdbc:dqlite://db1                | the name of the database is missing; the form is %FORM
					jdbc:dqlite://db1/               | the name of the database is missing; the form is %FORM
					jdbc:dqlite://db1/?readTimeout=1s | the name of the database is missing; the form is %FORM
					jdbc:dqlite://db1?x=/app         | the name of the database is missing; the form is %FORM
					jdbc:dqlite://db1/app#x          | it must not have a fragment (#): write %23 for a # that is part of a value
					jdbc:dqlite://db1/app?readtimeout=1s | the key readtimeout is unknown; the keys are %KEYS
					jdbc:dqlite://db1/app?user=me    | the key user is unknown; the keys are %KEYS
					jdbc:dqlite://db1/app?readTimeout=1s&readTimeout=1s | the key readTimeout is given twice
					jdbc:dqlite://db1/app?readTimeout | 'readTimeout' is not of the form key=value
					jdbc:dqlite://db1/app?=1s        | '…' is not of the form key=value
					jdbc:dqlite://db1/app?readTimeout=1s& | '' is not of the form key=value
					jdbc:dqlite://db1/app?readTimeout=soon | readTimeout=soon is not valid: use a number with ms, s, m or h; a number alone is milliseconds
					jdbc:dqlite://db1/app?allowedNodes=10.0/8 | allowedNodes=10.0/8 is not valid: the network '10.0/8' does not begin with an address: use a form like 10.0.0.0/8 or fd00::/8
					jdbc:dqlite://db1/app?allowedNodes=a,,b | allowedNodes=a,,b is not valid: an entry is empty: separate hosts and networks by one comma each
					jdbc:dqlite://db1/app?connectTimeout=0 | connectTimeout is 0 ms: use 1 to 86400000
					jdbc:dqlite://db1,db1:9001/app   | a node is named twice in [db1:9001, db1:9001]
					""")
	void invalidUrls(String url, String reason) {
		assertRefused(url, reason.replace("%FORM", FORM).replace("%KEYS", KEYS));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:dqlite://me@db1/app", "jdbc:dqlite://me:secret@db1/app" })
	void credentialsAreRefusedAndNotRepeated(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> DqliteUrl.parse(url))
			.withMessage("The JDBC URL 'jdbc:dqlite://***@db1/app' can't be used: "
					+ "it must not have a user or password: dqlite has no users");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:dqlite:///app", "jdbc:dqlite://db1,/app", "jdbc:dqlite://,db1/app",
			"jdbc:dqlite://db1:x/app", "jdbc:dqlite://::1/app", "jdbc:dqlite://db1 /app" })
	void invalidNodes(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> DqliteUrl.parse(url))
			.withMessageStartingWith("The JDBC URL '" + url + "' can't be used: the node address '");
	}

	@ParameterizedTest
	@ValueSource(strings = { ":memory:", "file:x", "a/b", "../app", "app%20x", " app" })
	void invalidDatabases(String database) {
		assertThatIllegalArgumentException().isThrownBy(() -> DqliteUrl.parse("jdbc:dqlite://db1/" + database))
			.withMessageContaining("the database name '" + database + "' is not valid");
	}

	@Test
	void emptyQueryIsNone() {
		assertThat(DqliteUrl.parse("jdbc:dqlite://db1/app?")).isEqualTo(DqliteUrl.parse("jdbc:dqlite://db1/app"));
	}

	@Test
	void propertiesAddToTheUrl() {
		Properties properties = new Properties();
		properties.setProperty("readTimeout", "7s");
		properties.setProperty("user", "sa");
		properties.setProperty("password", "");
		ConnectionOptions options = DqliteUrl.parse("jdbc:dqlite://db1/app?busyTimeout=1s", properties);
		assertThat(options.readTimeout()).isEqualTo(Duration.ofSeconds(7));
		assertThat(options.busyTimeout()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void propertyMustNotRepeatTheUrl() {
		Properties properties = new Properties();
		properties.setProperty("readTimeout", "7s");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DqliteUrl.parse("jdbc:dqlite://db1/app?readTimeout=7s", properties))
			.withMessageEndingWith("the key readTimeout is given in the URL and as a property");
	}

	@Test
	void unknownPropertyIsRefused() {
		Properties properties = new Properties();
		properties.setProperty("timeout", "7s");
		assertThatIllegalArgumentException().isThrownBy(() -> DqliteUrl.parse("jdbc:dqlite://db1/app", properties))
			.withMessageEndingWith("the key timeout is unknown; the keys are " + KEYS);
	}

	@Test
	void onlyUrlsOfThisDriverAreAccepted() {
		assertThat(DqliteUrl.accepts("jdbc:dqlite:anything")).isTrue();
		assertThat(DqliteUrl.accepts("jdbc:sqlite:anything")).isFalse();
	}

}
