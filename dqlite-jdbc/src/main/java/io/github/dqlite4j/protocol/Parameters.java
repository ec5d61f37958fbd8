package io.github.dqlite4j.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The values for the parameters of one execution, in order. A value is {@code null}, a
 * {@link Long}, a {@link Double}, a {@link String}, a {@code byte[]} or a {@link Boolean}
 * (kept as 1 or 0). A NaN is kept as NULL by the engine.
 */
public final class Parameters {

	/**
	 * No values.
	 */
	public static final Parameters NONE = new Parameters(new Object[0]);

	private static final int MAX_COUNT_OF_FIRST_FORM = 255;

	private final @Nullable Object[] values;

	private Parameters(@Nullable Object[] values) {
		this.values = values;
	}

	/**
	 * Create parameters over an array, which is not copied and must not be changed until
	 * the request was written.
	 * @param values the values
	 * @return the parameters
	 */
	public static Parameters of(@Nullable Object... values) {
		return (values.length != 0) ? new Parameters(values) : NONE;
	}

	/**
	 * Return how many values there are.
	 * @return the number of values
	 */
	public int count() {
		return this.values.length;
	}

	/**
	 * Return a value.
	 * @param index its index, counted from 0
	 * @return the value
	 */
	public @Nullable Object value(int index) {
		return this.values[index];
	}

	/**
	 * Tell whether texts and blobs have less than so many characters and bytes together.
	 * @param length the number of characters and bytes
	 * @return whether they have
	 */
	public boolean areShorterThan(int length) {
		long sum = 0;
		for (Object value : this.values) {
			if (value instanceof String text) {
				sum += text.length();
			}
			else if (value instanceof byte[] bytes) {
				sum += bytes.length;
			}
		}
		return sum < length;
	}

	/**
	 * Return the revision of the form that these values need: the first one counts them
	 * in one byte. Engines before 1.15 misread the second.
	 * @return 0 or 1
	 */
	public int schema() {
		return (this.values.length <= MAX_COUNT_OF_FIRST_FORM) ? 0 : 1;
	}

	void writeTo(FrameWriter writer) {
		if (this.values.length == 0) {
			return;
		}
		if (schema() == 0) {
			writer.putByte(this.values.length);
		}
		else {
			writer.putInt(this.values.length);
		}
		for (Object value : this.values) {
			writer.putByte(typeOf(value).code());
		}
		writer.pad();
		for (Object value : this.values) {
			write(writer, value);
		}
	}

	static ValueType typeOf(@Nullable Object value) {
		if (value == null) {
			return ValueType.NULL;
		}
		if (value instanceof Long) {
			return ValueType.INTEGER;
		}
		if (value instanceof String) {
			return ValueType.TEXT;
		}
		if (value instanceof Double) {
			return ValueType.FLOAT;
		}
		if (value instanceof byte[]) {
			return ValueType.BLOB;
		}
		if (value instanceof Boolean) {
			return ValueType.BOOLEAN;
		}
		throw new IllegalArgumentException("a " + value.getClass().getName() + " can't be sent as a parameter");
	}

	static void write(FrameWriter writer, @Nullable Object value) {
		if (value instanceof Long number) {
			writer.putLong(number);
		}
		else if (value instanceof String text) {
			writer.putText(text);
		}
		else if (value instanceof Double number) {
			writer.putDouble(number);
		}
		else if (value instanceof byte[] bytes) {
			writer.putBlob(bytes);
		}
		else {
			writer.putLong(Boolean.TRUE.equals(value) ? 1 : 0);
		}
	}

	@Override
	public String toString() {
		return this.values.length + " values";
	}

}
