package io.github.dqlite4j.jdbc;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.AllowedNodes;
import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.TransactionMode;
import io.github.dqlite4j.client.tls.Password;
import io.github.dqlite4j.client.tls.TlsOptions;

/**
 * The keys that a URL or connection properties may have.
 */
enum OptionKey {

	CONNECT_TIMEOUT("connectTimeout", "How long one node may take to accept a connection, such as 500ms or 5s",
			(builder, value) -> builder.connectTimeout(duration(value)), (options) -> millis(options.connectTimeout())),

	LEADER_TIMEOUT("leaderTimeout", "How long to look for a leader in all, such as 15s",
			(builder, value) -> builder.leaderTimeout(duration(value)), (options) -> millis(options.leaderTimeout())),

	READ_TIMEOUT("readTimeout", "How long to wait for an answer, such as 30s; 0 waits for ever",
			(builder, value) -> builder.readTimeout(duration(value)), (options) -> millis(options.readTimeout())),

	BUSY_TIMEOUT("busyTimeout", "How long a write waits for other writers, such as 5s; 0 does not wait",
			(builder, value) -> builder.busyTimeout(duration(value)), (options) -> millis(options.busyTimeout())),

	TRANSACTION_MODE("transactionMode", "How a transaction that may write begins: immediate, deferred or exclusive",
			(builder, value) -> builder.transactionMode(mode(value)),
			(options) -> options.transactionMode().name().toLowerCase(Locale.ROOT)),

	STATEMENT_CACHE_SIZE("statementCacheSize", "How many prepared statements one connection keeps",
			(builder, value) -> builder.statementCacheSize(number(value)),
			(options) -> Integer.toString(options.statementCacheSize())),

	MAX_MESSAGE_SIZE("maxMessageSize", "The largest message in bytes that is sent or accepted",
			(builder, value) -> builder.maxMessageSize(number(value)),
			(options) -> Integer.toString(options.maxMessageSize())),

	MAX_BUFFERED_RESULT("maxBufferedResult",
			"How many bytes of one result are kept in memory, if it can be scrolled or another statement needs its "
					+ "connection",
			(builder, value) -> builder.maxBufferedResult(number(value)),
			(options) -> Integer.toString(options.maxBufferedResult())),

	DECLARED_TYPE_GUARD("declaredTypeGuard",
			"Whether columns declared BOOLEAN, DATE, DATETIME or TIMESTAMP are created as BOOL, DATE(10), "
					+ "DATETIME(9) and TIMESTAMP(9), which keeps NULL apart and the nodes alive: true or false",
			(builder, value) -> builder.declaredTypeGuard(flag(value)),
			(options) -> Boolean.toString(options.declaredTypeGuard())),

	REWRITE_BATCHED_INSERTS("rewriteBatchedInserts",
			"Whether the rows of a batch are inserted by statements of several rows, where that makes no difference "
					+ "but in speed: true or false",
			(builder, value) -> builder.rewriteBatchedInserts(flag(value)),
			(options) -> Boolean.toString(options.rewriteBatchedInserts())),

	GROUP_COMMIT("groupCommit",
			"Whether writes in auto-commit mode of several connections that wait for each other commit together, where "
					+ "that makes no difference but in speed: true or false",
			(builder, value) -> builder.groupCommit(flag(value)), (options) -> Boolean.toString(options.groupCommit())),

	ALLOWED_NODES("allowedNodes",
			"Which nodes may be dialled besides those of the URL, when the cluster names them: hosts (db1, db1:9001, "
					+ "10.0.0.1) and networks (10.0.0.0/8, fd00::/8), separated by commas; empty allows none, "
					+ "without this option all are allowed",
			(builder, value) -> builder.allowedNodes(AllowedNodes.parse(list(value))),
			(options) -> (options.allowedNodes() != null) ? options.allowedNodes().toString() : null),

	SSL("ssl", "Whether connections are encrypted: true or false; any other ssl option implies true",
			(builder, value) -> builder.tls((tls) -> tls.enabled(flag(value))),
			(options) -> Boolean.toString(options.tls() != null)),

	SSL_ROOT_CERT("sslRootCert",
			"PEM file with the certificates of trusted authorities; by default those of the JVM are trusted",
			(builder, value) -> builder.tls((tls) -> tls.rootCert(file(value))), tlsOption(TlsOptions::rootCert)),

	SSL_TRUST_STORE("sslTrustStore", "Key store with the certificates of trusted authorities, instead of sslRootCert",
			(builder, value) -> builder.tls((tls) -> tls.trustStore(file(value))), tlsOption(TlsOptions::trustStore)),

	SSL_TRUST_STORE_PASSWORD("sslTrustStorePassword", "Password of sslTrustStore",
			(builder, value) -> builder.tls((tls) -> tls.trustStorePassword(new Password(value))),
			tlsPassword(TlsOptions::trustStorePassword), true),

	SSL_CERT("sslCert", "PEM file with the certificate of this client and those between it and its authority",
			(builder, value) -> builder.tls((tls) -> tls.cert(file(value))), tlsOption(TlsOptions::cert)),

	SSL_KEY("sslKey", "PEM file with the private key of sslCert in PKCS#8",
			(builder, value) -> builder.tls((tls) -> tls.key(file(value))), tlsOption(TlsOptions::key)),

