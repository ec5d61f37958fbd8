package io.github.dqlite4j.client.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TlsOptionsTests {

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		this.file = Files.createFile(this.directory.resolve("file"));
	}

	private static void assertRefused(UnaryOperator<TlsOptionsBuilder> setter, String... parts) {
		assertThatIllegalArgumentException().isThrownBy(() -> setter.apply(TlsOptions.builder()).build())
			.withMessageContainingAll(parts);
	}

	@Test
	void verifiesHostNamesByDefault() {
		assertThat(TlsOptions.builder().build()).isNotNull().matches(TlsOptions::verifyHostName);
	}

	@Test
	void isNothingWhenSwitchedOff() {
		assertThat(TlsOptions.builder().enabled(false).build()).isNull();
	}

	@Test
	void refusesToBeSwitchedOffBesideOtherOptions() {
		assertRefused((tls) -> tls.enabled(false).rootCert(this.file), "ssl=false");
		assertRefused((tls) -> tls.verifyHostName(false).enabled(false), "ssl=false");
	}

	@Test
	void refusesHalfAnIdentity() {
		assertRefused((tls) -> tls.cert(this.file), "sslCert is given without sslKey");
		assertRefused((tls) -> tls.key(this.file), "sslKey is given without sslCert");
	}

	@Test
	void refusesTwoAnswersToOneQuestion() {
		assertRefused((tls) -> tls.rootCert(this.file).trustStore(this.file), "sslRootCert and sslTrustStore");
		assertRefused((tls) -> tls.cert(this.file).key(this.file).keyStore(this.file), "sslCert and sslKeyStore");
	}

	@Test
	void refusesPasswordsOfNothing() {
		Password password = new Password("secret");
		assertRefused((tls) -> tls.trustStorePassword(password), "sslTrustStorePassword", "without sslTrustStore");
		assertRefused((tls) -> tls.keyStorePassword(password), "sslKeyStorePassword", "without sslKeyStore");
		assertRefused((tls) -> tls.keyPassword(password), "sslKeyPassword", "without sslKey");
	}

	@Test
	void refusesAContextBesideFiles() throws NoSuchAlgorithmException {
		SSLContext context = SSLContext.getDefault();
		assertRefused((tls) -> tls.sslContext(context).rootCert(this.file), "an SSLContext");
	}

	@Test
	void refusesFilesThatAreNotThere() {
		Path missing = this.directory.resolve("missing.pem");
		assertRefused((tls) -> tls.rootCert(missing), "sslRootCert=" + missing, "does not exist");
		assertRefused((tls) -> tls.trustStore(missing), "sslTrustStore=" + missing, "does not exist");
		assertRefused((tls) -> tls.cert(missing).key(this.file), "sslCert=" + missing, "does not exist");
		assertRefused((tls) -> tls.cert(this.file).key(missing), "sslKey=" + missing, "does not exist");
		assertRefused((tls) -> tls.keyStore(this.directory), "sslKeyStore=" + this.directory, "is not a regular file");
	}

	@Test
	void namesTheWholePathOfAFileThatIsNotThere() {
		assertRefused((tls) -> tls.rootCert(Path.of("missing.pem")), "sslRootCert=missing.pem",
				Path.of("missing.pem").toAbsolutePath().toString());
	}

	@Test
	void isEqualToWhatItsBuilderMakes() {
		TlsOptions options = TlsOptions.builder()
			.trustStore(this.file)
			.trustStorePassword(new Password("one"))
			.keyStore(this.file)
			.keyStorePassword(new Password("two"))
			.keyPassword(new Password("three"))
			.verifyHostName(false)
			.build();
		assertThat(options).isNotNull();
		assertThat(options.toBuilder().build()).isEqualTo(options);
		assertThat(options.toBuilder().keyPassword(new Password("four")).build()).isNotEqualTo(options);
	}

	@Test
	void showsNoPassword() {
		assertThat(TlsOptions.builder().keyStore(this.file).keyStorePassword(new Password("geheim")).build()).asString()
			.contains("keyStore=" + this.file, "keyStorePassword=***")
			.doesNotContain("geheim");
	}

}
