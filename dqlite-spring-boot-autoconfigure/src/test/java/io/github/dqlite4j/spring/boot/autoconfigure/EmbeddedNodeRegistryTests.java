package io.github.dqlite4j.spring.boot.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EmbeddedNodeRegistry}, on the real engine.
 */
class EmbeddedNodeRegistryTests {

	private final EmbeddedNodeRegistry registry = new EmbeddedNodeRegistry();

	@TempDir
	Path directory;

	@Test
	void sharesTheNodeOfADirectoryUntilTheLastUserHasGone() throws NodeStartException {
		EmbeddedNode first = this.registry.acquire(settings("data"));
		EmbeddedNode second = this.registry.acquire(settings("data"));
		NodeAddress address = first.address();
		assertThat(second.address()).isEqualTo(address);
		first.close();
		assertThat(isListening(address)).isTrue();
		second.close();
		assertThat(isListening(address)).isFalse();
	}

	@Test
	void countsAUserOnceHoweverOftenItCloses() throws NodeStartException {
		EmbeddedNode first = this.registry.acquire(settings("data"));
		try (EmbeddedNode second = this.registry.acquire(settings("data"))) {
			first.close();
			first.close();
			assertThat(isListening(second.address())).isTrue();
		}
	}

	@Test
	void knowsADirectoryByAnyOfItsNames() throws IOException {
		Path real = Files.createDirectory(this.directory.resolve("real"));
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), real);
		try (EmbeddedNode first = this.registry.acquire(settings("link/data"));
				EmbeddedNode second = this.registry.acquire(settings("./real/../real/data"))) {
			assertThat(link).isSymbolicLink();
			assertThat(second.address()).isEqualTo(first.address());
		}
	}

	@Test
	void givesEachDirectoryANode() throws NodeStartException {
		try (EmbeddedNode first = this.registry.acquire(settings("one"));
				EmbeddedNode second = this.registry.acquire(settings("two"))) {
			assertThat(second.address()).isNotEqualTo(first.address());
		}
	}

	@Test
	void startsANodeAgain() throws NodeStartException {
		this.registry.acquire(settings("data")).close();
		try (EmbeddedNode again = this.registry.acquire(settings("data"))) {
			assertThat(isListening(again.address())).isTrue();
		}
	}

	@Test
	void refusesOtherSettingsForTheSameDirectory() throws NodeStartException {
		DqliteNodeProperties other = properties("data");
		other.setSnapshotTrailing(2048);
		try (EmbeddedNode first = this.registry.acquire(settings("data"))) {
			assertThatExceptionOfType(DqliteConfigurationException.class)
				.isThrownBy(() -> this.registry.acquire(EmbeddedNodeSettings.of(other, null)))
				.withMessageContaining(this.directory.resolve("data").toString())
				.withMessageContaining("snapshot-trailing: 1024")
				.withMessageContaining("snapshot-trailing: 2048");
			assertThat(isListening(first.address())).isTrue();
		}
	}

	@Test
	void forgetsANodeThatCouldNotStart() throws IOException {
		Path file = Files.createFile(this.directory.resolve("data"));
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> this.registry.acquire(settings("data")));
		Files.delete(file);
		this.registry.acquire(settings("data")).close();
	}

	private EmbeddedNodeSettings settings(String name) {
		return EmbeddedNodeSettings.of(properties(name), null);
	}

	private DqliteNodeProperties properties(String name) {
		DqliteNodeProperties properties = new DqliteNodeProperties();
		properties.setDataDir(this.directory.resolve(name).toString());
		return properties;
	}

	private static boolean isListening(NodeAddress address) {
		try (Socket socket = new Socket(InetAddress.getByName(address.host()), address.port())) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			// refused
			return false;
		}
	}

}
