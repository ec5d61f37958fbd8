package io.github.dqlite4j.sample.team;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DataJpaTest
@Import(TeamService.class)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class TeamServiceTests {

	@Autowired
	private TeamService service;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void takenNameIsReportedWithTheDatabasesRefusal() {
		String name = "Taken " + UUID.randomUUID();
		this.service.create(name);
		assertThatExceptionOfType(DuplicateTeamNameException.class).isThrownBy(() -> this.service.create(name))
			.withMessage("There is already a team named '" + name + "'")
			.withCauseInstanceOf(DataIntegrityViolationException.class);
		assertThat(this.jdbc.sql("select count(*) from team where name = ?").param(name).query(Long.class).single())
			.isEqualTo(1);
	}

	@Test
	void missingNameIsNotReportedAsDuplicate() {
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> this.service.create(null));
	}

}
