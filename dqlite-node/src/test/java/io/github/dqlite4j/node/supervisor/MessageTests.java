package io.github.dqlite4j.node.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.node.NodeSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What two processes say to each other arrives as it was said.
 */
class MessageTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "", " ", "two lines\nand a \r\n third", "@dqlite4j STOP", "100 % + 1", "Jägerstraße \u2713" })
	void anyTextArrives(String text) {
		Message message = Message.of(Message.Kind.LOG, "INFO", text, "");
		assertThat(message.line()).doesNotContain("\n", "\r");
		assertThat(Message.parse(message.line())).isEqualTo(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "@dqlite4j", "libdqlite: Assertion `1 == 0' failed." })
	void otherLinesAreNoMessages(String line) {
		assertThat(Message.parse(line)).isNull();
	}

	@Test
	void settingsArriveWithAndWithoutWhatMayBeMissing() throws Exception {
		ChildSettings all = new ChildSettings(new NodeSettings(Path.of("/a b/c"), "[::1]:9001", "[::]:9001",
				List.of("a:1", "b:2"), Duration.ofMillis(1), Duration.ofSeconds(2), 3, 4, 5, 6, "zone a", 7,
				Duration.ofSeconds(8), 9, Path.of("/lib so")), null);
		ChildSettings few = new ChildSettings(new NodeSettings(Path.of("/a"), null, null, List.of(),
				Duration.ofMillis(1), Duration.ofSeconds(2), 3, 4, 5, 6, null, 7, Duration.ofSeconds(8), 0, null),
				null);
		assertThat(ChildSettings.of(all.message())).isEqualTo(all);
		assertThat(ChildSettings.of(few.message())).isEqualTo(few);
	}

}
