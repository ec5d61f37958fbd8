package io.github.dqlite4j.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs tests that need the engine, and says why they were skipped where there is none.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealEngine.EngineCondition.class)
public @interface RealEngine {

	class EngineCondition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			String missing = EngineUnderTest.missing();
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
