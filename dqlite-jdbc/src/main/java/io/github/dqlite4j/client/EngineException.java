package io.github.dqlite4j.client;

import io.github.dqlite4j.protocol.FailureResponse;

/**
 * The engine refused a request. The connection is still in step with the server. Has no
 * stack trace: writers that meet others get it all the time.
 */
public class EngineException extends Exception {

	private static final long serialVersionUID = 1L;

	private static final int MAX_MESSAGE_LENGTH = 4096;

	private final int code;

	private final FailureKind kind;

	/**
	 * Create the exception.
	 * @param failure what the server said
	 * @param generation the generation of the engine
	 */
	public EngineException(FailureResponse failure, EngineGeneration generation) {
		this(failure, generation.classify((int) failure.code(), failure.message()));
	}

	private EngineException(FailureResponse failure, FailureKind kind) {
		super(printable(failure.message()), null, false, false);
		this.code = (int) failure.code();
		this.kind = kind;
	}

	/**
	 * Create the exception of a BEGIN, in which no fault of a statement can be.
	 */
	static EngineException ofBegin(FailureResponse failure, EngineGeneration generation) {
		FailureKind kind = generation.classify((int) failure.code(), failure.message());
		return new EngineException(failure, (kind == FailureKind.STATEMENT) ? FailureKind.NOT_BEGUN : kind);
	}

	private static String printable(String message) {
		String text = (message.length() > MAX_MESSAGE_LENGTH) ? message.substring(0, MAX_MESSAGE_LENGTH) + "…"
				: message;
		return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|\\u2028|\\u2029", "�");
	}

	/**
	 * Return the code of the failure.
	 * @return an extended result code of SQLite, a code of dqlite from 1000 on, or 0
	 */
	public int code() {
		return this.code;
	}

	/**
	 * Return what the failure means.
	 * @return the kind
	 */
	public FailureKind kind() {
		return this.kind;
	}

}
