package io.github.dqlite4j.node;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * A loaded libdqlite. Lives as long as the process: the engine cannot be unloaded safely.
 */
final class Engine {

	/**
	 * {@code RTLD_NOW | RTLD_LOCAL}: what is missing shows at once, and the symbols stay
	 * invisible to other libraries, so that another driver's own copy of SQLite in the
	 * same process is not bound to ours.
	 */
	private static final int OPEN_FLAGS = 2;

	static final Map<String, Object> LOAD_OPTIONS = Map.of(Library.OPTION_OPEN_FLAGS, OPEN_FLAGS,
			Library.OPTION_STRING_ENCODING, "UTF-8");

	private final EngineLibrary library;

	private final String version;

	private final String origin;

	private final VfsList vfsList;

	/**
	 * Creating and destroying nodes changes global state of the library without a lock
	 * (versions up to 1.14), so it is done for one node at a time.
	 */
	private final ReentrantLock nodesLock = new ReentrantLock();

	private Engine(EngineLibrary library, VfsList vfsList, String version, String origin) {
		this.library = library;
		this.vfsList = vfsList;
		this.version = version;
		this.origin = origin;
	}

	/**
	 * Loads the engine.
	 * @param name the absolute path of the library, or a name such as
	 * {@code libdqlite.so.0} that the system's loader looks up
	 * @param packagedVersion the version if the packager knows it, otherwise the library
	 * is asked
	 * @param origin where it comes from, for messages
	 * @return the engine
	 * @throws UnsatisfiedLinkError if it cannot be loaded, or is not a libdqlite, or too
	 * old a one
	 */
	static Engine load(String name, @Nullable String packagedVersion, String origin) {
		NativeLibrary handle = NativeLibrary.getInstance(name, LOAD_OPTIONS);
		List<String> functions = Arrays.stream(EngineLibrary.class.getDeclaredMethods()).map(Method::getName).toList();
		functions.forEach(handle::getFunction);
		EngineLibrary library = Native.load(name, EngineLibrary.class, LOAD_OPTIONS);
		String version = (packagedVersion != null) ? packagedVersion : EngineVersion.of(handle, library);
		return new Engine(library, new VfsList(handle), version, origin);
	}

	EngineLibrary library() {
		return this.library;
	}

	VfsList vfsList() {
		return this.vfsList;
	}

	String version() {
		return this.version;
	}

	ReentrantLock nodesLock() {
		return this.nodesLock;
	}

	@Override
	public String toString() {
		return "libdqlite " + this.version + " (" + this.origin + ")";
	}

}
