package io.github.dqlite4j.jdbc;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.TransactionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The keys of options and the form of their values.
 */
class OptionKeyTests {

	private static ConnectionOptions.Builder builder() {
		return ConnectionOptions.builder().nodes(List.of(new NodeAddress("db1", 9001))).database("app");
	}

	@ParameterizedTest
	@CsvSource({ "250,250", "250ms,250", "5s,5000", "2m,120000", "1h,3600000", "0001s,1000", "999999999ms,999999999" })
	void durations(String value, long millis) {
		ConnectionOptions.Builder builder = builder();
		if (millis > Duration.ofDays(1).toMillis()) {
			OptionKey.CONNECT_TIMEOUT.set(builder, value);
			assertThatIllegalArgumentException().isThrownBy(builder::build)
				.withMessage("connectTimeout is " + millis + " ms: use 1 to 86400000");
			return;
		}
		OptionKey.CONNECT_TIMEOUT.set(builder, value);
		assertThat(builder.build().connectTimeout()).isEqualTo(Duration.ofMillis(millis));
		assertThat(OptionKey.CONNECT_TIMEOUT.get(builder.build())).isEqualTo(millis + "ms");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			value = { "\"\"", "s", "-1s", "+1s", "1 s", "1.5s", "1d", "1S", "1sec", "٥s", "1234567890" })
	void otherDurationsAreRefused(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> OptionKey.READ_TIMEOUT.set(builder(), value))
			.withMessage("readTimeout=" + value
					+ " is not valid: use a number with ms, s, m or h; a number alone is milliseconds");
	}

	@ParameterizedTest
	@CsvSource({ "immediate,IMMEDIATE", "DEFERRED,DEFERRED", "Exclusive,EXCLUSIVE" })
	void transactionModes(String value, TransactionMode mode) {
		ConnectionOptions.Builder builder = builder();
		OptionKey.TRANSACTION_MODE.set(builder, value);
		assertThat(builder.build().transactionMode()).isEqualTo(mode);
	}

	@Test
	void otherTransactionModesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> OptionKey.TRANSACTION_MODE.set(builder(), "lazy"))
			.withMessage("transactionMode=lazy is not valid: use immediate, deferred or exclusive");
	}

	@Test
	void numbersAreWhole() {
		assertThatIllegalArgumentException().isThrownBy(() -> OptionKey.STATEMENT_CACHE_SIZE.set(builder(), "many"))
			.withMessage("statementCacheSize=many is not valid: use a whole number");
		assertThatIllegalArgumentException().isThrownBy(() -> OptionKey.MAX_MESSAGE_SIZE.set(builder(), "3000000000"))
			.withMessage("maxMessageSize=3000000000 is not valid: use a whole number");
	}

	@ParameterizedTest
	@EnumSource(names = "SSL.*", mode = EnumSource.Mode.MATCH_NONE)
	void everyKeyIsFoundAndSetsWhatItGets(OptionKey key) {
		assertThat(OptionKey.of(key.key())).contains(key);
		assertThat(OptionKey.all()).contains(key.key());
		assertThat(key.description()).isNotBlank();
		String value = switch (key) {
			case TRANSACTION_MODE -> "deferred";
			case STATEMENT_CACHE_SIZE -> "3";
			case MAX_MESSAGE_SIZE, MAX_BUFFERED_RESULT -> "70000";
			case DECLARED_TYPE_GUARD, GROUP_COMMIT -> "false";
			case REWRITE_BATCHED_INSERTS -> "true";
			default -> "1234ms";
		};
		ConnectionOptions.Builder builder = builder();
		key.set(builder, value);
		ConnectionOptions options = builder.build();
		assertThat(key.get(options)).isEqualTo(value);
		for (OptionKey other : OptionKey.values()) {
			if (other != key) {
				assertThat(other.get(options)).as(other.key()).isEqualTo(other.get(builder().build()));
			}
		}
	}

	@Test
	void keysAreTakenAsTheyAreWritten() {
		assertThat(OptionKey.of("readtimeout")).isEmpty();
		assertThat(OptionKey.of("")).isEmpty();
	}

}
