package io.github.dqlite4j.sample.team;

import java.util.List;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jpa.test.autoconfigure.TestEntityManager;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@DataJpaTest(properties = "spring.jpa.properties.hibernate.generate_statistics=true")
class TeamRepositoryTests {

	@Autowired
	private TeamRepository teams;

	@Autowired
	private TestEntityManager entities;

	@Autowired
	private JdbcClient jdbc;

	private Statistics statistics;

	@BeforeEach
	void clearStatistics(@Autowired EntityManagerFactory factory) {
		this.statistics = factory.unwrap(SessionFactory.class).getStatistics();
		this.statistics.clear();
	}

	@Test
	void teamsAndTheirMembersComeWithOneStatement() {
		List<Team> all = this.teams.findAllWithMembersByOrderByName();
		assertThat(all).hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();
		assertThat(all).filteredOn((team) -> !team.getMembers().isEmpty()).hasSizeGreaterThanOrEqualTo(4);
		assertThat(this.statistics.getPrepareStatementCount()).isEqualTo(1);
	}

	@Test
	void teamsWithoutTheirMembersComeWithOneStatement() {
		assertThat(this.teams.findAllByOrderByName()).hasSizeGreaterThanOrEqualTo(4);
		assertThat(this.statistics.getPrepareStatementCount()).isEqualTo(1);
	}

	@Test
	void theDatabaseEndsTheMembershipsOfADeletedTeam() {
		Team platform = this.teams.findById(1L).orElseThrow();
		this.statistics.clear();
		this.teams.delete(platform);
		this.entities.flush();
		assertThat(this.statistics.getPrepareStatementCount()).isEqualTo(1);
		assertThat(memberships("team_id")).isZero();
	}

	@Test
	void theDatabaseEndsTheMembershipsOfADeletedEmployee() {
		assertThat(memberships("employee_id")).isPositive();
		this.jdbc.sql("delete from employee where id = 1").update();
		assertThat(memberships("employee_id")).isZero();
	}

	private long memberships(String column) {
		return this.jdbc.sql("select count(*) from team_member where " + column + " = 1").query(Long.class).single();
	}

}
