package io.github.dqlite4j.spring.boot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.RunningNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DqliteConnectionDetails}.
 */
class DqliteConnectionDetailsTests {

	private static final String URL = "jdbc:dqlite://10.0.0.1:9001/app?busyTimeout=2000ms";

	private final DqliteConnectionDetails details = () -> ConnectionOptions.builder()
		.nodes(List.of(NodeAddress.parse("10.0.0.1:9001")))
		.database("app")
		.busyTimeout(Duration.ofSeconds(2))
		.build();

	@Test
	void anotherDatabaseHasAllElseInCommon() {
		assertThat(this.details.getJdbcUrl()).isEqualTo(URL);
		assertThat(this.details.forDatabase("audit").getJdbcUrl()).isEqualTo(URL.replace("/app", "/audit"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.details.forDatabase("a/b"));
	}

	@Test
	void detailsAreFoundByTheUrlOfAPool() {
		assertThat(this.details.forUrl(URL)).isSameAs(this.details);
		DqliteConnectionDetails other = this.details.forUrl(URL.replace("/app", "/audit"));
		assertThat(other).isNotNull();
		assertThat(other.getConnectionOptions().database().value()).isEqualTo("audit");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "jdbc:h2:mem:app", "jdbc:dqlite://10.0.0.2:9001/app?busyTimeout=2000ms",
			"jdbc:dqlite://10.0.0.1:9001/app", "jdbc:dqlite:not a URL" })
	void thoseOfAnotherClusterOrOtherOptionsAreNot(String url) {
		assertThat(this.details.forUrl(url)).isNull();
	}

	@Test
	void theNodeHoldsBackTheWritersOfWhateverDatabaseIsAskedFor() {
		List<String> held = new ArrayList<>();
		EmbeddedNode node = new EmbeddedNode(new StartedNode(new RecordingNode(held), () -> "recording"), null, () -> {
		});
		DqliteConnectionDetails own = new EmbeddedNodeConnectionDetails(this.details, node);
		own.forUrl("jdbc:dqlite://10.0.0.2:9001/elsewhere");
		own.forUrl(URL);
		assertThat(held).isEmpty();
		own.forDatabase("audit").forDatabase("third");
		own.forUrl(URL.replace("/app", "/fourth"));
		assertThat(held).containsExactly("audit", "third", "fourth");
	}

	/**
	 * Takes note of what it is told.
	 *
	 * @param held the databases whose writers it is to hold back
	 */
	private record RecordingNode(List<String> held) implements RunningNode {

		@Override
		public long id() {
			return 1;
		}

		@Override
		public String address() {
			return "10.0.0.1:9001";
		}

		@Override
		public Path dataDirectory() {
			return Path.of("data");
		}

		@Override
		public String engineVersion() {
			return "1.0.0";
		}

		@Override
		public void holdBackWritersOf(String database) {
			this.held.add(database);
		}

		@Override
		public void close() {
			throw new UnsupportedOperationException();
		}

	}

}
