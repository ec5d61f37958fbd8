package io.github.dqlite4j.client;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.client.tls.TlsOptionsBuilder;
import io.github.dqlite4j.protocol.DatabaseName;

/**
 * All that a connection needs to know: which cluster, which database, how long to wait.
 * Immutable and validated when it is built; equal options share one {@link Cluster}.
 *
 * @param nodes the addresses to look for the cluster at; at least one, none twice
 * @param database the database
 * @param connectTimeout how long one node may take to accept a connection and to say who
 * leads
 * @param leaderTimeout how long to look for a leader in all, and to repeat what was not
 * executed
 * @param readTimeout how long to wait for the answer to one request; zero waits for ever
 * @param busyTimeout how long a write waits for other writers; zero does not wait
 * @param transactionMode how a transaction that may write begins
 * @param statementCacheSize how many prepared statements one connection keeps; 0 prepares
 * none
 * @param maxMessageSize the largest message in bytes that is sent or accepted, at most 1
 * GiB
 * @param maxBufferedResult how many bytes of one result are kept in memory at most
 * @param declaredTypeGuard whether types of columns that the engine treats in a dangerous
 * way get another name when a table is created
 * @param rewriteBatchedInserts whether batches of single rows are inserted by statements
 * of several rows
 * @param groupCommit whether writes of several connections that wait for each other
 * commit together
 * @param allowedNodes which nodes may be dialled that the cluster names and these options
 * do not, or {@code null} for all
 * @param tls how connections are encrypted, or {@code null} for plain text
 */
