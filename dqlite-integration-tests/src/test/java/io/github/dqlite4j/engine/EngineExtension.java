package io.github.dqlite4j.engine;

import java.lang.reflect.Method;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;

import io.github.dqlite4j.client.EngineGeneration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Applies to every class of tests in this module, by the service loader. Skips it when
 * the engine that the run is about could not be fetched, and fails it when a session met
 * an engine of another generation than the one under test. Sees to {@link RefusedBy}.
 */
public final class EngineExtension
		implements ExecutionCondition, BeforeAllCallback, AfterAllCallback, InvocationInterceptor {

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

	@Override
	public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> test,
			ExtensionContext context) throws Throwable {
		intercept(invocation, test.getExecutable());
	}

	@Override
	public void interceptTestTemplateMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> test,
			ExtensionContext context) throws Throwable {
		intercept(invocation, test.getExecutable());
	}

	private static void intercept(Invocation<Void> invocation, Method test) throws Throwable {
		RefusedBy refusal = test.getAnnotation(RefusedBy.class);
		if (refusal == null || !List.of(refusal.value()).contains(EngineUnderTest.generation())) {
			invocation.proceed();
			return;
		}
		assertThatExceptionOfType(SQLFeatureNotSupportedException.class).isThrownBy(invocation::proceed)
			.withMessageContaining(refusal.saying());
	}

}
