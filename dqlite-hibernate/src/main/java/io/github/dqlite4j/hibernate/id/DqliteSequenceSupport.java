package io.github.dqlite4j.hibernate.id;

import org.hibernate.dialect.sequence.SequenceSupport;

/**
 * The sequences of the dqlite JDBC driver. A value is taken on the connection of the
 * session, within its transaction, without the write lock of the database.
 */
public final class DqliteSequenceSupport implements SequenceSupport {

	/**
	 * The only instance.
	 */
	public static final SequenceSupport INSTANCE = new DqliteSequenceSupport();

	private DqliteSequenceSupport() {
	}

	@Override
	public String getSelectSequenceNextValString(String sequenceName) {
		return "next value for " + sequenceName;
	}

	@Override
	public String getSelectSequencePreviousValString(String sequenceName) {
		return "current value for " + sequenceName;
	}

	@Override
	public String getDropSequenceString(String sequenceName) {
		return "drop sequence if exists " + sequenceName;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * An ascending sequence begins at 1 or above unless it has another minimum.
	 */
	@Override
	public boolean sometimesNeedsStartingValue() {
		return true;
	}

}