public record ConnectionOptions(List<NodeAddress> nodes, DatabaseName database, Duration connectTimeout,
		Duration leaderTimeout, Duration readTimeout, Duration busyTimeout, TransactionMode transactionMode,
		int statementCacheSize, int maxMessageSize, int maxBufferedResult, boolean declaredTypeGuard,
		boolean rewriteBatchedInserts, boolean groupCommit, @Nullable AllowedNodes allowedNodes,
		@Nullable TlsOptions tls) {

	private static final Duration MAX_DURATION = Duration.ofDays(1);

	private static final int MIN_MESSAGE_SIZE = 64 * 1024;

	private static final int MAX_MESSAGE_SIZE = 1024 * 1024 * 1024;

	/**
	 * Create options.
	 * @throws IllegalArgumentException if one of them is not valid; the message names it
	 */
	public ConnectionOptions {
		nodes = List.copyOf(nodes);
		if (nodes.isEmpty()) {
			throw new IllegalArgumentException("no node is given: name at least one as host:port");
		}
		if (nodes.stream().distinct().count() != nodes.size()) {
			throw new IllegalArgumentException("a node is named twice in " + nodes);
		}
		check("connectTimeout", connectTimeout, Duration.ofMillis(1));
		check("leaderTimeout", leaderTimeout, Duration.ofMillis(1));
		check("readTimeout", readTimeout, Duration.ZERO);
		check("busyTimeout", busyTimeout, Duration.ZERO);
		if (statementCacheSize < 0) {
			throw new IllegalArgumentException("statementCacheSize is " + statementCacheSize + ": use 0 or more");
		}
		if (maxMessageSize < MIN_MESSAGE_SIZE || maxMessageSize > MAX_MESSAGE_SIZE) {
			throw new IllegalArgumentException("maxMessageSize is " + maxMessageSize + ": use " + MIN_MESSAGE_SIZE
					+ " to " + MAX_MESSAGE_SIZE + " bytes");
		}
		if (maxBufferedResult < MIN_MESSAGE_SIZE) {
			throw new IllegalArgumentException("maxBufferedResult is " + maxBufferedResult + ": use " + MIN_MESSAGE_SIZE
					+ " to " + Integer.MAX_VALUE + " bytes");
		}
	}

	private static void check(String name, Duration value, Duration minimum) {
		if (value.compareTo(minimum) < 0 || value.compareTo(MAX_DURATION) > 0) {
			throw new IllegalArgumentException(name + " is " + value.toMillis() + " ms: use " + minimum.toMillis()
					+ " to " + MAX_DURATION.toMillis());
		}
	}

	/**
	 * Return a builder that holds these options.
	 * @return a new builder
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * Return a builder that holds the defaults.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builds {@link ConnectionOptions}.
	 */
	public static final class Builder {

		private List<NodeAddress> nodes = List.of();

		private String database = "";

		private Duration connectTimeout = Duration.ofSeconds(5);

		private Duration leaderTimeout = Duration.ofSeconds(15);

		private Duration readTimeout = Duration.ofSeconds(30);

		private Duration busyTimeout = Duration.ofSeconds(5);

		private TransactionMode transactionMode = TransactionMode.IMMEDIATE;

		private int statementCacheSize = 64;

		private int maxMessageSize = 64 * 1024 * 1024;

		private int maxBufferedResult = 256 * 1024 * 1024;

		private boolean declaredTypeGuard = true;

		private boolean rewriteBatchedInserts;

		private boolean groupCommit = true;

		private @Nullable AllowedNodes allowedNodes;

		private @Nullable TlsOptionsBuilder tls;

		private Builder() {
		}

		private Builder(ConnectionOptions options) {
			this.nodes = options.nodes();
			this.database = options.database().value();
			this.connectTimeout = options.connectTimeout();
			this.leaderTimeout = options.leaderTimeout();
			this.readTimeout = options.readTimeout();
			this.busyTimeout = options.busyTimeout();
			this.transactionMode = options.transactionMode();
			this.statementCacheSize = options.statementCacheSize();
			this.maxMessageSize = options.maxMessageSize();
			this.maxBufferedResult = options.maxBufferedResult();
			this.declaredTypeGuard = options.declaredTypeGuard();
			this.rewriteBatchedInserts = options.rewriteBatchedInserts();
			this.groupCommit = options.groupCommit();
			this.allowedNodes = options.allowedNodes();
			this.tls = (options.tls() != null) ? options.tls().toBuilder() : null;
		}

		/**
		 * Set the addresses to look for the cluster at.
		 * @param nodes the addresses
		 * @return this
		 */
		public Builder nodes(List<NodeAddress> nodes) {
			this.nodes = nodes;
			return this;
		}

		/**
		 * Set the database.
		 * @param database its name
		 * @return this
		 */
		public Builder database(String database) {
			this.database = database;
			return this;
		}

		/**
		 * Set how long one node may take to accept a connection. Default 5 s.
		 * @param connectTimeout the time
		 * @return this
		 */
		public Builder connectTimeout(Duration connectTimeout) {
			this.connectTimeout = connectTimeout;
			return this;
		}

		/**
		 * Set how long to look for a leader in all. Default 15 s.
		 * @param leaderTimeout the time
		 * @return this
		 */
		public Builder leaderTimeout(Duration leaderTimeout) {
			this.leaderTimeout = leaderTimeout;
			return this;
		}

		/**
		 * Set how long to wait for an answer. Default 30 s.
		 * @param readTimeout the time; zero waits for ever
		 * @return this
		 */
		public Builder readTimeout(Duration readTimeout) {
			this.readTimeout = readTimeout;
			return this;
		}

		/**
		 * Set how long a write waits for other writers. Default 5 s.
		 * @param busyTimeout the time; zero does not wait
		 * @return this
		 */
		public Builder busyTimeout(Duration busyTimeout) {
			this.busyTimeout = busyTimeout;
			return this;
		}

		/**
		 * Set how a transaction that may write begins. Default immediate.
		 * @param transactionMode the mode
		 * @return this
		 */
		public Builder transactionMode(TransactionMode transactionMode) {
			this.transactionMode = transactionMode;
			return this;
		}

		/**
		 * Set how many prepared statements one connection keeps. Default 64.
		 * @param statementCacheSize the number
		 * @return this
		 */
		public Builder statementCacheSize(int statementCacheSize) {
			this.statementCacheSize = statementCacheSize;
			return this;
		}

		/**
		 * Set the largest message. Default 64 MiB.
		 * @param maxMessageSize the number of bytes
		 * @return this
		 */
		public Builder maxMessageSize(int maxMessageSize) {
			this.maxMessageSize = maxMessageSize;
			return this;
		}

		/**
		 * Set how many bytes of one result are kept in memory at most: of one that can be
		 * scrolled, or whose connection is needed for another statement before its rows
		 * were read. Default 256 MiB.
		 * @param maxBufferedResult the number of bytes
		 * @return this
		 */
		public Builder maxBufferedResult(int maxBufferedResult) {
			this.maxBufferedResult = maxBufferedResult;
			return this;
		}

		/**
		 * Set whether columns declared BOOLEAN, DATE, DATETIME or TIMESTAMP are created
		 * as BOOL, DATE(10), DATETIME(9) and TIMESTAMP(9). Under the names as they are
		 * the engine loses NULL, and a value of an unexpected kind ends the process of
		 * every node that reads it. Default true.
		 * @param declaredTypeGuard whether they are
		 * @return this
		 */
		public Builder declaredTypeGuard(boolean declaredTypeGuard) {
			this.declaredTypeGuard = declaredTypeGuard;
			return this;
		}

		/**
		 * Set whether the rows of a batch are inserted by statements of several rows,
		 * where that makes no difference but in speed. Default false.
		 * @param rewriteBatchedInserts whether they are
		 * @return this
		 */
		public Builder rewriteBatchedInserts(boolean rewriteBatchedInserts) {
			this.rewriteBatchedInserts = rewriteBatchedInserts;
			return this;
		}

		/**
		 * Set whether writes in auto-commit mode of several connections that wait for
		 * each other commit together, where that makes no difference but in speed.
		 * Default true.
		 * @param groupCommit whether they do
		 * @return this
		 */
		public Builder groupCommit(boolean groupCommit) {
			this.groupCommit = groupCommit;
			return this;
		}

		/**
		 * Set which nodes may be dialled besides those of {@link #nodes(List)}. The
		 * leader that a node names, and the members that the leader names, are refused
		 * otherwise. By default all are allowed.
		 * @param allowedNodes the nodes, or {@code null} to allow all
		 * @return this
		 */
		public Builder allowedNodes(@Nullable AllowedNodes allowedNodes) {
			this.allowedNodes = allowedNodes;
			return this;
		}

		/**
		 * Encrypt connections, which are in plain text by default. May be called several
		 * times to set one option after the other.
		 * @param setter sets options
		 * @return this
		 */
		public Builder tls(Consumer<TlsOptionsBuilder> setter) {
			if (this.tls == null) {
				this.tls = TlsOptions.builder();
			}
			setter.accept(this.tls);
			return this;
		}

		/**
		 * Build the options.
		 * @return the options
		 * @throws IllegalArgumentException if one of them is missing or not valid
		 */
		public ConnectionOptions build() {
			return new ConnectionOptions(this.nodes, new DatabaseName(this.database), this.connectTimeout,
					this.leaderTimeout, this.readTimeout, this.busyTimeout, this.transactionMode,
					this.statementCacheSize, this.maxMessageSize, this.maxBufferedResult, this.declaredTypeGuard,
					this.rewriteBatchedInserts, this.groupCommit, this.allowedNodes,
					(this.tls != null) ? this.tls.build() : null);
		}

	}

}
