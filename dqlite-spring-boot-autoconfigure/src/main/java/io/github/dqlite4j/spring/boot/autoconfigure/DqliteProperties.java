package io.github.dqlite4j.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.client.TransactionMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code spring.datasource.dqlite}. What is not set is left to the
 * driver and the node, so that it may as well be set in a JDBC URL. A key that does not
 * exist is refused: a setting that is silently ignored costs more than an error.
 */
@ConfigurationProperties(prefix = DqliteProperties.PREFIX, ignoreUnknownFields = false)
public class DqliteProperties {

	/**
	 * What the name of every property begins with.
	 */
	public static final String PREFIX = "spring.datasource.dqlite";

	/**
	 * Comma-separated list of "host:port" addresses of nodes of an existing cluster. Used
	 * to find the others. Without it, and without "spring.datasource.url", the
	 * application runs a node itself.
	 */
	private List<String> nodes = new ArrayList<>();

	/**
	 * Name of the database.
	 */
	private @Nullable String database;

	/**
	 * Comma-separated list of hosts (db1, db1:9001, 10.0.0.1) and networks (10.0.0.0/8)
	 * that may be dialled besides "nodes" when the cluster names them. Empty allows none;
	 * without it all are allowed.
	 */
	private @Nullable List<String> allowedNodes;

	/**
	 * Time one node may take to accept a connection and to name the leader.
	 */
	private @Nullable Duration connectTimeout;

	/**
	 * Time to look for a leader in all before a connection attempt fails.
	 */
	private @Nullable Duration leaderTimeout;

	/**
	 * Time to wait for the answer to one request. Zero waits for ever.
	 */
	private @Nullable Duration readTimeout;

	/**
	 * Time a write waits for other writers before it fails.
	 */
	private @Nullable Duration busyTimeout;

	/**
	 * How a transaction that may write begins. Read-only transactions are always
	 * deferred.
	 */
	private @Nullable TransactionMode transactionMode;

	/**
	 * Number of prepared statements that one connection keeps.
	 */
	private @Nullable Integer statementCacheSize;

	/**
	 * Whether columns declared BOOLEAN, DATE, DATETIME or TIMESTAMP are created as BOOL,
	 * DATE(10), DATETIME(9) and TIMESTAMP(9), which keeps NULL apart and the nodes alive.
	 */
	private @Nullable Boolean declaredTypeGuard;

	/**
	 * Whether the rows of a batch are inserted by statements of several rows, where that
	 * makes no difference but in speed.
	 */
	private @Nullable Boolean rewriteBatchedInserts;

	/**
	 * Whether writes in auto-commit mode of several connections that wait for each other
	 * commit together, where that makes no difference but in speed.
	 */
	private @Nullable Boolean groupCommit;

	/**
	 * Size of the largest message that is sent or accepted.
	 */
	private @Nullable DataSize maxMessageSize;

	/**
	 * Size of what is kept in memory of one result at most. Results that are read forward
	 * only are not kept.
	 */
	private @Nullable DataSize maxBufferedResult;

	/**
	 * Time between two looks at the cluster for application events and metrics. Zero to
	 * take none.
	 */
	private Duration monitorInterval = Duration.ofSeconds(2);

	@NestedConfigurationProperty
	private final DqliteSslProperties ssl = new DqliteSslProperties();

	@NestedConfigurationProperty
	private final DqliteBackupProperties backup = new DqliteBackupProperties();

	@NestedConfigurationProperty
	private final DqliteNodeProperties node = new DqliteNodeProperties();

	public List<String> getNodes() {
		return this.nodes;
	}

	public void setNodes(List<String> nodes) {
		this.nodes = nodes;
	}

	public @Nullable String getDatabase() {
		return this.database;
	}

	public void setDatabase(@Nullable String database) {
		this.database = database;
	}

	public @Nullable List<String> getAllowedNodes() {
		return this.allowedNodes;
	}

	public void setAllowedNodes(@Nullable List<String> allowedNodes) {
		this.allowedNodes = allowedNodes;
	}

	public @Nullable Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(@Nullable Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
	}

	public @Nullable Duration getLeaderTimeout() {
		return this.leaderTimeout;
	}

	public void setLeaderTimeout(@Nullable Duration leaderTimeout) {
		this.leaderTimeout = leaderTimeout;
	}

	public @Nullable Duration getReadTimeout() {
		return this.readTimeout;
	}

	public void setReadTimeout(@Nullable Duration readTimeout) {
		this.readTimeout = readTimeout;
	}

	public @Nullable Duration getBusyTimeout() {
		return this.busyTimeout;
	}

	public void setBusyTimeout(@Nullable Duration busyTimeout) {
		this.busyTimeout = busyTimeout;
	}

	public @Nullable TransactionMode getTransactionMode() {
		return this.transactionMode;
	}

	public void setTransactionMode(@Nullable TransactionMode transactionMode) {
		this.transactionMode = transactionMode;
	}

	public @Nullable Integer getStatementCacheSize() {
		return this.statementCacheSize;
	}

	public void setStatementCacheSize(@Nullable Integer statementCacheSize) {
		this.statementCacheSize = statementCacheSize;
	}

	public @Nullable Boolean getDeclaredTypeGuard() {
		return this.declaredTypeGuard;
	}

	public void setDeclaredTypeGuard(@Nullable Boolean declaredTypeGuard) {
		this.declaredTypeGuard = declaredTypeGuard;
	}

	public @Nullable Boolean getRewriteBatchedInserts() {
		return this.rewriteBatchedInserts;
	}

	public void setRewriteBatchedInserts(@Nullable Boolean rewriteBatchedInserts) {
		this.rewriteBatchedInserts = rewriteBatchedInserts;
	}

	public @Nullable Boolean getGroupCommit() {
		return this.groupCommit;
	}

	public void setGroupCommit(@Nullable Boolean groupCommit) {
		this.groupCommit = groupCommit;
	}

	public @Nullable DataSize getMaxBufferedResult() {
		return this.maxBufferedResult;
	}

	public void setMaxBufferedResult(@Nullable DataSize maxBufferedResult) {
		this.maxBufferedResult = maxBufferedResult;
	}

	public @Nullable DataSize getMaxMessageSize() {
		return this.maxMessageSize;
	}

	public void setMaxMessageSize(@Nullable DataSize maxMessageSize) {
		this.maxMessageSize = maxMessageSize;
	}

	public Duration getMonitorInterval() {
		return this.monitorInterval;
	}

	public void setMonitorInterval(Duration monitorInterval) {
		this.monitorInterval = monitorInterval;
	}

	public DqliteSslProperties getSsl() {
		return this.ssl;
	}

	public DqliteBackupProperties getBackup() {
		return this.backup;
	}

	public DqliteNodeProperties getNode() {
		return this.node;
	}

}
