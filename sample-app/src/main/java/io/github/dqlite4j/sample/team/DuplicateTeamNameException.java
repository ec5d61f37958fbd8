package io.github.dqlite4j.sample.team;

/**
 * Another team has this name already.
 */
public class DuplicateTeamNameException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param name the name that is taken
	 * @param cause the database's refusal
	 */
	public DuplicateTeamNameException(String name, Throwable cause) {
		super("There is already a team named '" + name + "'", cause);
	}

}
