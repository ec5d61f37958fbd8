package io.github.dqlite4j.spring.boot.autoconfigure.diagnostics;

import io.github.dqlite4j.client.EngineException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes the failure of a migration script that the engine refused.
 */
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywaySqlScriptException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, FlywaySqlScriptException cause) {
		EngineException refusal = findCause(cause, EngineException.class);
		if (refusal == null || cause.getResource() == null) {
			return null;
		}
		String description = String.format("The migration %s failed at line %d: %s%n%n%s",
				cause.getResource().getAbsolutePath(), cause.getLineNumber(), refusal.getMessage(),
				cause.getStatement().indent(4).stripTrailing());
		return new FailureAnalysis(description, action(findCause(rootFailure, FlywayMigrateException.class)), cause);
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
