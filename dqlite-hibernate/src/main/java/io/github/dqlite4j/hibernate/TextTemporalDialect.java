package io.github.dqlite4j.hibernate;

import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.TimeZone;

import io.github.dqlite4j.hibernate.function.TemporalArithmetic;
import io.github.dqlite4j.hibernate.function.TemporalExtraction;
import jakarta.persistence.TemporalType;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.sqm.IntervalType;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.jspecify.annotations.Nullable;

/**
 * The part of the dialect that concerns dates and times, which are stored as ISO text.
 */
// Hibernate's SPI still speaks in TemporalType and IntervalType
@SuppressWarnings({ "deprecation", "removal" })
abstract class TextTemporalDialect extends SqliteCapabilities {

	private static final String UTC_NOW = "(strftime('%Y-%m-%d %H:%M:%f','now')||'000000Z')";

	private static final String LOCAL_NOW = "(strftime('%Y-%m-%d %H:%M:%f','now','localtime')||'000000')";

	TextTemporalDialect(DatabaseVersion version) {
		super(version);
	}

	TextTemporalDialect(DialectResolutionInfo info) {
		super(info);
	}

	@Override
	public void appendDateTimeLiteral(SqlAppender appender, TemporalAccessor temporalAccessor, TemporalType precision,
			TimeZone jdbcTimeZone) {
		appender.appendSql(TemporalLiterals.literal(temporalAccessor, precision, zone(jdbcTimeZone)));
	}

	@Override
	public void appendDateTimeLiteral(SqlAppender appender, Date date, TemporalType precision, TimeZone jdbcTimeZone) {
		appender.appendSql(TemporalLiterals.local(new Date(date.getTime()).toInstant().plusNanos(nanos(date)),
				precision, zone(jdbcTimeZone)));
	}

	@Override
	public void appendDateTimeLiteral(SqlAppender appender, Calendar calendar, TemporalType precision,
			TimeZone jdbcTimeZone) {
		appender.appendSql(TemporalLiterals.local(calendar.toInstant(), precision, zone(jdbcTimeZone)));
	}

	private static ZoneId zone(@Nullable TimeZone zone) {
		return (zone != null) ? zone.toZoneId() : ZoneId.systemDefault();
	}

	/** The part of a timestamp that its milliseconds do not say. */
	private static long nanos(Date date) {
		return (date instanceof java.sql.Timestamp timestamp) ? timestamp.getNanos() % 1_000_000 : 0;
	}

	@Override
	public String currentDate() {
		return "date('now','localtime')";
	}

	@Override
	public String currentTime() {
		return "(strftime('%H:%M:%f','now','localtime')||'000000')";
	}

	/**
	 * The time of day that rows are stamped with, a moment in time. The function of that
	 * name in HQL is a local time.
	 */
	@Override
	public String currentTimestamp() {
		return UTC_NOW;
	}

	@Override
	public String currentLocalTimestamp() {
		return LOCAL_NOW;
	}

	@Override
	public String currentTimestampWithTimeZone() {
		return UTC_NOW;
	}

	@Override
	public boolean supportsCurrentTimestampSelection() {
		return true;
	}

	@Override
	public boolean isCurrentTimestampSelectStringCallable() {
		return false;
	}

	@Override
	public String getCurrentTimestampSelectString() {
		return "select " + currentTimestamp();
	}

	@Override
	public String extractPattern(TemporalUnit unit) {
		return TemporalExtraction.pattern(unit);
	}

	@Override
	public String timestampaddPattern(TemporalUnit unit, TemporalType temporalType,
			@Nullable IntervalType intervalType) {
		return TemporalArithmetic.add(unit, temporalType);
	}

	@Override
	public String timestampdiffPattern(TemporalUnit unit, TemporalType fromTemporalType, TemporalType toTemporalType) {
		return TemporalArithmetic.difference(unit, fromTemporalType, toTemporalType);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The pattern stays as it is: the format function translates it itself.
	 */
	@Override
	public void appendDatetimeFormat(SqlAppender appender, String format) {
		appender.appendSql(format);
	}

}
