package io.github.dqlite4j.chaos.cluster;

/**
 * A process that ended otherwise than it was told to.
 *
 * @param node which one
 * @param status its exit status, above 128 that of a signal
 * @param log what it wrote
 */
public record NodeCrash(String node, int status, String log) {

	/** Exit status after SIGKILL. */
	static final int SIGKILL = 137;

	/** Exit status after SIGTERM. */
	static final int SIGTERM = 143;

	private static final int SIGABRT = 134;

	private static final int SIGSEGV = 139;

	/**
	 * Return whether native code aborted or broke the process; the JVM ends by SIGABRT
	 * when it meets a SIGSEGV.
	 */
	public boolean isOfNativeCode() {
		return this.status == SIGABRT || this.status == SIGSEGV;
	}

	@Override
	public String toString() {
		return this.node + " ended with status " + this.status + ". " + this.log;
	}

}
