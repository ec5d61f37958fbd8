package io.github.dqlite4j.spring.boot.autoconfigure.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.backup.BackupListener;
import io.github.dqlite4j.client.backup.BackupResult;
import io.github.dqlite4j.client.backup.DatabaseBackup;
import io.github.dqlite4j.spring.boot.autoconfigure.LocalNode;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;
import org.jspecify.annotations.Nullable;

/**
 * Copies the database from the leader: through this instance if its own node leads, or if
 * it has none.
 */
final class LeaderBackupSource implements ScheduledBackup.Source {

	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private final ClusterObserver observer;

	private final @Nullable LocalNode localNode;

	private final BackupListener listener;

	LeaderBackupSource(ClusterObserver observer, @Nullable LocalNode localNode, BackupListener listener) {
		this.observer = observer;
		this.localNode = localNode;
		this.listener = listener;
	}

	@Override
	public boolean isMine() throws IOException {
		return this.localNode == null || this.localNode.address().equals(this.observer.leader(TIMEOUT));
	}

	@Override
	public BackupResult copyTo(Path file) throws IOException {
		return new DatabaseBackup(Cluster.shared(this.observer.options()), this.listener).run(file);
	}

}
