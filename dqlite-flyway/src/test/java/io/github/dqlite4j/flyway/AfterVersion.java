package io.github.dqlite4j.flyway;

import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Does something after one migration has run, before it is committed.
 */
final class AfterVersion extends BaseCallback {

	private final String version;

	private final Runnable action;

	AfterVersion(String version, Runnable action) {
		this.version = version;
		this.action = action;
	}

	@Override
	public boolean supports(Event event, Context context) {
		return event == Event.AFTER_EACH_MIGRATE
				&& context.getMigrationInfo().getVersion().getVersion().equals(this.version);
	}

	@Override
	public void handle(Event event, Context context) {
		this.action.run();
	}

}
