package io.github.dqlite4j.spring.boot.autoconfigure.backup;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Shows how the backups of this instance went. A backup that failed is a warning: an
 * instance without a backup serves as well as one with it, and must not be taken out of
 * service.
 */
final class BackupHealthIndicator extends AbstractHealthIndicator {

	static final Status WARNING = new Status("WARNING");

	private final ScheduledBackup backup;

	BackupHealthIndicator(ScheduledBackup backup) {
		this.backup = backup;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		BackupStatus status = this.backup.status();
		builder.status((status.problem() != null) ? WARNING : Status.UP)
			.withDetail("taken", status.successes())
			.withDetail("failed", status.failures());
		if (status.lastSuccess() != null) {
			builder.withDetail("newest", status.lastSuccess().toString());
		}
		if (status.lastFile() != null) {
			builder.withDetail("file", status.lastFile().toString()).withDetail("size", status.lastSize());
		}
		if (status.problem() != null) {
			builder.withDetail("problem", status.problem());
		}
	}

}
