package io.github.dqlite4j.tool.testing;

import java.nio.file.Path;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests where the engine that the run is about could not be fetched.
 */
public final class EngineCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		String missing = System.getProperty("dqlite.engine.missing");
		return (missing != null) ? ConditionEvaluationResult.disabled(missing)
				: ConditionEvaluationResult.enabled("the engine is there");
	}

	/**
	 * Returns the program that starts a JVM whose nodes run on the engine under test.
	 */
	public static Path java() {
		String launcher = System.getProperty("dqlite.engine.java");
		return (launcher != null) ? Path.of(launcher) : Path.of(System.getProperty("java.home"), "bin", "java");
	}

}
