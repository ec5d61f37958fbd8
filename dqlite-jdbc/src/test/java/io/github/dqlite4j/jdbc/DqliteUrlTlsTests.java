package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.tls.TlsOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The TLS options of a URL, and that no password gets out of it.
 */
class DqliteUrlTlsTests {

	private static final String BASE = "jdbc:dqlite://host:9001/app";

	private static final String SECRET = "geheim";

	@TempDir
	private Path directory;

	private Path store;

	@BeforeEach
	void createStore() throws IOException {
		this.store = Files.createFile(this.directory.resolve("key & trust#1.p12"));
	}

	private String encodedStore() {
		return this.directory + "/key%20%26%20trust%231.p12";
	}

	private static TlsOptions parse(String query) {
		TlsOptions tls = DqliteUrl.parse(BASE + query).tls();
		assertThat(tls).isNotNull();
		return tls;
	}

	@Test
	void connectionsAreInPlainTextByDefault() {
		assertThat(DqliteUrl.parse(BASE).tls()).isNull();
		assertThat(DqliteUrl.parse(BASE + "?ssl=false").tls()).isNull();
	}

	@Test
	void anyKeyTurnsEncryptionOn() {
		assertThat(parse("?ssl=true").verifyHostName()).isTrue();
		assertThat(parse("?sslVerifyHostName=false").verifyHostName()).isFalse();
		assertThat(parse("?sslTrustStore=" + encodedStore()).trustStore()).isEqualTo(this.store);
	}

	@Test
	void aContradictionIsRefusedWhateverTheOrder() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DqliteUrl.parse(BASE + "?ssl=false&sslTrustStore=" + encodedStore()))
			.withMessageContaining("ssl=false is given along with other ssl options");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DqliteUrl.parse(BASE + "?sslTrustStore=" + encodedStore() + "&ssl=false"))
			.withMessageContaining("ssl=false is given along with other ssl options");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ssl=yes", "sslVerifyHostName=", "sslRootCert=", "sslRootCert=a%00b" })
	void aBadValueIsRefusedByItsKey(String pair) {
		assertThatIllegalArgumentException().isThrownBy(() -> DqliteUrl.parse(BASE + "?" + pair))
			.withMessageContaining(pair.substring(0, pair.indexOf('=') + 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "%2", "%zz", "%ff" })
	void aValueThatIsNotEncodedProperlyIsRefused(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> DqliteUrl.parse(BASE + "?sslTrustStorePassword=" + value))
			.withMessageContaining("the value of sslTrustStorePassword is not encoded properly");
	}

	@Test
	void theUrlAndTheSecretsMakeEqualOptions() {
		ConnectionOptions options = DqliteUrl.parse(BASE + "?busyTimeout=1s&sslVerifyHostName=false&sslTrustStore="
				+ encodedStore() + "&sslTrustStorePassword=&sslKeyStore=" + encodedStore() + "&sslKeyStorePassword="
				+ SECRET + "%26%25%C3%A4&sslKeyPassword=other+" + SECRET);
		String url = DqliteUrl.format(options);
		Properties secrets = DqliteUrl.secrets(options);
		assertThat(url).contains("&sslKeyStore=" + encodedStore()).doesNotContain("Password", SECRET);
		assertThat(secrets).containsOnlyKeys("sslTrustStorePassword", "sslKeyStorePassword", "sslKeyPassword")
			.containsEntry("sslKeyStorePassword", SECRET + "&%ä")
			.containsEntry("sslKeyPassword", "other+" + SECRET);
		assertThat(DqliteUrl.parse(url, secrets)).isEqualTo(options);
		assertThat(options.toBuilder().build()).isEqualTo(options);
		assertThat(options.toString()).doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sslKeyStorePassword=geheim", "sslKeyStorePassword=geheim&busyTimeout=x",
			"busyTimeout=x&sslKeyPassword=geheim", "sslKeystorePassword=geheim", "sslKeyStorePassword=ge&heim",
			"sslKeyStorePassword=geheim&geheim=geheim", "sslKeyStorePassword:geheim", "sslKeyStorePassword=geheim%x",
			"password=geheim", "SSLKEYSTOREPASSWORD=geheim&ssl=true", "sslKeyStorePassword=geheim#geheim",
			"sslKeyStorePassword=geheim&sslKeyStorePassword=geheim", "sslPassword=geheim" })
	void noFailureShowsAPassword(String query) {
		Throwable failure = catchThrowable(() -> new DqliteDriver().connect(BASE + "?" + query, new Properties()));
		assertThat(failure).isInstanceOf(SQLException.class);
		assertThat(everythingAbout(failure)).doesNotContain("geheim", "heim");
	}

	@Test
	void noFailureShowsAUser() {
		Throwable failure = catchThrowable(
				() -> new DqliteDriver().connect("jdbc:dqlite://me:geheim@host/app", new Properties()));
		assertThat(everythingAbout(failure)).contains("dqlite has no users").doesNotContain(SECRET);
	}

	@Test
	void noFailureShowsAPasswordAmongTheProperties() {
		Properties properties = new Properties();
		properties.setProperty("sslKeyStorePassword", SECRET);
		Throwable failure = catchThrowable(() -> new DqliteDriver().connect(BASE, properties));
		assertThat(everythingAbout(failure)).contains("sslKeyStorePassword").doesNotContain(SECRET);
	}

	@Test
	void aUrlIsShownWithoutItsPasswords() {
		assertThat(DqliteUrl.redact(BASE + "?ssl=true&sslKeyStorePassword=a&b=c&busyTimeout=1s"))
			.isEqualTo(BASE + "?ssl=true&sslKeyStorePassword=***&busyTimeout=1s");
		assertThat(DqliteUrl.redact(BASE + "?busyTimeout=1s")).isEqualTo(BASE + "?busyTimeout=1s");
	}

	@Test
	void toolsAreToldOfTheKeysButNotOfThePasswords() throws SQLException {
		DriverPropertyInfo[] infos = new DqliteDriver().getPropertyInfo(
				BASE + "?sslKeyStore=" + encodedStore() + "&sslKeyStorePassword=" + SECRET, new Properties());
		assertThat(infos).extracting((info) -> info.name).contains("sslKeyStore", "sslKeyStorePassword");
		assertThat(infos).extracting((info) -> info.value).contains(this.store.toString()).doesNotContain(SECRET);
	}

	private static String everythingAbout(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text, true));
		return text.toString();
	}

}
