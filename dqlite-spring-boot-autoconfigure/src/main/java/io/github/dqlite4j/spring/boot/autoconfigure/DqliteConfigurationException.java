package io.github.dqlite4j.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * The settings of the application contradict each other or can't be used. The message is
 * the {@linkplain #problem() problem} followed by the {@linkplain #remedy() remedy}.
 */
public final class DqliteConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String problem;

	private final String remedy;

	/**
	 * Create an exception.
	 * @param problem what is wrong, in sentences
	 * @param remedy what can be done about it, in sentences
	 */
	public DqliteConfigurationException(String problem, String remedy) {
		this(problem, remedy, null);
	}

	DqliteConfigurationException(String problem, String remedy, @Nullable Throwable cause) {
		super(problem + " " + remedy, cause);
		this.problem = problem;
		this.remedy = remedy;
	}

	/**
	 * Return what is wrong.
	 * @return one or more sentences that name the properties and their values
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Return what can be done about it.
	 * @return one or more sentences
	 */
	public String remedy() {
		return this.remedy;
	}

}
