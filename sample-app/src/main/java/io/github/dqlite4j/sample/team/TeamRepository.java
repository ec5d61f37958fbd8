package io.github.dqlite4j.sample.team;

import java.util.List;

import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The {@code team} table and, by its members, {@code team_member}.
 */
public interface TeamRepository extends JpaRepository<Team, Long> {

	/**
	 * Reads all teams without their members.
	 * @return the teams by name
	 */
	List<Team> findAllByOrderByName();

	/**
	 * Reads all teams and their members, with one query for everything.
	 * @return the teams by name
	 */
	@EntityGraph(attributePaths = "members")
	List<Team> findAllWithMembersByOrderByName();

}
