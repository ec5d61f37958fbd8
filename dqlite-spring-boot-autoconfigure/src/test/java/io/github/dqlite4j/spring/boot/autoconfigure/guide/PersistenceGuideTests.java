package io.github.dqlite4j.spring.boot.autoconfigure.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.dqlite4j.spring.boot.autoconfigure.data.TemporaryNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code docs/persistence.md} shows is compiled and run: every snippet is a part of
 * some test.
 */
@SpringBootTest
@TestPropertySource(
		properties = { "spring.flyway.locations=classpath:db/guide", "spring.jpa.hibernate.ddl-auto=validate" })
@ContextConfiguration(initializers = TemporaryNode.class)
@Import(Catalogue.class)
class PersistenceGuideTests {

	private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

	private static final Pattern SNIPPET = Pattern.compile("```(?:java|sql)\n(.*?)```", Pattern.DOTALL);

	@Autowired
	Catalogue catalogue;

	@Autowired
	ProductRepository products;

	static List<String> snippets() throws IOException {
		return SNIPPET.matcher(Files.readString(ROOT.resolve("docs/persistence.md")))
			.results()
			.map((match) -> match.group(1))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("snippets")
	void everySnippetIsPartOfATest(String snippet) throws IOException {
		try (Stream<Path> files = Files.walk(ROOT)) {
			List<Path> tests = files.filter((file) -> file.toString().contains("/src/test/"))
				.filter((file) -> file.toString().matches(".*\\.(java|sql)"))
				.toList();
			assertThat(tests.stream().anyMatch((file) -> read(file).contains(normalize(snippet))))
				.as("there is a test with %s", snippet)
				.isTrue();
		}
	}

	private static String read(Path file) {
		try {
			return normalize(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String normalize(String code) {
		return code.strip().replaceAll("\\s+", " ");
	}

	@Test
	void theServiceDoesWhatTheGuideSays() {
		this.products.deleteAll();
		this.catalogue
			.addAll(IntStream.range(0, 1200).mapToObj((i) -> new Product("product " + i, BigDecimal.TEN)).toList());
		assertThat(this.products.count()).isEqualTo(1200);
		this.catalogue.raise("product 7", new BigDecimal("0.25"));
		assertThat(this.catalogue.total()).isEqualByComparingTo("12000.25");
		this.catalogue.updatePrices(() -> Map.of("product 7", BigDecimal.ONE, "missing", BigDecimal.ONE));
		assertThat(this.catalogue.total()).isEqualByComparingTo("11991");
		assertThat(this.catalogue.names()).hasSize(1200).isSorted();
		assertThat(this.catalogue.firstNames()).containsExactly("product 0", "product 1");
	}

}
