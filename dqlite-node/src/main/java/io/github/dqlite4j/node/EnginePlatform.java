package io.github.dqlite4j.node;

import java.util.Locale;

/**
 * The operating system and processor the process runs on.
 *
 * @param operatingSystem the value of the system property {@code os.name}
 * @param architecture the value of the system property {@code os.arch}
 */
record EnginePlatform(String operatingSystem, String architecture) {

	static EnginePlatform current() {
		return new EnginePlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
	}

	/**
	 * Fails unless the engine exists for this operating system: it is built on Linux's
	 * own asynchronous input and output.
	 * @throws NodeStartException if this is not Linux
	 */
	void requireSupported() throws NodeStartException {
		if (!"linux".equals(this.operatingSystem.toLowerCase(Locale.ROOT))) {
			throw new NodeStartException(NodeStartException.Reason.UNSUPPORTED_PLATFORM,
					"A dqlite node cannot run on " + this.operatingSystem + " (" + this.architecture
							+ "): the engine exists for Linux only.",
					"Run the application in a Linux container or virtual machine,"
							+ " or connect to nodes that run elsewhere instead of embedding one.");
		}
	}

	/**
	 * Returns the name under which engines for this platform are bundled, as
	 * {@code package-engine.sh} gives it.
	 * @return the name of the resource folder, which need not exist
	 */
	String resourceFolder() {
		return "linux-" + switch (this.architecture) {
			case "amd64", "x86_64" -> "x86-64";
			case "arm64", "aarch64" -> "aarch64";
			default -> this.architecture;
		};
	}

}
