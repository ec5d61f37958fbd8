package io.github.dqlite4j.protocol;

/**
 * The types that a value can have on the wire. A cell carries its type with it: one
 * column may change its type from row to row.
 */
public enum ValueType {

	/**
	 * A signed 64-bit integer.
	 */
	INTEGER(1),

	/**
	 * An IEEE 754 double.
	 */
	FLOAT(2),

	/**
	 * UTF-8 text, ended by NUL.
	 */
	TEXT(3),

	/**
	 * Bytes with their length.
	 */
	BLOB(4),

	/**
	 * No value.
	 */
	NULL(5),

	/**
	 * Seconds since 1970 in a column declared DATE, DATETIME or TIMESTAMP; never accepted
	 * as a parameter.
	 */
	UNIXTIME(9),

	/**
	 * Text of a column declared DATE, DATETIME or TIMESTAMP; the engine sends NULL as the
	 * empty text.
	 */
	ISO8601(10),

	/**
	 * 0 or 1 of a column declared BOOLEAN; the engine sends NULL as 0.
	 */
	BOOLEAN(11);

	private static final ValueType[] BY_CODE = new ValueType[16];

	static {
		for (ValueType type : values()) {
			BY_CODE[type.code] = type;
		}
	}

	private final int code;

	ValueType(int code) {
		this.code = code;
	}

	/**
	 * Return the number of this type on the wire.
	 * @return a number that fits four bits
	 */
	public int code() {
		return this.code;
	}

	/**
	 * Return the type of a number on the wire.
	 * @param code a number that fits four bits
	 * @return the type
	 * @throws ProtocolException if there is no type of that number
	 */
	static ValueType ofCode(int code) throws ProtocolException {
		ValueType type = BY_CODE[code];
		if (type == null) {
			throw new ProtocolException("a row has a value of the unknown type " + code);
		}
		return type;
	}

}
