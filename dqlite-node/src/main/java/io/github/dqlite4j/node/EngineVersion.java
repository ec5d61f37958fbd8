package io.github.dqlite4j.node;

import com.sun.jna.NativeLibrary;

/**
 * Asks a libdqlite for its version. 1.18.3 and later have it as text, followed by
 * {@code @} and a build tag. Older ones have only a number, which is often behind: 1.11.1
 * says 1.10.0, 1.15.1 says 1.14.0, and 1.18.1 says 1.18.0.
 */
final class EngineVersion {

	private EngineVersion() {
	}

	static String of(NativeLibrary handle, EngineLibrary library) {
		try {
			String text = handle.getGlobalVariableAddress("dqlite_version_string").getPointer(0).getString(0);
			return text.split("@", 2)[0];
		}
		catch (UnsatisfiedLinkError ex) {
			// older than 1.18.3
			return format(library.dqlite_version_number());
		}
	}

	/**
	 * Tells whether nodes of a version end and lose data when the leaders of a cluster of
	 * several nodes change, as those of 1.18.1 were seen to do.
	 * @param version a version as the engine tells it
	 * @return whether clusters of it are not safe
	 */
	static boolean losesDataInClusters(String version) {
		return version.equals("1.18.0") || version.equals("1.18.1");
	}

	/**
	 * Formats what {@code dqlite_version_number} returns.
	 * @param number major * 10000 + minor * 100 + release
	 * @return such as {@code 1.16.4}
	 */
	static String format(int number) {
		return number / 10000 + "." + number / 100 % 100 + "." + number % 100;
	}

}
