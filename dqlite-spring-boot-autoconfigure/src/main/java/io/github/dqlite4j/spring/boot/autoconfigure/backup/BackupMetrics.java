package io.github.dqlite4j.spring.boot.autoconfigure.backup;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Measures how the backups of this instance went.
 */
final class BackupMetrics implements MeterBinder {

	private static final String RUNS = "dqlite.backup.runs";

	private static final String RUNS_DESCRIPTION = "Number of backups that this instance tried to take";

	private final ScheduledBackup backup;

	BackupMetrics(ScheduledBackup backup) {
		this.backup = backup;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder(RUNS, this.backup, (runs) -> runs.status().successes())
			.description(RUNS_DESCRIPTION)
			.tag("outcome", "success")
			.register(registry);
		FunctionCounter.builder(RUNS, this.backup, (runs) -> runs.status().failures())
			.description(RUNS_DESCRIPTION)
			.tag("outcome", "failure")
			.register(registry);
		Gauge.builder("dqlite.backup.newest", this.backup, BackupMetrics::newest)
			.description("When the newest backup was taken, since 1970; 0 if there is none")
			.baseUnit("seconds")
			.register(registry);
		Gauge.builder("dqlite.backup.size", this.backup, (runs) -> runs.status().lastSize())
			.description("Size of the newest backup that this instance took")
			.baseUnit(BaseUnits.BYTES)
			.register(registry);
	}

	private static double newest(ScheduledBackup backup) {
		BackupStatus status = backup.status();
		return (status.lastSuccess() != null) ? status.lastSuccess().getEpochSecond() : 0;
	}

}
