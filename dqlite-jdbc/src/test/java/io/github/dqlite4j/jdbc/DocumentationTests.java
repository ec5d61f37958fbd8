package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.NodeAddress;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page about the driver says of the keys of a URL.
 */
class DocumentationTests {

	private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/jdbc.md");

	private static final Pattern ROW = Pattern.compile("\\| `([a-zA-Z]+)` \\| ([^|]+) \\| .+ \\|");

	private static final String HEADER = "| key | default | meaning |";

	/**
	 * Return the keys of the page with their defaults.
	 */
	private static Map<String, String> documented() throws IOException {
		Map<String, String> keys = new LinkedHashMap<>();
		boolean inTable = false;
		for (String line : Files.readAllLines(PAGE)) {
			inTable = line.equals(HEADER) || inTable && line.startsWith("|");
			Matcher row = ROW.matcher(line);
			if (inTable && row.matches()) {
				assertThat(keys.put(row.group(1), row.group(2))).as(line).isNull();
			}
		}
		return keys;
	}

	@Test
	void everyKeyIsDocumentedInOrder() throws IOException {
		assertThat(documented().keySet())
			.containsExactlyElementsOf(Arrays.stream(OptionKey.values()).map(OptionKey::key).toList());
	}

	@Test
	void everyDefaultIsTheOneThatIsDocumented() throws IOException {
		ConnectionOptions defaults = ConnectionOptions.builder()
			.nodes(List.of(new NodeAddress("db1", 9001)))
			.database("app")
			.build();
		Map<String, String> documented = documented();
		for (OptionKey key : OptionKey.values()) {
			String value = documented.get(key.key());
			if (value.equals("–")) {
				assertThat(key.get(defaults)).as(key.key()).isNull();
			}
			else {
				ConnectionOptions.Builder builder = defaults.toBuilder();
				if (key == OptionKey.SSL_VERIFY_HOST_NAME) {
					OptionKey.SSL.set(builder, "true");
				}
				key.set(builder, value);
				assertThat(key.get(defaults)).as(key.key()).isEqualTo(key.get(builder.build()));
			}
		}
	}

}
