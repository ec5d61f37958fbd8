package io.github.dqlite4j.chaos;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.chaos.fault.FaultKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The arguments of a run.
 */
class ChaosOptionsTests {

	@Test
	void withoutArgumentsItIsAnHourOfEverything() {
		ChaosOptions options = parse();
		assertThat(options.duration()).isEqualTo(Duration.ofHours(1));
		assertThat(options.seed()).isEqualTo(7);
		assertThat(options.faults()).containsExactly(FaultKind.values());
		assertThat(options.sizes()).containsExactly(3, 5);
	}

	@Test
	void eachArgumentCounts() {
		ChaosOptions options = parse("--minutes", "2", "--round-seconds", "30", "--seed", "9", "--directory", "d",
				"--faults", "KILL,PAUSE", "--nodes", "5");
		assertThat(options.duration()).isEqualTo(Duration.ofMinutes(2));
		assertThat(options.round()).isEqualTo(Duration.ofSeconds(30));
		assertThat(options.seed()).isEqualTo(9);
		assertThat(options.directory()).hasToString("d");
		assertThat(options.faults()).containsExactlyInAnyOrder(FaultKind.KILL, FaultKind.PAUSE);
		assertThat(options.sizes()).containsExactly(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "--nodes 2", "--nodes 3,x", "--nodes ,", "--faults FIRE", "--minutes long", "--minutes",
			"--colour red" })
	void whatIsWrongIsNamed(String arguments) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse(arguments.split(" ")))
			.withMessageContaining(arguments.split(" ")[0]);
	}

	private static ChaosOptions parse(String... arguments) {
		return ChaosOptions.parse(arguments, 7);
	}

}
