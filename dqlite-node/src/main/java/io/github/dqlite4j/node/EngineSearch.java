package io.github.dqlite4j.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.sun.jna.NativeLibrary;
import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.node.NodeStartException.Reason;

/**
 * One search for the engine. Remembers why each place was none, to be told when there is
 * none at all.
 */
final class EngineSearch {

	/**
	 * The names distributions give the library. Without a number it is there only where
	 * the development package is.
	 */
	private static final List<String> SYSTEM_NAMES = List.of("libdqlite.so.0", "libdqlite.so.1", "libdqlite.so");

	private final EnginePlatform platform;

	private final ClassLoader classLoader;

	private final List<String> attempts = new ArrayList<>();

	private final List<Throwable> causes = new ArrayList<>();

	EngineSearch(EnginePlatform platform, ClassLoader classLoader) {
		this.platform = platform;
		this.classLoader = classLoader;
	}

	@Nullable Engine system() {
		for (String name : SYSTEM_NAMES) {
			try {
				return Engine.load(name, null, "system");
			}
			catch (LinkageError ex) {
				this.causes.add(ex);
				String reason = reason(ex);
				if (!reason.startsWith(name + ": cannot open shared object file")) {
					this.attempts.add("the system's " + name + " cannot be used: " + reason);
				}
			}
		}
		this.attempts.add("the system has no usable " + String.join(", ", SYSTEM_NAMES));
		return null;
	}

	@Nullable Engine bundled() {
		try {
			EngineBundle bundle = EngineBundle.find(this.classLoader, this.platform);
			if (bundle == null) {
				this.attempts.add("the class path has no engine for " + this.platform.resourceFolder());
				return null;
			}
			return load(bundle);
		}
		catch (IOException ex) {
			this.causes.add(ex);
			this.attempts.add("the bundled engine cannot be extracted to the temporary directory "
					+ System.getProperty("java.io.tmpdir") + ": " + ex.getMessage());
			return null;
		}
	}

	private @Nullable Engine load(EngineBundle bundle) throws IOException {
		try {
			return bundle.load();
		}
		catch (LinkageError ex) {
			this.causes.add(ex);
			this.attempts.add(bundle + " needs glibc " + bundle.requiredGlibc() + " or newer and a temporary directory"
					+ " that is not mounted noexec; here are " + glibc() + " and "
					+ System.getProperty("java.io.tmpdir") + ", and the loader says: " + reason(ex));
			return null;
		}
	}

	/**
	 * Returns what the system's loader said, which JNA puts in the second line of its
	 * message.
	 */
	private static String reason(LinkageError ex) {
		List<String> lines = String.valueOf(ex.getMessage()).lines().toList();
		return lines.get(Math.min(1, lines.size() - 1));
	}

	private static String glibc() {
		try {
			return "glibc " + NativeLibrary.getProcess().getFunction("gnu_get_libc_version").invokeString(null, false);
		}
		catch (LinkageError ex) {
			// the answer is that there is none
			return "another C library";
		}
	}

	NodeStartException failure() {
		NodeStartException failure = new NodeStartException(Reason.ENGINE_NOT_AVAILABLE,
				"The dqlite engine was not found: " + String.join("; ", this.attempts) + ".",
				"Install the package of the engine (Debian, Ubuntu: apt-get install libdqlite0), or add the dependency"
						+ " io.github.dqlite4j:dqlite-native, or name the file of libdqlite by the system property "
						+ EngineLoader.PATH_PROPERTY + ".");
		this.causes.forEach(failure::addSuppressed);
		return failure;
	}

}
