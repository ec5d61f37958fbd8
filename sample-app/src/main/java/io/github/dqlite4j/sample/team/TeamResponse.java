package io.github.dqlite4j.sample.team;

import org.jspecify.annotations.Nullable;

/**
 * A team, as the API shows it.
 *
 * @param id the id
 * @param name the name
 */
public record TeamResponse(@Nullable Long id, String name) {

	/**
	 * Shows a team.
	 * @param team the team
	 * @return what the API shows
	 */
	public static TeamResponse of(Team team) {
		return new TeamResponse(team.getId(), team.getName());
	}

}
