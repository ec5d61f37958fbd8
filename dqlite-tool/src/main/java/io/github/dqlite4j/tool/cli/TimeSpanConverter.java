package io.github.dqlite4j.tool.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a time as the JDBC URL does: a number with {@code ms}, {@code s}, {@code m} or
 * {@code h}; a number alone is milliseconds.
 */
public final class TimeSpanConverter implements ITypeConverter<Duration> {

	private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h)?");

	@Override
	public Duration convert(String value) {
		Matcher matcher = FORM.matcher(value);
		if (!matcher.matches()) {
			throw new TypeConversionException("'" + value + "' is no time: use a number with ms, s, m or h");
		}
		long number = Long.parseLong(matcher.group(1));
		Duration span = switch ((matcher.group(2) != null) ? matcher.group(2) : "ms") {
			case "s" -> Duration.ofSeconds(number);
			case "m" -> Duration.ofMinutes(number);
			case "h" -> Duration.ofHours(number);
			default -> Duration.ofMillis(number);
		};
		if (span.isZero()) {
			throw new TypeConversionException("the time must be at least 1 ms");
		}
		return span;
	}

}
