package io.github.dqlite4j.client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.dqlite4j.protocol.FailureResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a failure means, by the generation of the engine.
 */
class EngineGenerationTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			10250   | not leader                              | NOT_LEADER
			12      | no database opened                      | NOT_LEADER
			12      | no statement with the given id          | STATEMENT
			5       | database is locked                      | BUSY
			5       | checkpoint in progress                  | BUSY
			6       | database table is locked                | BUSY
			261     | database is locked                      | BUSY
			773     | database is locked                      | BUSY
			517     | database is locked                      | STALE_SNAPSHOT
			10506   | disk I/O error                          | OUTCOME_UNKNOWN
			10506   | leadership lost                         | OUTCOME_UNKNOWN
			4       | abort                                   | OUTCOME_UNKNOWN
			516     | abort due to ROLLBACK                   | OUTCOME_UNKNOWN
			778     | disk I/O error                          | OUTCOME_UNKNOWN
			10      | leader exec failed                      | OUTCOME_UNKNOWN
			7       | out of memory                           | TRANSACTION_ENDED
			9       | interrupted                             | TRANSACTION_ENDED
			13      | database or disk is full                | TRANSACTION_ENDED
			11      | database disk image is malformed        | TRANSACTION_ENDED
			267     | database disk image is malformed        | TRANSACTION_ENDED
			26      | file is not a database                  | TRANSACTION_ENDED
			19      | constraint failed                       | CONSTRAINT
			787     | FOREIGN KEY constraint failed           | CONSTRAINT
			2067    | UNIQUE constraint failed: t.a           | CONSTRAINT
			0       | empty statement                         | STATEMENT
			1       | no such table: t                        | STATEMENT
			1       | not an error                            | OUTCOME_UNKNOWN
			8       | attempt to write a readonly database    | STATEMENT
			17      | database schema has changed             | STATEMENT
			18      | string or blob too big                  | STATEMENT
			23      | not authorized                          | STATEMENT
			25      | column index out of range               | STATEMENT
			100     | another row available                   | STATEMENT
			1001    | bad value type                          | STATEMENT
			1002    | database does not exists                | STATEMENT
			1005    | unrecognized request type               | STATEMENT
			""")
	void failuresThatAllGenerationsMeanAlike(int code, String message, FailureKind kind) {
		for (EngineGeneration generation : EngineGeneration.values()) {
			assertThat(generation.classify(code, message)).as(generation.name()).isEqualTo(kind);
		}
	}

	@ParameterizedTest
	@CsvSource({ "7,no more rows available,TRANSACTION_ENDED", "8,no more rows available,STATEMENT",
			"17,no more rows available,STATEMENT", "7,not an error,TRANSACTION_ENDED" })
	void rawRefusalsOfEnginesBefore1182(int code, String message, FailureKind others) {
		assertThat(EngineGeneration.OLD.classify(code, message)).isEqualTo(FailureKind.NOT_LEADER);
		assertThat(EngineGeneration.MID.classify(code, message)).isEqualTo(FailureKind.NOT_LEADER);
		assertThat(EngineGeneration.NEW.classify(code, message)).isEqualTo(others);
	}

	@Test
	void messageIsShownWithoutControlCharactersAndShortened() {
		EngineException ex = new EngineException(
				new FailureResponse(1, "a\r\u001b[31mb\u2028c\nd\t" + "x".repeat(5000)), EngineGeneration.OLD);
		assertThat(ex.getMessage()).startsWith("a\ufffd\ufffd[31mb\ufffdc\nd\tx").endsWith("x…").hasSize(4097);
		assertThat(ex.code()).isEqualTo(1);
		assertThat(ex.kind()).isEqualTo(FailureKind.STATEMENT);
	}

	@Test
	void capabilities() {
		assertThat(EngineGeneration.OLD.supportsManyParameters()).isFalse();
		assertThat(EngineGeneration.MID.supportsManyParameters()).isTrue();
		assertThat(EngineGeneration.OLD.supportsReturning()).isTrue();
		assertThat(EngineGeneration.OLD.returningNeedsTransaction()).isTrue();
		assertThat(EngineGeneration.MID.supportsReturning()).isFalse();
		assertThat(EngineGeneration.NEW.supportsReturning()).isTrue();
		assertThat(EngineGeneration.NEW.returningNeedsTransaction()).isFalse();
		assertThat(EngineGeneration.NEW.supportsVacuum()).isTrue();
		assertThat(EngineGeneration.MID.supportsVacuum()).isFalse();
		assertThat(EngineGeneration.OLD.supportsVacuum()).isFalse();
	}

}
