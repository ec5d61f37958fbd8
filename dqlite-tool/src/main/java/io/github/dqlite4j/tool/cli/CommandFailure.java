package io.github.dqlite4j.tool.cli;

import org.jspecify.annotations.Nullable;

/**
 * A command can't do what it was asked for. The message is for the person who asked.
 */
public final class CommandFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	/**
	 * Create the failure.
	 * @param status the exit code
	 * @param message what is wrong and what to do
	 * @param cause the cause, or {@code null}
	 */
	public CommandFailure(int status, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.status = status;
	}

	/**
	 * Create a failure with the exit code {@link ExitStatus#FAILED}.
	 * @param message what is wrong and what to do
	 */
	public CommandFailure(String message) {
		this(ExitStatus.FAILED, message, null);
	}

	/**
	 * Return the exit code.
	 * @return the exit code
	 */
	public int status() {
		return this.status;
	}

}
