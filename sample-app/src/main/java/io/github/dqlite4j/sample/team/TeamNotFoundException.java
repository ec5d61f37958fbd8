package io.github.dqlite4j.sample.team;

/**
 * There is no team with the id that was asked for.
 */
public class TeamNotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param id the unknown id
	 */
	public TeamNotFoundException(long id) {
		super("There is no team with id " + id);
	}

}
