package io.github.dqlite4j.sample.employee;

/**
 * There is no employee with the id that was asked for.
 */
public class EmployeeNotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param id the unknown id
	 */
	public EmployeeNotFoundException(long id) {
		super("There is no employee with id " + id);
	}

}
