package io.github.dqlite4j.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs tests that need the engine, and says why they were skipped where there is none.
 * They run twice: on the bundled engine, and on that of the distribution's next release,
 * whose launcher sets the system properties.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealEngine.EngineCondition.class)
@interface RealEngine {

	/**
	 * Returns the program that starts a JVM whose nodes run on the engine under test.
	 */
	static Path java() {
		String launcher = System.getProperty("dqlite.engine.java");
		return (launcher != null) ? Path.of(launcher) : Path.of(System.getProperty("java.home"), "bin", "java");
	}

	/**
	 * Returns the file of the engine under test, or null if it is looked up.
	 */
	static String file() {
		return System.getProperty(EngineLoader.PATH_PROPERTY);
	}

	class EngineCondition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			String missing = System.getProperty("dqlite.engine.missing");
			if (missing != null) {
				return ConditionEvaluationResult.disabled(missing);
			}
			try {
				return ConditionEvaluationResult.enabled("Runs on " + EngineLoader.shared().load(null));
			}
			catch (NodeStartException ex) {
				return ConditionEvaluationResult.disabled(ex.getMessage());
			}
		}

	}

}
