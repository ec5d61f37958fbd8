package io.github.dqlite4j.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.jdbc.DqliteUrl;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteProperties;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the README tells people to copy.
 */
class ReadmeTests {

	private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

	private final String readme = read("README.md");

	private static String read(String file) {
		try {
			return Files.readString(ROOT.resolve(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<String> blocks(String language) {
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(this.readme)
			.results()
			.map((MatchResult match) -> match.group(1))
			.toList();
	}

	private static DqliteProperties bind(String yaml) throws IOException {
		ByteArrayResource resource = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), "README.yml");
		Binder binder = new Binder(
				ConfigurationPropertySources.from(new YamlPropertySourceLoader().load("readme", resource)));
		return binder
			.bind("spring.datasource.dqlite", Bindable.of(DqliteProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.get();
	}

	@Test
	void dependencyIsTheStarterOfThisVersion() {
		assertThat(blocks("xml")).singleElement().satisfies((xml) -> {
			String pom = read("pom.xml");
			String version = pom.substring(pom.indexOf("<version>"), pom.indexOf("</version>"));
			assertThat(xml).contains("<groupId>io.github.dqlite4j</groupId>")
				.contains("<artifactId>dqlite-spring-boot-starter</artifactId>")
				.contains(version + "</version>");
			assertThat(read("sample-app/pom.xml")).contains("<artifactId>dqlite-spring-boot-starter</artifactId>");
		});
	}

	@Test
	void memberOfAClusterIsConfiguredAsShown() throws IOException {
		DqliteProperties properties = bind(blocks("yaml").get(0));
		assertThat(properties.getDatabase()).isEqualTo("app");
		assertThat(properties.getNode().getAddress()).isEqualTo("10.0.0.1:9001");
		assertThat(properties.getNode().getJoin()).containsExactly("10.0.0.2:9001", "10.0.0.3:9001");
		assertThat(properties.getNode().getDataDir()).hasToString("/var/lib/app/dqlite");
	}

	@Test
	void clientOfAClusterIsConfiguredAsShownAndByTheSameUrl() throws IOException {
		DqliteProperties properties = bind(blocks("yaml").get(1));
		String url = this.readme.replaceAll("(?s).*spring\\.datasource\\.url=(jdbc:dqlite:[^`]*)`.*", "$1");
		ConnectionOptions options = DqliteUrl.parse(url);
		assertThat(properties.getNodes().stream().map(NodeAddress::parse)).isEqualTo(options.nodes());
		assertThat(properties.getDatabase()).isEqualTo(options.database().value());
	}

	@Test
	void everyPropertyIsInTheDocs() throws IOException {
		String metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json",
				DqliteProperties.class.getClassLoader())
			.getContentAsString(StandardCharsets.UTF_8);
		assertThat(metadata).contains("spring.datasource.dqlite.nodes");
		String docs = read("docs/spring-boot.md");
		Pattern.compile("\"name\": \"(spring\\.datasource\\.dqlite\\.[a-z.-]+)\",\\s+\"type\": \"(?!io\\.github)")
			.matcher(metadata)
			.results()
			.map((match) -> match.group(1))
			.forEach((name) -> assertThat(docs).contains("| `" + name + "` |"));
	}

	@Test
	void commandsAreThoseThatAreRun() {
		assertThat(blocks("sh")).containsExactly("mvn spring-boot:run\n", "mvn verify\n");
		assertThat(read(".ci/run").lines().toList()).last().isEqualTo("mvn verify");
	}

}
