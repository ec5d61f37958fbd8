package io.github.dqlite4j.spring.boot.autoconfigure.backup;

import java.nio.file.Path;
import java.time.Clock;

import io.github.dqlite4j.client.backup.BackupListener;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteBackupProperties;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteConfigurationException;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteProperties;
import io.github.dqlite4j.spring.boot.autoconfigure.LocalNode;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.DqliteClusterAutoConfiguration;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of {@link ScheduledBackup}.
 */
@AutoConfiguration(after = DqliteClusterAutoConfiguration.class)
@ConditionalOnBean(ClusterObserver.class)
@ConditionalOnProperty(DqliteBackupAutoConfiguration.PREFIX + ".directory")
public final class DqliteBackupAutoConfiguration {

	static final String PREFIX = DqliteProperties.PREFIX + ".backup";

	@Bean
	ScheduledBackup dqliteScheduledBackup(DqliteProperties properties, ClusterObserver observer,
			ObjectProvider<LocalNode> localNode, ResourceLoader resources) {
		DqliteBackupProperties backup = properties.getBackup();
		if (backup.getKeep() < 0) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + ".keep", backup.getKeep(),
					"Must not be negative; zero keeps all backups.");
		}
		BackupDirectory directory = new BackupDirectory(Path.of(String.valueOf(backup.getDirectory())),
				observer.options().database());
		return new ScheduledBackup(schedule(backup.getSchedule()), directory, backup.getKeep(),
				new LeaderBackupSource(observer, localNode.getIfAvailable(), listener(backup.isCheck(), resources)),
				Clock.systemUTC());
	}

	private static BackupSchedule schedule(String text) {
		try {
			return BackupSchedule.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + ".schedule", text,
					StringUtils.capitalize(String.valueOf(ex.getMessage())) + ".", ex);
		}
	}

	private static BackupListener listener(boolean check, ResourceLoader resources) {
		if (!check) {
			return BackupListener.NONE;
		}
		if (!ClassUtils.isPresent("org.sqlite.SQLiteConfig", resources.getClassLoader())) {
			throw new DqliteConfigurationException(
					"Backups are configured by " + PREFIX + ".directory, but the class path has no SQLite that could"
							+ " check them.",
					"Add the dependency org.xerial:sqlite-jdbc, or set " + PREFIX + ".check to false.");
		}
		return new IntegrityCheck();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class MetricsConfiguration {

		@Bean
		MeterBinder dqliteBackupMetrics(ScheduledBackup backup) {
			return new BackupMetrics(backup);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
	@ConditionalOnEnabledHealthIndicator("dqlite-backup")
	static class HealthConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = { "dqliteBackupHealthIndicator", "dqliteBackupHealthContributor" })
		HealthContributor dqliteBackupHealthContributor(ScheduledBackup backup) {
			return new BackupHealthIndicator(backup);
		}

	}

}
