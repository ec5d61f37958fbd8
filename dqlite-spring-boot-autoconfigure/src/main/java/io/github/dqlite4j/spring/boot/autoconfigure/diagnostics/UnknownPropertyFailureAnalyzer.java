package io.github.dqlite4j.spring.boot.autoconfigure.diagnostics;

import java.util.Set;

import io.github.dqlite4j.spring.boot.autoconfigure.DqliteProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Analyzes keys under {@code spring.datasource.dqlite} that do not exist. Boot's own
 * {@link FailureAnalyzer} says that elements were left unbound; this one says which key
 * was probably meant.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		Set<ConfigurationProperty> properties = cause.getUnboundProperties();
		if (!properties.stream().allMatch((property) -> isOurs(property.getName().toString()))) {
			return null;
		}
		PropertyNames names = PropertyNames.of(DqliteProperties.PREFIX, DqliteProperties.class);
		StringBuilder description = new StringBuilder();
		StringBuilder action = new StringBuilder();
		for (ConfigurationProperty property : properties) {
			String name = property.getName().toString();
			description.append(String.format("There is no property %s (value \"%s\", from %s).%n", name,
					property.getValue(), property.getOrigin()));
			names.nearest(name)
				.ifPresent(
						(nearest) -> action.append(String.format("Did you mean %s instead of %s?%n", nearest, name)));
		}
		action.append(String.format("%nThe properties are:%n"));
		names.all().forEach((name) -> action.append(String.format("%n    %s", name)));
		return new FailureAnalysis(description.toString().stripTrailing(), action.toString(), cause);
	}

	private static boolean isOurs(String name) {
		return name.startsWith(DqliteProperties.PREFIX + ".");
	}

}
