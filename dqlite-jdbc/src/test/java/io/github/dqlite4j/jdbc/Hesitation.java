package io.github.dqlite4j.jdbc;

import java.util.Arrays;

import io.github.dqlite4j.client.Answer;
import io.github.dqlite4j.client.Reply;

/**
 * The ways in which a node accepts a request and does not answer it in time.
 */
enum Hesitation {

	/** Nothing comes. */
	NEVER,

	/**
	 * The answer comes a byte at a time, each long before any deadline, the last one long
	 * after all of them.
	 */
	BYTE_BY_BYTE,

	/** A part of the answer comes and then nothing. */
	HALF_AN_ANSWER;

	private static final int INTERVAL_MILLIS = 20;

	private static final byte[] FAILURE = Reply.failure(1, "x".repeat(8000));

	/**
	 * A record of TLS that holds a message of the handshake.
	 */
	private static final byte[] RECORD = record();

	/**
	 * Answer a request.
	 */
	Answer answer() {
		return of(FAILURE);
	}

	/**
	 * Answer the wish to speak TLS.
	 */
	Answer handshake() {
		return of(RECORD);
	}

	private Answer of(byte[] message) {
		return switch (this) {
			case NEVER -> Answer.stall();
			case BYTE_BY_BYTE -> Answer.drip(INTERVAL_MILLIS, message);
			case HALF_AN_ANSWER -> Answer.stallAfter(13, message);
		};
	}

	private static byte[] record() {
		byte[] record = new byte[5 + 8000];
		byte[] head = { 22, 3, 3, (byte) (8000 >> 8), (byte) 8000, 2, 0, (byte) (7996 >> 8), (byte) 7996 };
		Arrays.fill(record, (byte) 3);
		System.arraycopy(head, 0, record, 0, head.length);
		return record;
	}

}
