package io.github.dqlite4j.node;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.node.NativeNode.NativeException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@RealEngine
class VfsListTests {

	private static final int NEXT_OFFSET = 16;

	private static final int NAME_OFFSET = 24;

	@TempDir
	private Path directory;

	private Engine engine;

	@BeforeEach
	void loadEngine() throws Exception {
		this.engine = EngineLoader.shared().load(null);
	}

	@Test
	void hasAnEntryForEachNodeThatLives() throws Exception {
		List<String> before = names();
		try (NativeNode node = NativeNode.create(this.engine, 1, "127.0.0.1:9001", this.directory)) {
			assertThat(node).isNotNull();
			assertThat(names()).hasSize(before.size() + 1).startsWith("unix").containsAll(before);
		}
		assertThat(names()).isEqualTo(before);
	}

	@Test
	void hasNoEntryForANodeThatTheEngineRefuses() throws Exception {
		Files.writeString(this.directory.resolve("metadata1"), "x".repeat(32));
		List<String> before = names();
		assertThatExceptionOfType(NativeException.class)
			.isThrownBy(() -> NativeNode.create(this.engine, 1, "127.0.0.1:9001", this.directory))
			.withMessageMatching(".*(a file is malformed|bad format).*");
		assertThat(names()).isEqualTo(before);
	}

	private List<String> names() {
		NativeLibrary library = ((Library.Handler) Proxy.getInvocationHandler(this.engine.library()))
			.getNativeLibrary();
		Function find = library.getFunction("sqlite3_vfs_find");
		List<String> names = new ArrayList<>();
		Pointer entry = find.invokePointer(new Object[] { null });
		while (entry != null) {
			names.add(entry.getPointer(NAME_OFFSET).getString(0));
			entry = entry.getPointer(NEXT_OFFSET);
		}
		return names;
	}

}
