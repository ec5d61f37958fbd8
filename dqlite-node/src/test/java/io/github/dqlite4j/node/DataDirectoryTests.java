package io.github.dqlite4j.node;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.node.NodeIdentity.State;
import io.github.dqlite4j.node.NodeStartException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DataDirectoryTests {

	private static final NodeIdentity IDENTITY = new NodeIdentity(1, "127.0.0.1:9001", false, State.CREATED);

	@TempDir
	private Path parent;

	@Test
	void isCreatedWithItsParents() throws Exception {
		try (DataDirectory directory = DataDirectory.open(this.parent.resolve("a/b/c"))) {
			assertThat(directory.path()).isDirectory().isEqualTo(this.parent.toRealPath().resolve("a/b/c"));
			assertThat(directory.readIdentity()).isNull();
		}
	}

	@Test
	void keepsTheIdentity() throws Exception {
		try (DataDirectory directory = DataDirectory.open(this.parent)) {
			directory.writeIdentity(IDENTITY);
		}
		try (DataDirectory directory = DataDirectory.open(this.parent)) {
			assertThat(directory.readIdentity()).isEqualTo(IDENTITY);
		}
	}

	@Test
	void leavesNothingWhenItIsGivenUp() throws Exception {
		DataDirectory directory = DataDirectory.open(this.parent.resolve("a/b"));
		directory.writeIdentity(IDENTITY);
		Files.writeString(directory.path().resolve("metadata1"), "from the engine");
		directory.discard();
		assertThat(files(this.parent)).isEmpty();
	}

	@Test
	void leavesWhatWasThereWhenItIsGivenUp() throws Exception {
		try (DataDirectory directory = DataDirectory.open(this.parent)) {
			directory.writeIdentity(IDENTITY);
			Files.writeString(directory.path().resolve("metadata1"), "from the engine");
		}
		List<Path> before = files(this.parent);
		DataDirectory.open(this.parent).discard();
		assertThat(files(this.parent)).isEqualTo(before).hasSize(3);
	}

	@Test
	void keepsFilesOfOthersWhenItIsGivenUp() throws Exception {
		Path other = Files.writeString(this.parent.resolve("notes.txt"), "mine");
		DataDirectory.open(this.parent).discard();
		assertThat(files(this.parent)).containsExactly(other);
	}

	@Test
	void cannotBeAFile() throws Exception {
		Path file = Files.writeString(this.parent.resolve("file"), "");
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> DataDirectory.open(file))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.DATA_DIRECTORY_NOT_WRITABLE);
				assertThat(ex.problem()).contains(file + " is not a directory");
			});
	}

	@Test
	void cannotBeBelowAFile() throws Exception {
		Path file = Files.writeString(this.parent.resolve("file"), "");
		Path path = file.resolve("data");
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> DataDirectory.open(path))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.DATA_DIRECTORY_NOT_WRITABLE);
				assertThat(ex.problem()).contains("The data directory " + path + " cannot be created");
			});
		assertThat(files(this.parent)).containsExactly(file);
	}

	@Test
	void cannotBeWhereTheSystemAllowsNoFiles() {
		// root may write everywhere else
		Path path = Path.of("/proc/dqlite");
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> DataDirectory.open(path))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.DATA_DIRECTORY_NOT_WRITABLE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "metadata1", "open-3", "0000000000000001-0000000000000042", "snapshot-1-1024-99.meta" })
	void refusesAnEnginesFilesWithoutAnIdentity(String name) throws Exception {
		Files.writeString(this.parent.resolve(name), "data of another node");
		Files.writeString(this.parent.resolve("info.yaml"), "ID: 1");
		List<Path> before = files(this.parent);
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> DataDirectory.open(this.parent))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.DATA_DIRECTORY_NOT_USABLE);
				assertThat(ex.problem()).contains(this.parent.toString(), name, IdentityFile.NAME,
						"another dqlite library");
				assertThat(ex.remedy()).contains("Nothing was changed");
			});
		assertThat(files(this.parent)).isEqualTo(before);
	}

	@Test
	void refusesAnIdentityThatCannotBeRead() throws Exception {
		Path file = Files.writeString(this.parent.resolve(IdentityFile.NAME), "id=one");
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> DataDirectory.open(this.parent))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.DATA_DIRECTORY_NOT_USABLE);
				assertThat(ex.problem()).contains(file.toString());
			});
		assertThat(files(this.parent)).containsExactly(file);
		assertThat(file).hasContent("id=one");
	}

	/**
	 * As each web application in one container loads the library itself.
	 */
	@Test
	void belongsToOneNodeOfTheProcessWhoeverHasLoadedIt() throws Exception {
		List<URL> classPath = new ArrayList<>();
		for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
			classPath.add(Path.of(element).toUri().toURL());
		}
		try (URLClassLoader loader = new URLClassLoader(classPath.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader()); DirectoryLock lock = DirectoryLock.acquire(this.parent)) {
			Method acquire = loader.loadClass(DirectoryLock.class.getName()).getDeclaredMethod("acquire", Path.class);
			acquire.setAccessible(true);
			assertThatExceptionOfType(InvocationTargetException.class)
				.isThrownBy(() -> acquire.invoke(null, this.parent))
				.havingCause()
				.withMessageContaining("is in use by another node in this process");
			lock.close();
			((AutoCloseable) acquire.invoke(null, this.parent)).close();
		}
	}

	@Test
	void belongsToOneNodeOfTheProcess() throws Exception {
		Path link = Files.createSymbolicLink(this.parent.resolve("link"),
				Files.createDirectory(this.parent.resolve("d")));
		DataDirectory first = DataDirectory.open(this.parent.resolve("d"));
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> DataDirectory.open(link))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.DATA_DIRECTORY_IN_USE);
				assertThat(ex.problem()).contains(first.path().toString(), "another node in this process");
			});
		first.close();
		DataDirectory.open(link).close();
	}

	private static List<Path> files(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> !file.equals(directory)).sorted().toList();
		}
	}

}