	SSL_KEY_STORE("sslKeyStore",
			"Key store with the certificate and private key of this client, instead of sslCert and sslKey",
			(builder, value) -> builder.tls((tls) -> tls.keyStore(file(value))), tlsOption(TlsOptions::keyStore)),

	SSL_KEY_STORE_PASSWORD("sslKeyStorePassword", "Password of sslKeyStore",
			(builder, value) -> builder.tls((tls) -> tls.keyStorePassword(new Password(value))),
			tlsPassword(TlsOptions::keyStorePassword), true),

	SSL_KEY_PASSWORD("sslKeyPassword",
			"Password of the private key in sslKey, or in sslKeyStore where it differs from that of the store",
			(builder, value) -> builder.tls((tls) -> tls.keyPassword(new Password(value))),
			tlsPassword(TlsOptions::keyPassword), true),

	SSL_VERIFY_HOST_NAME("sslVerifyHostName",
			"Whether the certificate of a node must name the host that was dialled; without that every owner of any "
					+ "trusted certificate can pass for a node: true or false",
			(builder, value) -> builder.tls((tls) -> tls.verifyHostName(flag(value))),
			(options) -> Boolean.toString(options.tls() == null || options.tls().verifyHostName()));

	private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)?");

	private final String key;

	private final String description;

	private final BiConsumer<ConnectionOptions.Builder, String> setter;

	private final Function<ConnectionOptions, @Nullable String> getter;

	private final boolean secret;

	OptionKey(String key, String description, BiConsumer<ConnectionOptions.Builder, String> setter,
			Function<ConnectionOptions, @Nullable String> getter) {
		this(key, description, setter, getter, false);
	}

	OptionKey(String key, String description, BiConsumer<ConnectionOptions.Builder, String> setter,
			Function<ConnectionOptions, @Nullable String> getter, boolean secret) {
		this.key = key;
		this.description = description;
		this.setter = setter;
		this.getter = getter;
		this.secret = secret;
	}

	static Optional<OptionKey> of(String key) {
		return Arrays.stream(values()).filter((candidate) -> candidate.key.equals(key)).findFirst();
	}

	static String all() {
		return Arrays.stream(values()).map((option) -> option.key).collect(Collectors.joining(", "));
	}

	String key() {
		return this.key;
	}

	String description() {
		return this.description;
	}

	/**
	 * Tell whether no message, log or URL may show the value.
	 */
	boolean isSecret() {
		return this.secret;
	}

	/**
	 * Set the option.
	 * @throws IllegalArgumentException if the value is not valid; the message names key
	 * and value
	 */
	void set(ConnectionOptions.Builder builder, String value) {
		try {
			this.setter.accept(builder, value);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					this.key + "=" + (this.secret ? "***" : value) + " is not valid: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Return the value of the option.
	 * @return the value, or {@code null} if it is not set and has no default
	 */
	@Nullable String get(ConnectionOptions options) {
		return this.getter.apply(options);
	}

	private static String millis(Duration duration) {
		return duration.toMillis() + "ms";
	}

	private static Duration duration(String value) {
		Matcher matcher = DURATION.matcher(value);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("use a number with ms, s, m or h; a number alone is milliseconds");
		}
		long amount = Long.parseLong(matcher.group(1));
		return switch (Optional.ofNullable(matcher.group(2)).orElse("ms")) {
			case "s" -> Duration.ofSeconds(amount);
			case "m" -> Duration.ofMinutes(amount);
			case "h" -> Duration.ofHours(amount);
			default -> Duration.ofMillis(amount);
		};
	}

	private static TransactionMode mode(String value) {
		for (TransactionMode mode : TransactionMode.values()) {
			if (mode.name().equalsIgnoreCase(value)) {
				return mode;
			}
		}
		throw new IllegalArgumentException("use immediate, deferred or exclusive");
	}

	private static boolean flag(String value) {
		return switch (value) {
			case "true" -> true;
			case "false" -> false;
			default -> throw new IllegalArgumentException("use true or false");
		};
	}

	private static Path file(String value) {
		if (value.isEmpty()) {
			throw new IllegalArgumentException("give the path of a file");
		}
		try {
			return Path.of(value);
		}
		catch (InvalidPathException ex) {
			throw new IllegalArgumentException("it is no path: " + ex.getReason(), ex);
		}
	}

	private static Function<ConnectionOptions, @Nullable String> tlsOption(
			Function<TlsOptions, @Nullable Path> getter) {
		return (options) -> {
			Path value = (options.tls() != null) ? getter.apply(options.tls()) : null;
			return (value != null) ? value.toString() : null;
		};
	}

	private static Function<ConnectionOptions, @Nullable String> tlsPassword(
			Function<TlsOptions, @Nullable Password> getter) {
		return (options) -> {
			Password value = (options.tls() != null) ? getter.apply(options.tls()) : null;
			return (value != null) ? value.value() : null;
		};
	}

	private static List<String> list(String value) {
		return value.isBlank() ? List.of() : List.of(value.split(",", -1));
	}

	private static int number(String value) {
		try {
			return Integer.parseInt(value);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("use a whole number", ex);
		}
	}

}
