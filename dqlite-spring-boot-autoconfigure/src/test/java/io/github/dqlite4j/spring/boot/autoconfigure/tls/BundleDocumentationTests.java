package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.dqlite4j.spring.boot.autoconfigure.LocalNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the page about TLS, in other directories and on another port.
 */
@Timeout(120)
class BundleDocumentationTests {

	private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/security.md");

	private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

	private static final String ADDRESS = "127.0.0.1:9001";

	@TempDir
	Path directory;

	@RegisterExtension
	final TlsApplications applications = new TlsApplications();

	@Test
	void theExamplesAreANodeAndAClient() throws Exception {
		new PemCertificates(this.directory).authority("authority")
			.issue("node", "authority", "ip:127.0.0.1")
			.issue("client", "authority", "dns:client");
		List<String> examples = EXAMPLE.matcher(Files.readString(PAGE)).results().map(MatchResult::group).toList();
		assertThat(examples).hasSize(2);
		ConfigurableApplicationContext node = this.applications.start(properties(examples.get(0), freeAddress()));
		node.getBean(JdbcTemplate.class).execute("CREATE TABLE note (text TEXT)");
		ConfigurableApplicationContext client = this.applications
			.start(properties(examples.get(1), node.getBean(LocalNode.class).address().toString()));
		client.getBean(JdbcTemplate.class).update("INSERT INTO note VALUES ('encrypted')");
		assertThat(node.getBean(JdbcTemplate.class).queryForObject("SELECT text FROM note", String.class))
			.isEqualTo("encrypted");
	}

	private static String freeAddress() throws IOException {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return "127.0.0.1:" + free.getLocalPort();
		}
	}

	private List<String> properties(String example, String address) throws IOException {
		String yaml = EXAMPLE.matcher(example)
			.replaceFirst("$1")
			.replace("/etc/app", this.directory.toString())
			.replace("/var/lib/app", this.directory.toString())
			.replace(ADDRESS, address);
		List<String> properties = new ArrayList<>();
		for (PropertySource<?> source : new YamlPropertySourceLoader().load("example",
				new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))) {
			for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
				properties.add(name + "=" + source.getProperty(name));
			}
		}
		return properties;
	}

}
