package io.github.dqlite4j.sample.team;

import java.util.List;

import io.github.dqlite4j.sample.employee.EmployeeResponse;
import org.jspecify.annotations.Nullable;

/**
 * A team with its people, as the API shows it.
 *
 * @param id the id
 * @param name the name
 * @param members the people by name
 */
public record TeamSummary(@Nullable Long id, String name, List<EmployeeResponse> members) {

	/**
	 * Shows a team and its people.
	 * @param team the team, whose members have been read
	 * @return what the API shows
	 */
	public static TeamSummary of(Team team) {
		return new TeamSummary(team.getId(), team.getName(),
				team.getMembers().stream().map(EmployeeResponse::of).toList());
	}

}
