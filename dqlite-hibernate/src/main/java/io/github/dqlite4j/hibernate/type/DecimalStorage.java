package io.github.dqlite4j.hibernate.type;

import org.jspecify.annotations.Nullable;

/**
 * How a decimal column is stored, which its precision decides.
 * <p>
 * SQLite turns what is put in a {@code decimal(p,s)} column into an integer of 64 bits or
 * a double. A double holds any 15 decimal digits and gives them back, so up to there such
 * a column is exact, and it compares, sorts and is indexed as a number, by hand-written
 * SQL too. More digits only text can hold; that sorts as text, so that Hibernate's
 * dialect converts it wherever it is compared, and hand-written SQL has to say
 * {@code cast(x as numeric)}.
 */
public enum DecimalStorage {

	/** A number: at most 15 digits, or at most 18 with none after the point. */
	NUMBER,

	/** Text: more digits than a number of SQLite can hold. */
	TEXT;

	private static final int EXACT_DIGITS_OF_A_DOUBLE = 15;

	private static final int EXACT_DIGITS_OF_AN_INTEGER = 18;

	/**
	 * The storage of a column.
	 * @param precision the number of digits, or {@code null} if the mapping does not say
	 * @param scale the number of digits after the point, or {@code null} if the mapping
	 * does not say
	 * @return the storage; text if there is no telling how many digits will come
	 */
	public static DecimalStorage of(@Nullable Integer precision, @Nullable Integer scale) {
		if (precision == null) {
			return TEXT;
		}
		boolean integral = scale != null && scale == 0;
		return (precision <= (integral ? EXACT_DIGITS_OF_AN_INTEGER : EXACT_DIGITS_OF_A_DOUBLE)) ? NUMBER : TEXT;
	}

}
