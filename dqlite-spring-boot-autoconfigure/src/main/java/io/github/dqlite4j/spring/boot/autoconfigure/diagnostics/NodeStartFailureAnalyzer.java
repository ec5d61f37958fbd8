package io.github.dqlite4j.spring.boot.autoconfigure.diagnostics;

import io.github.dqlite4j.node.NodeStartException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Analyzes the failure to start an embedded node, and names the property that changes it.
 */
class NodeStartFailureAnalyzer extends AbstractFailureAnalyzer<NodeStartException> {

	private static final String PREFIX = "spring.datasource.dqlite.node.";

	private final Environment environment;

	NodeStartFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NodeStartException cause) {
		String property = property(cause.reason());
		String action = (property != null)
				? cause.remedy() + String.format("%n%nThe property is " + PREFIX + property + value(property) + ".")
				: cause.remedy();
		return new FailureAnalysis(cause.problem(), action, cause);
	}

	private String value(String property) {
		String value = this.environment.getProperty(PREFIX + property);
		return (value != null) ? ", which is " + value : "";
	}

	private static @Nullable String property(NodeStartException.Reason reason) {
		return switch (reason) {
			case ADDRESS_NOT_USABLE, ADDRESS_IN_USE, ADDRESS_CHANGED -> "address";
			case DATA_DIRECTORY_NOT_WRITABLE, DATA_DIRECTORY_IN_USE, DATA_DIRECTORY_NOT_USABLE, NO_MEMBER -> "data-dir";
			case DISK_FULL -> "disk-reserve";
			case JOIN_FAILED -> "join";
			case ENGINE_NOT_AVAILABLE -> "library";
			case TLS_NOT_USABLE -> "ssl.bundle";
			case UNSUPPORTED_PLATFORM, ENGINE_FAILED -> null;
		};
	}

}
