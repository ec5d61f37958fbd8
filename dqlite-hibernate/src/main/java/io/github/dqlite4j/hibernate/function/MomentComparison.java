package io.github.dqlite4j.hibernate.function;

/**
 * Tells functions that they are compared with moments in time, which are stored in UTC,
 * not with local times.
 */
public interface MomentComparison {

	/**
	 * Whether what is rendered now is compared with a moment in time.
	 * @return {@code true} for the operands of such a comparison
	 */
	boolean isComparingMoments();

}
