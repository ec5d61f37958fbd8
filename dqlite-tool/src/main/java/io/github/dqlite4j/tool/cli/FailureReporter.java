package io.github.dqlite4j.tool.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;

import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NoLeaderException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says in one line on the standard error what went wrong, and finds the exit code. With
 * the system property {@code dqlite.trace} set the stack trace follows.
 */
public final class FailureReporter implements IExecutionExceptionHandler {

	@Override
	public int handleExecutionException(Exception ex, CommandLine commandLine, ParseResult parseResult) {
		commandLine.getErr().println("dqlite: " + describe(ex));
		if (Boolean.getBoolean("dqlite.trace")) {
			ex.printStackTrace(commandLine.getErr());
		}
		commandLine.getErr().flush();
		return statusOf(ex);
	}

	/**
	 * Describe a failure.
	 * @param failure the failure
	 * @return one line
	 */
	public static String describe(Throwable failure) {
		String message = failure.getMessage();
		if (failure instanceof SQLException ex && ex.getSQLState() != null) {
			return message + " [SQLState " + ex.getSQLState() + ", code " + ex.getErrorCode() + "]";
		}
		if (failure instanceof EngineException ex) {
			return "the engine refuses: " + message + " [code " + ex.code() + "]";
		}
		if (failure instanceof FileSystemException ex) {
			String reason = (ex.getReason() != null) ? ex.getReason() : ex.getClass().getSimpleName();
			return ex.getFile() + ": " + reason;
		}
		if (failure instanceof UnknownHostException) {
			return "the host name can't be resolved: " + message;
		}
		return (message != null) ? message : failure.toString();
	}

	/**
	 * Return the exit code for a failure.
	 * @param failure the failure
	 * @return one of {@link ExitStatus}
	 */
	public static int statusOf(Throwable failure) {
		if (failure instanceof CommandFailure ex) {
			return ex.status();
		}
		if (failure instanceof SQLException ex && ex.getSQLState() != null) {
			return switch (ex.getSQLState()) {
				case "08001" -> ExitStatus.UNREACHABLE;
				case "08007" -> ExitStatus.UNKNOWN_OUTCOME;
				default -> ExitStatus.FAILED;
			};
		}
		boolean unreachable = failure instanceof NoLeaderException || failure instanceof ConnectException
				|| failure instanceof UnknownHostException;
		if (unreachable) {
			return ExitStatus.UNREACHABLE;
		}
		return (failure.getCause() instanceof IOException cause) ? statusOf(cause) : ExitStatus.FAILED;
	}

}
