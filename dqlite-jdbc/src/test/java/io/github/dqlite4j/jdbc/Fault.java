package io.github.dqlite4j.jdbc;

import io.github.dqlite4j.client.Answer;
import io.github.dqlite4j.client.Reply;

/**
 * What may happen to a request, by the names that the tables of the tests use.
 */
enum Fault {

	/** Refused because the node does not lead. */
	NOT_LEADER(Answer.failure(10250, "not leader")),

	/** Refused because the node lost and regained leadership. */
	NO_DATABASE(Answer.failure(12, "no database opened")),

	/** Refused by an old node that hands leadership over; out of memory otherwise. */
	RAW_NOT_LEADER(Answer.failure(7, "no more rows available")),

	/** Leadership was lost while the request was replicated. */
	LEADERSHIP_LOST(Answer.failure(10506, "disk I/O error")),

	/** An old node shuts down. */
	ABORT(Answer.failure(4, "abort")),

	/** The disk of the log is full. */
	DISK_FULL(Answer.failure(778, "disk I/O error")),

	/** Anything else that the replication may fail for. */
	IO_ERROR(Answer.failure(10, "leader exec failed")),

	/** An old leader whose disk is full is about to die. */
	NOT_AN_ERROR(Answer.failure(1, "not an error")),

	BUSY(Answer.failure(5, "database is locked")),

	STALE_SNAPSHOT(Answer.failure(517, "database is locked")),

	FULL(Answer.failure(13, "database or disk is full")),

	INTERRUPTED(Answer.failure(9, "interrupted")),

	NO_TABLE(Answer.failure(1, "no such table: t")),

	UNIQUE(Answer.failure(2067, "UNIQUE constraint failed: t.a")),

	FOREIGN_KEY(Answer.failure(787, "FOREIGN KEY constraint failed")),

	/** The connection is closed instead of an answer. */
	CUT(Answer.cut()),

	/** The connection is closed in the middle of the answer. */
	CUT_IN_ANSWER(Answer.cutAfter(13, Reply.result(1, 1))),

	/** Nothing comes. */
	SILENCE(Answer.stall()),

	/** A part of the answer comes and then nothing. */
	SILENCE_IN_ANSWER(Answer.stallAfter(13, Reply.result(1, 1))),

	/** The answer comes a byte at a time. */
	DRIP(Answer.drip(100, Reply.result(1, 1))),

	/** The answer is no message. */
	NONSENSE(Answer.of(Reply.unknown())),

	/** The answer is one to another request. */
	OTHER_ANSWER(Answer.of(Reply.empty()));

	private final Answer answer;

	Fault(Answer answer) {
		this.answer = answer;
	}

	Answer answer() {
		return this.answer;
	}

}
