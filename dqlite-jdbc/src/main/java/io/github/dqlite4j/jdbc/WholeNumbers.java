package io.github.dqlite4j.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Whole parts of decimals. A text of a few characters, such as {@code 1E+999999999}, can
 * stand for a number that would take all memory and many minutes to write out, so that
 * the length is looked at first.
 */
final class WholeNumbers {

	private static final int DIGITS_OF_LONG = 19;

	private WholeNumbers() {
	}

	/**
	 * Return the whole part of a decimal.
	 * @param value the decimal
	 * @return the whole part, towards zero
	 * @throws ArithmeticException if it does not fit 64 bits
	 */
	static long toLong(BigDecimal value) {
		return toBigInteger(value, DIGITS_OF_LONG).longValueExact();
	}

	/**
	 * Return the whole part of a decimal.
	 * @param value the decimal
	 * @param maxDigits how many digits it may have
	 * @return the whole part, towards zero
	 * @throws ArithmeticException if it has more digits
	 */
	static BigInteger toBigInteger(BigDecimal value, int maxDigits) {
		long digits = (long) value.precision() - value.scale();
		if (value.signum() == 0 || digits <= 0) {
			return BigInteger.ZERO;
		}
		if (digits > maxDigits) {
			throw new ArithmeticException("more than " + maxDigits + " digits");
		}
		return value.toBigInteger();
	}

}
