package io.github.dqlite4j.jdbc;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.TransactionMode;

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

	DECLARED_TYPE_GUARD("declaredTypeGuard",
			"Whether columns declared BOOLEAN, DATE, DATETIME or TIMESTAMP are created as BOOL, DATE(10), "
					+ "DATETIME(9) and TIMESTAMP(9), which keeps NULL apart and the nodes alive: true or false",
			(builder, value) -> builder.declaredTypeGuard(flag(value)),
			(options) -> Boolean.toString(options.declaredTypeGuard()));

	private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)?");

	private final String key;

	private final String description;

	private final BiConsumer<ConnectionOptions.Builder, String> setter;

	private final Function<ConnectionOptions, String> getter;

	OptionKey(String key, String description, BiConsumer<ConnectionOptions.Builder, String> setter,
			Function<ConnectionOptions, String> getter) {
		this.key = key;
		this.description = description;
		this.setter = setter;
		this.getter = getter;
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
	 * Set the option.
	 * @throws IllegalArgumentException if the value is not valid; the message names key
	 * and value
	 */
	void set(ConnectionOptions.Builder builder, String value) {
		try {
			this.setter.accept(builder, value);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(this.key + "=" + value + " is not valid: " + ex.getMessage(), ex);
		}
	}

	String get(ConnectionOptions options) {
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

	private static int number(String value) {
		try {
			return Integer.parseInt(value);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("use a whole number", ex);
		}
	}

}
