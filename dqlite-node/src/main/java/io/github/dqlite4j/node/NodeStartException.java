package io.github.dqlite4j.node;

import java.io.IOException;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A node could not be started. Nothing of it remains: no thread, no socket, no lock, and
 * no file that was not there before. The message is the {@linkplain #problem() problem}
 * followed by the {@linkplain #remedy() remedy}.
 */
public final class NodeStartException extends IOException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final String problem;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param reason the kind of failure
	 * @param problem what is wrong, as sentences that name the thing and the value
	 * @param remedy what the person who reads it can do, as sentences
	 * @param cause the cause, or {@code null} when the failure was found by a check
	 */
	public NodeStartException(Reason reason, String problem, String remedy, @Nullable Throwable cause) {
		super(problem + " " + remedy, cause);
		this.reason = Objects.requireNonNull(reason);
		this.problem = problem;
		this.remedy = remedy;
	}

	/**
	 * Creates the exception for a failure that was found by a check.
	 * @param reason the kind of failure
	 * @param problem what is wrong, as sentences that name the thing and the value
	 * @param remedy what the person who reads it can do, as sentences
	 */
	public NodeStartException(Reason reason, String problem, String remedy) {
		this(reason, problem, remedy, null);
	}

	/**
	 * Returns the kind of failure.
	 * @return the kind
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Returns what is wrong.
	 * @return one or more sentences
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Returns what can be done about it.
	 * @return one or more sentences
	 */
	public String remedy() {
		return this.remedy;
	}

	/**
	 * The kinds of failure.
	 */
	public enum Reason {

		/** The engine does not exist for this operating system. */
		UNSUPPORTED_PLATFORM,

		/** No engine library was found, or none of those found can be loaded. */
		ENGINE_NOT_AVAILABLE,

		/**
		 * The address is malformed, unknown, a wildcard, or not one of this machine's.
		 */
		ADDRESS_NOT_USABLE,

		/** Another socket listens on the address. */
		ADDRESS_IN_USE,

		/** The data directory belongs to a node with another address. */
		ADDRESS_CHANGED,

		/** The data directory cannot be created or written. */
		DATA_DIRECTORY_NOT_WRITABLE,

		/** Another node, in this process or another, uses the data directory. */
		DATA_DIRECTORY_IN_USE,

		/**
		 * The data directory holds files that this library did not write or cannot read.
		 */
		DATA_DIRECTORY_NOT_USABLE,

		/** The disk has too little space left, or its reserve cannot be allocated. */
		DISK_FULL,

		/** The cluster could not be joined or founded in time. */
		JOIN_FAILED,

		/**
		 * The node in the data directory was removed from its cluster, or has left it.
		 */
		NO_MEMBER,

		/**
		 * The certificate of the node, or another of its settings of TLS, does not serve.
		 */
		TLS_NOT_USABLE,

		/** The engine itself refused to start. */
		ENGINE_FAILED

	}

}
