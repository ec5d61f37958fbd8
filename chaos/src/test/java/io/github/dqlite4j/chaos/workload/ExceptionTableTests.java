package io.github.dqlite4j.chaos.workload;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransactionRollbackException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.dqlite4j.chaos.history.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

class ExceptionTableTests {

	@Test
	void documentedExceptionsTellTheOutcome() {
		assertThat(outcome(new SQLTransactionRollbackException("", "40001"))).isEqualTo(Outcome.FAILED);
		assertThat(outcome(new SQLRecoverableException("", "08006"))).isEqualTo(Outcome.FAILED);
		assertThat(outcome(new SQLNonTransientConnectionException("", "08007"))).isEqualTo(Outcome.UNKNOWN);
	}

	@Test
	void batchFailsAsItsCauseDoes() {
		SQLException cause = new SQLTransactionRollbackException("", "40001");
		assertThat(outcome(new BatchUpdateException("", "40001", 0, new int[0], cause))).isEqualTo(Outcome.FAILED);
		assertThat(outcome(new BatchUpdateException("", "08007", 0, new int[0], cause))).isNull();
	}

	@Test
	void everythingElseIsNotAllowed() {
		assertThat(outcome(new SQLException("", "40001"))).isNull();
		assertThat(outcome(new SQLException("without a state"))).isNull();
		assertThat(outcome(new SQLIntegrityConstraintViolationException("", "23505"))).isNull();
	}

	@Test
	void outcomeOfReadIsNeverUnknown() {
		SQLException unknown = new SQLNonTransientConnectionException("", "08007");
		assertThat(ExceptionTable.outcome(unknown, true)).isNull();
	}

	private static @Nullable Outcome outcome(SQLException ex) {
		return ExceptionTable.outcome(ex, false);
	}

}
