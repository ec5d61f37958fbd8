package io.github.dqlite4j.node;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.node.IdentityFile.MalformedIdentityException;
import io.github.dqlite4j.node.NodeIdentity.State;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IdentityFileTests {

	@TempDir
	private Path directory;

	@Test
	void thereIsNoIdentityInAnEmptyDirectory() throws Exception {
		assertThat(new IdentityFile(this.directory).read()).isNull();
	}

	@Test
	void readsWhatWasWritten() throws Exception {
		NodeIdentity identity = new NodeIdentity(0x8dc171858c3155beL, "[::1]:9001", true, State.MOVING);
		new IdentityFile(this.directory).write(identity);
		assertThat(new IdentityFile(this.directory).read()).isEqualTo(identity);
		assertThat(this.directory.resolve(IdentityFile.NAME)).content().contains("id=10214570248249628094");
	}

	@Test
	void replacesTheIdentityInSpiteOfWhatACrashLeft() throws Exception {
		IdentityFile file = new IdentityFile(this.directory);
		file.write(new NodeIdentity(1, "127.0.0.1:1", false, State.CREATED));
		Files.writeString(this.directory.resolve(IdentityFile.NAME + ".new"), "id=7\naddress=127.0.0.1:123456789, cut");
		NodeIdentity identity = new NodeIdentity(1, "127.0.0.1:1", false, State.MEMBER);
		file.write(identity);
		assertThat(file.read()).isEqualTo(identity);
		assertThat(this.directory).isDirectoryNotContaining("glob:**.new");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "id=1", "id=0\naddress=127.0.0.1:1\nautomatic-address=true\nstate=member",
			"id=one\naddress=127.0.0.1:1\nautomatic-address=true\nstate=member",
			"id=1\naddress=127.0.0.1:1\nautomatic-address=true\nstate=lost",
			"id=1\naddress=nowhere:port\nautomatic-address=true\nstate=member", "id=\\u00" })
	void refusesWhatIsNoIdentity(String content) throws Exception {
		Files.writeString(this.directory.resolve(IdentityFile.NAME), content);
		assertThatExceptionOfType(MalformedIdentityException.class)
			.isThrownBy(() -> new IdentityFile(this.directory).read());
	}

	@Test
	void refusesBytesThatAreNoText() throws Exception {
		Files.write(this.directory.resolve(IdentityFile.NAME), new byte[] { (byte) 0xff, 'i', 'd', (byte) 0xc3 });
		assertThatExceptionOfType(MalformedIdentityException.class)
			.isThrownBy(() -> new IdentityFile(this.directory).read());
	}

}
