package io.github.dqlite4j.spring.boot.autoconfigure.diagnostics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what a person reads when an application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureReportTests {

	@TempDir
	Path directory;

	private CapturedOutput output;

	@BeforeEach
	void captureOutput(CapturedOutput output) {
		this.output = output;
	}

	@Test
	void misspeltPropertyNamesTheNearest() {
		assertThat(report("databse=orders")).contains("There is no property spring.datasource.dqlite.databse")
			.contains("\"orders\"")
			.contains("Did you mean spring.datasource.dqlite.database instead of spring.datasource.dqlite.databse?")
			.contains("    spring.datasource.dqlite.node.network-latency");
	}

	@Test
	void propertyAtTheWrongLevelNamesTheRightOne() {
		assertThat(report("data-dir=/var/lib/app"))
			.contains("Did you mean spring.datasource.dqlite.node.data-dir instead of");
	}

	@Test
	void propertyThatIsLikeNoOtherGetsTheList() {
		assertThat(report("kubernetes=true")).doesNotContain("Did you mean")
			.contains("The properties are:")
			.contains("    spring.datasource.dqlite.nodes");
	}

	@Test
	void nodeWithABadPort() {
		assertThat(report("nodes=10.0.0.1:9001,10.0.0.2:90001"))
			.contains("configuration property 'spring.datasource.dqlite.nodes'")
			.contains("The node address '10.0.0.2:90001' is not valid: the port 90001 is not valid: use 1 to 65535.");
	}

	@Test
	void urlWithAnUnknownKey() {
		assertThat(reportOf("--spring.datasource.url=jdbc:dqlite://10.0.0.1/app?timeout=5s"))
			.contains("configuration property 'spring.datasource.url'")
			.contains("the key timeout is unknown; the keys are")
			.contains("connectTimeout");
	}

	@Test
	void urlAndNodesThatContradictEachOther() {
		assertThat(reportOf("--spring.datasource.url=jdbc:dqlite://10.0.0.1/app",
				"--spring.datasource.dqlite.nodes=10.0.0.2"))
			.contains("Two databases are configured: spring.datasource.url is jdbc:dqlite://10.0.0.1/app, "
					+ "but spring.datasource.dqlite.nodes is [10.0.0.2].")
			.contains("Remove one of the two");
	}

	@Test
	void portThatIsInUse() throws IOException {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			String address = "127.0.0.1:" + other.getLocalPort();
			assertThat(report("node.data-dir=" + this.directory, "node.address=" + address)).contains(address)
				.contains("spring.datasource.dqlite.node.address");
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	@Test
	void dataDirectoryThatIsInUse() throws IOException {
		try (DqliteNode other = DqliteNode.builder(this.directory).start()) {
			assertThat(report("node.data-dir=" + this.directory)).contains(other.dataDirectory().toString())
				.contains("in use")
				.contains("spring.datasource.dqlite.node.data-dir");
		}
	}

	@Test
	void dataDirectoryThatIsAFile() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));
		assertThat(report("node.data-dir=" + file)).contains(file.toString())
			.contains("spring.datasource.dqlite.node.data-dir");
	}

	@ParameterizedTest
	@CsvSource({ "~/app/data, Write ${user.home}/app/data.", "file:/var/lib/app, without what is before the colon" })
	void dataDirectoryThatOnlyAShellOrABrowserUnderstands(String value, String remedy) {
		assertThat(report("node.data-dir=" + value))
			.contains("spring.datasource.dqlite.node.data-dir is " + value + ", which is no directory")
			.contains(remedy);
	}

	@Test
	void aNodeInAProcessOfItsOwnFailsForTheSameReasons() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));
		String there = report("node.isolation=process", "node.data-dir=" + file);
		String analysis = there.substring(there.indexOf("Description:"));
		assertThat(analysis).contains(file.toString()).contains("spring.datasource.dqlite.node.data-dir");
		// what was captured ends with the last report
		assertThat(report("node.data-dir=" + file)).endsWith(analysis);
	}

	@Test
	void dataDirectoryOfAnotherAddress() throws IOException {
		// nobody else listens there
		String address = "127.77.7.7:9001";
		DqliteNode.builder(this.directory).address(address).start().close();
		assertThat(report("node.data-dir=" + this.directory, "node.address=127.0.0.1:9001")).contains(address)
			.contains("127.0.0.1:9001")
			.contains("spring.datasource.dqlite.node.address");
	}

	@Test
	void engineThatIsNotThere() {
		assertThat(report("node.data-dir=" + this.directory, "node.library=" + this.directory.resolve("none.so")))
			.contains(this.directory.resolve("none.so").toString())
			.contains("spring.datasource.dqlite.node.library");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void diskThatIsTooSmall() {
		assertThat(report("node.data-dir=" + this.directory, "node.disk-reserve=1000000GB"))
			.contains("does not start with less than 2048000000 MB")
			.contains("The property is spring.datasource.dqlite.node.disk-reserve, which is 1000000GB.");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void evenNumberOfVoters() {
		assertThat(report("node.data-dir=" + this.directory, "node.voters=4"))
			.contains("The number of voters must be odd and positive, but is 4.");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void addressThatNobodyCanConnectTo() {
		assertThat(report("node.data-dir=" + this.directory, "node.address=0.0.0.0:9001"))
			.contains("nobody can connect to a wildcard")
			.contains("'bind'")
			.contains("The property is spring.datasource.dqlite.node.address, which is 0.0.0.0:9001.");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void networkLatencyThatIsNotValid() {
		assertThat(report("node.data-dir=" + this.directory, "node.network-latency=0"))
			.contains("spring.datasource.dqlite.node")
			.contains("network latency");
	}

	private String report(String... properties) {
		return reportOf(Stream.of(properties)
			.map((property) -> "--spring.datasource.dqlite." + property)
			.toArray(String[]::new));
	}

	private String reportOf(String... arguments) {
		SpringApplication application = new SpringApplication(TestApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> application.run(arguments).close());
		String text = this.output.toString();
		assertThat(text).contains("APPLICATION FAILED TO START").doesNotContain("\tat org.springframework");
		return text.substring(text.indexOf("APPLICATION FAILED TO START"));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DqliteDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class })
	static class TestApplication {

	}

}
