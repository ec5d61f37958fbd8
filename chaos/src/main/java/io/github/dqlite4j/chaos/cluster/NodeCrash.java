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
	 * Return whether native code aborted, broke or blocked the process; the JVM ends by
	 * SIGABRT when it meets a SIGSEGV.
	 */
	public boolean isOfNativeCode() {
		return this.status == SIGABRT || this.status == SIGSEGV || this.status == HANGS;
	}

	@Override
	public String toString() {
		return this.node + ((this.status == HANGS) ? " hangs" : " ended with status " + this.status) + ". " + this.log;
	}

}
