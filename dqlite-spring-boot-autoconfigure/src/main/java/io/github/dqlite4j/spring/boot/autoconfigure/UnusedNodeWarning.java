package io.github.dqlite4j.spring.boot.autoconfigure;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Says that a node was configured but does not run, since the application has a data
 * source of its own. That need not be a mistake, as in tests.
 */
final class UnusedNodeWarning implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(UnusedNodeWarning.class);

	private final ListableBeanFactory beans;

	UnusedNodeWarning(ListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public void afterSingletonsInstantiated() {
		logger.warn("A dqlite node is configured under {}, but is not started: the application has the data source {}"
				+ " instead. To have both, declare that one as @Bean(defaultCandidate = false) with a @Qualifier. To"
				+ " use it alone, remove the settings of the node.", DqliteProperties.PREFIX,
				String.join(", ", this.beans.getBeanNamesForType(DataSource.class, true, false)));
	}

}
