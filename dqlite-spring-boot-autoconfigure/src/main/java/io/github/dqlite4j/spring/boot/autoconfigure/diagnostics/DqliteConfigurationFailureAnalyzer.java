package io.github.dqlite4j.spring.boot.autoconfigure.diagnostics;

import io.github.dqlite4j.spring.boot.autoconfigure.DqliteConfigurationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes settings that contradict each other.
 */
class DqliteConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<DqliteConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DqliteConfigurationException cause) {
		return new FailureAnalysis(cause.problem(), cause.remedy(), cause);
	}

}
