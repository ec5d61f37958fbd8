package io.github.dqlite4j.spring.boot.autoconfigure.diagnostics;

import java.sql.SQLException;

import io.github.dqlite4j.spring.boot.autoconfigure.DqliteConnectionDetails;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes the failure of a migration script that the engine refused. It leaves
 * migrations of other databases to Boot.
 */
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywaySqlScriptException> {

	private final @Nullable BeanFactory beanFactory;

	MigrationFailureAnalyzer(@Nullable BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, FlywaySqlScriptException cause) {
		SQLException refusal = findCause(cause, SQLException.class);
		if (refusal == null || cause.getResource() == null || !usesDqlite()) {
			return null;
		}
		String description = String.format("The migration %s failed at line %d: %s%n%n%s",
				cause.getResource().getAbsolutePath(), cause.getLineNumber(), refusal.getMessage(),
				cause.getStatement().indent(4).stripTrailing());
		return new FailureAnalysis(description, action(findCause(rootFailure, FlywayMigrateException.class)), cause);
	}

	private boolean usesDqlite() {
		return this.beanFactory instanceof ListableBeanFactory beans
				&& beans.getBeanNamesForType(DqliteConnectionDetails.class, true, false).length > 0;
	}

	private static String action(@Nullable FlywayMigrateException failure) {
		if (failure != null && failure.isExecutableInTransaction()) {
			return "Correct the script and start the application again. The script was rolled back as a whole: "
					+ "nothing of it is in the database.";
		}
		return "Correct the script and start the application again. The script was not run in a transaction: undo the "
				+ "statements that precede the one that failed, or write them so that they can be repeated.";
	}

}
