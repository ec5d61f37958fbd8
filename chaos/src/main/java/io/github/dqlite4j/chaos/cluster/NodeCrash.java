package io.github.dqlite4j.chaos.cluster;

/**
 * A process that ended otherwise than it was told to, or hung.
 *
 * @param node which one
 * @param status its exit status, above 128 that of a signal, or {@link #HANGS}
 * @param log what it wrote
 */
public record NodeCrash(String node, int status, String log) {

	/** Instead of an exit status: the engine did not answer, and was killed. */
	static final int HANGS = -1;

	/** Exit status after SIGKILL. */
	static final int SIGKILL = 137;

	/** Exit status after SIGTERM. */
	static final int SIGTERM = 143;

	private static final int SIGABRT = 134;

	private static final int SIGSEGV = 139;

	/**
	 * Return whether a signal ended the process by which native code ends: it aborted, or
	 * broke, after which the JVM aborts.
	 */
	boolean isSignalOfNativeCode() {
		return this.status == SIGABRT || this.status == SIGSEGV;
	}

	/**
	 * Return whether the engine did not answer, and was killed for it.
	 */
	public boolean isHang() {
		return this.status == HANGS;
	}

	/**
	 * Return the signal at the root: the JVM that meets a SIGSEGV says so and aborts.
	 */
	String signal() {
		return (this.status == SIGSEGV || this.log.contains("SIGSEGV (0x")) ? "SIGSEGV" : "SIGABRT";
	}

	@Override
	public String toString() {
		return this.node + ((this.status == HANGS) ? " hangs" : " ended with status " + this.status) + ". " + this.log;
	}

}
