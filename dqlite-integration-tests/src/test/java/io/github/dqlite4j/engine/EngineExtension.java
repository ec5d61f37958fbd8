package io.github.dqlite4j.engine;

import java.util.List;

import io.github.dqlite4j.client.EngineGeneration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applies to every class of tests in this module, by the service loader. Skips it when
 * the engine that the run is about could not be fetched, and fails it when a session met
 * an engine of another generation than the one under test.
 */
public final class EngineExtension implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {

	private static final Logger logger = LoggerFactory.getLogger(EngineExtension.class);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		String missing = EngineUnderTest.missing();
		return (missing != null) ? ConditionEvaluationResult.disabled(missing)
				: ConditionEvaluationResult.enabled("the engine is there");
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		SeenGenerations.reset();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		List<EngineGeneration> seen = SeenGenerations.seen();
		logger.info("{} ran on {}: {} sessions with generation {}", context.getDisplayName(), EngineUnderTest.version(),
				seen.size(), EngineUnderTest.generation());
		assertThat(seen).as("generations of the engines that the sessions of %s met", context.getDisplayName())
			.isSubsetOf(EngineUnderTest.generation());
	}

}
