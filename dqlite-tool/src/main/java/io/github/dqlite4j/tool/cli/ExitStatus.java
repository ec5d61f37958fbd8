package io.github.dqlite4j.tool.cli;

/**
 * The exit codes of all commands.
 */
public final class ExitStatus {

	/**
	 * Done.
	 */
	public static final int OK = 0;

	/**
	 * Not done, and the message says why.
	 */
	public static final int FAILED = 1;

	/**
	 * The arguments are wrong; nothing was tried.
	 */
	public static final int USAGE = 2;

	/**
	 * No leader, or not the node that was asked for, could be reached; nothing was done.
	 */
	public static final int UNREACHABLE = 3;

	/**
	 * It may or may not have been done: look before repeating.
	 */
	public static final int UNKNOWN_OUTCOME = 4;

	private ExitStatus() {
	}

}
