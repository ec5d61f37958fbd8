package io.github.dqlite4j.spring.boot.autoconfigure.pool;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.NodeStartException;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteConnectionDetails;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.DqliteClusterAutoConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Pools of all kinds on three nodes whose leader changes.
 */
@Timeout(120)
class PoolFailoverTests {

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	private static final String HIKARI = "com.zaxxer.hikari.HikariDataSource";

	private static final String TOMCAT = "org.apache.tomcat.jdbc.pool.DataSource";

	private static final String DBCP = "org.apache.commons.dbcp2.BasicDataSource";

	private static final String SIMPLE = "org.springframework.jdbc.datasource.SimpleDriverDataSource";

	private static final Class<? extends Connection> DRIVER_CONNECTION = ClassUtils
		.resolveClassName("io.github.dqlite4j.jdbc.DqliteConnection", null)
		.asSubclass(Connection.class);

	private static final List<DqliteNode> nodes = new ArrayList<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DqliteDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class,
						JdbcTemplateAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
						TransactionAutoConfiguration.class, DqliteClusterAutoConfiguration.class))
		.withPropertyValues("spring.datasource.dqlite.monitor-interval=100ms",
				"spring.datasource.hikari.maximum-pool-size=3", "spring.datasource.tomcat.initial-size=0",
				"spring.datasource.dqlite.nodes=" + String.join(",", nodes.stream().map(DqliteNode::address).toList()));

	@BeforeAll
	static void startNodes(@TempDir Path directory) throws NodeStartException {
		for (String name : List.of("a", "b", "c")) {
			List<String> others = nodes.stream().map(DqliteNode::address).toList();
			nodes.add(DqliteNode.builder(directory.resolve(name)).join(others).start());
		}
	}

	@AfterAll
	static void stopNodes() {
		nodes.forEach(DqliteNode::close);
	}

	@ParameterizedTest
	@ValueSource(strings = { HIKARI, TOMCAT, DBCP })
	void idleConnectionsToAFormerLeaderAreClosedAtOnce(String type) {
		this.contextRunner.withPropertyValues("spring.datasource.type=" + type)
			.run((context) -> assertIdleConnectionsAreClosed(context.getBean(DataSource.class)));
	}

	@ParameterizedTest
	@ValueSource(strings = { HIKARI, TOMCAT, DBCP })
	void aProxyAroundThePoolMakesNoDifference(String type) {
		this.contextRunner
			.withPropertyValues("spring.datasource.type=" + type, "spring.datasource.connection-fetch=lazy")
			.run((context) -> {
				DataSource pool = context.getBean(LazyConnectionDataSourceProxy.class).getTargetDataSource();
				assertThat(pool).isInstanceOf(Class.forName(type));
				assertIdleConnectionsAreClosed(pool);
			});
	}

	@Test
	void soAreThoseOfAnotherDatabase() {
		this.contextRunner.withUserConfiguration(AuditConfiguration.class)
			.run((context) -> assertIdleConnectionsAreClosed(context.getBean("auditDataSource", DataSource.class)));
	}

	/**
	 * Nobody watches the cluster then: the first connection that finds the new leader
	 * tells the others.
	 */
	@Test
	void soAreThoseOfADataSourceOfTheUser() {
		this.contextRunner.withUserConfiguration(OwnConfiguration.class).run((context) -> {
			HikariDataSource pool = context.getBean(HikariDataSource.class);
			assertThat(context).doesNotHaveBean(DqliteConnectionDetails.class);
			List<Connection> idle = new ArrayList<>();
			try (Connection used = pool.getConnection()) {
				try (Connection first = pool.getConnection(); Connection second = pool.getConnection()) {
					idle.add(physical(first));
					idle.add(physical(second));
				}
				transferLeadership();
				used.createStatement().execute("SELECT 1");
				await("idle connections are closed").atMost(DEADLINE)
					.until(() -> idle.stream().allMatch(PoolFailoverTests::isClosed));
			}
		});
	}

	private static void assertIdleConnectionsAreClosed(DataSource pool) throws Exception {
		List<Connection> idle = new ArrayList<>();
		try (Connection first = pool.getConnection(); Connection second = pool.getConnection()) {
			idle.add(physical(first));
			idle.add(physical(second));
		}
		assertThat(idle).doesNotHaveDuplicates().noneMatch(PoolFailoverTests::isClosed);
		transferLeadership();
		await("idle connections are closed").atMost(DEADLINE)
			.until(() -> idle.stream().allMatch(PoolFailoverTests::isClosed));
	}

	@ParameterizedTest
	@ValueSource(strings = { HIKARI, TOMCAT, DBCP })
	void aConnectionInUseIsNotHandedOutAgain(String type) {
		this.contextRunner.withPropertyValues("spring.datasource.type=" + type).run((context) -> {
			DataSource pool = context.getBean(DataSource.class);
			Connection busy;
			try (Connection used = pool.getConnection()) {
				busy = physical(used);
				List<Connection> idle = new ArrayList<>();
				try (Connection other = pool.getConnection()) {
					idle.add(physical(other));
				}
				transferLeadership();
				await("the pool has replaced its connections").atMost(DEADLINE).until(() -> isClosed(idle.get(0)));
			}
			try (Connection next = pool.getConnection()) {
				assertThat(physical(next)).isNotSameAs(busy);
				assertThat(next.isValid(10)).isTrue();
			}
			await().atMost(DEADLINE).until(() -> isClosed(busy));
		});
	}

	/**
	 * Whatever the pool does: between two statements the driver finds the new leader.
	 */
	@ParameterizedTest
	@ValueSource(strings = { HIKARI, TOMCAT, DBCP, SIMPLE, "io.github.dqlite4j.jdbc.DqliteDataSource",
			"io.github.dqlite4j.spring.boot.autoconfigure.pool.UnknownPool" })
	void noTransactionFailsThatBeginsAfterTheChange(String type) {
		this.contextRunner
			.withPropertyValues("spring.datasource.type=" + type, "spring.datasource.tomcat.test-on-borrow=false",
					"spring.datasource.dbcp2.test-on-borrow=false", "spring.datasource.dqlite.monitor-interval=0")
			.run((context) -> {
				assertThat(context.getBean(DataSource.class)).isInstanceOf(Class.forName(type));
				JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
				TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
				jdbc.execute("DROP TABLE IF EXISTS note");
				jdbc.execute("CREATE TABLE note (text TEXT)");
				for (int i = 1; i <= 3; i++) {
					transferLeadership();
					transaction.executeWithoutResult((status) -> jdbc.update("INSERT INTO note VALUES ('a')"));
					transferLeadership();
					jdbc.update("INSERT INTO note VALUES ('b')");
					assertThat(jdbc.queryForObject("SELECT count(*) FROM note", Integer.class)).isEqualTo(2 * i);
				}
			});
	}

	@Test
	void tomcatValidatesConnectionsUnlessToldOtherwise() {
		ApplicationContextRunner tomcat = this.contextRunner.withPropertyValues("spring.datasource.type=" + TOMCAT);
		tomcat
			.run((context) -> assertThat(context.getBean(org.apache.tomcat.jdbc.pool.DataSource.class).isTestOnBorrow())
				.isTrue());
		tomcat.withPropertyValues("spring.datasource.tomcat.test-on-borrow=false")
			.run((context) -> assertThat(context.getBean(org.apache.tomcat.jdbc.pool.DataSource.class).isTestOnBorrow())
				.isFalse());
	}

	private static void transferLeadership() throws Exception {
		ClusterAdministration administration = new ClusterAdministration(
				nodes.stream().map((node) -> NodeAddress.parse(node.address())).toList(), DEADLINE);
		String leader = administration.leader().toString();
		DqliteNode next = nodes.stream().filter((node) -> !node.address().equals(leader)).findFirst().orElseThrow();
		administration.transferLeadership(next.id());
		await().atMost(DEADLINE).until(() -> administration.leader().toString().equals(next.address()));
	}

	private static Connection physical(Connection connection) throws SQLException {
		return connection.unwrap(DRIVER_CONNECTION);
	}

	private static boolean isClosed(Connection connection) {
		try {
			return connection.isClosed();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class AuditConfiguration {

		@Bean(defaultCandidate = false)
		HikariDataSource auditDataSource(DqliteConnectionDetails details) {
			return DataSourceBuilder.create()
				.type(HikariDataSource.class)
				.url(details.forDatabase("audit").getJdbcUrl())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConfiguration {

		@Bean
		HikariDataSource ownDataSource(@Value("${spring.datasource.dqlite.nodes}") String nodes) {
			return DataSourceBuilder.create()
				.type(HikariDataSource.class)
				.url("jdbc:dqlite://" + nodes + "/own")
				.build();
		}

	}

}
