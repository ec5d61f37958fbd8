package io.github.dqlite4j.spring.boot.autoconfigure;

import java.util.List;

import io.github.dqlite4j.spring.boot.autoconfigure.DatabaseSelection.Kind;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Compares what the environment asks for with {@link ConditionalOnDatabase}.
 */
final class OnDatabaseCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Kind[] kinds = metadata.getAnnotations().get(ConditionalOnDatabase.class).getEnumArray("value", Kind.class);
		DatabaseSelection selection = DatabaseSelection.of(context.getEnvironment());
		return new ConditionOutcome(List.of(kinds).contains(selection.kind()),
				ConditionMessage.forCondition(ConditionalOnDatabase.class).because(selection.reason()));
	}

}
