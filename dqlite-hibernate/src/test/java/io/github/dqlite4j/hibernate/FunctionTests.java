package io.github.dqlite4j.hibernate;

import java.util.Map;

import org.hibernate.SessionFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Functions of HQL on literals, with what another database would answer. */
@ExtendWith(DqliteExtension.class)
class FunctionTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';', nullValues = "null", textBlock = """
			abs(-3)                              ; 3
			sign(-2.5)                           ; -1
			mod(7, 3)                            ; 1
			mod(-7, 3)                           ; -1
			7 % 3                                ; 1
			7 / 2                                ; 3
			floor(-1.5)                          ; -2
			ceiling(1.2)                         ; 2
			round(2.345, 2)                      ; 2.35
			round(-2.5)                          ; -3
			trunc(-2.7)                          ; -2
			trunc(1.15, 2)                       ; 1.15
			truncate(12.789, 1)                  ; 12.7
			power(2, 10)                         ; 1024
			sqrt(2.25)                           ; 1.5
			exp(0)                               ; 1
			ln(1)                                ; 0
			log10(100)                           ; 2
			log(2, 8)                            ; 3
			sinh(0)                              ; 0
			degrees(pi)                          ; 180
			least(3, 1, 2)                       ; 1
			greatest(3, 1, 2)                    ; 3
			bitand(6, 3)                         ; 2
			bitor(6, 3)                          ; 7
			bitxor(6, 3)                         ; 5
			bitnot(0)                            ; -1
			coalesce(null, 5)                    ; 5
			nullif(5, 5)                         ; null
			ifnull(null, 4)                      ; 4
			""")
	void numeric(String expression, String expected, TestDatabase database) {
		Object value = evaluate(database, expression);
		if (expected == null) {
			assertThat(value).isNull();
		}
		else {
			assertThat(((Number) value).doubleValue()).as(expression).isEqualTo(Double.parseDouble(expected));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			lower('ABC')                         ; abc
			upper('abc')                         ; ABC
			length('日本')                        ; 2
			octet_length('日本')                  ; 6
			bit_length('ab')                     ; 16
			left('abcdef', 2)                    ; ab
			right('abcdef', 2)                   ; ef
			substring('abcdef', 2, 3)            ; bcd
			substring('abcdef', 4)               ; def
			locate('c', 'abcabc')                ; 3
			locate('c', 'abcabc', 4)             ; 6
			locate('x', 'abc', 2)                ; 0
			position('b' in 'abc')               ; 2
			replace('aXbX', 'X', '-')            ; a-b-
			trim('  a b ') || '|'                ; a b|
			trim(leading 'x' from 'xxaxx')       ; axx
			trim(trailing 'x' from 'xxaxx')      ; xxa
			lpad('7', 3, '0')                    ; 007
			lpad('12345', 3, '0')                ; 123
			rpad('ab', 5, 'xy')                  ; abxyx
			lpad('ab', 5, 'xy')                  ; xyxab
			pad('ab' with 4 leading '*')         ; **ab
			overlay('abcdef' placing 'XY' from 2 for 3) ; aXYef
			repeat('ab', 3)                      ; ababab
			'a' || 'b' || 1                      ; ab1
			concat('a', 'b', 'c')                ; abc
			str(12)                              ; 12
			cast(12.5 as String)                 ; 12.5
			cast(true as String)                 ; true
			cast('true' as Boolean)              ; true
			cast('42' as Integer)                ; 42
			cast(3.9 as Integer)                 ; 3
			ascii('a')                           ; 97
			chr(97)                              ; a
			""")
	void text(String expression, String expected, TestDatabase database) {
		assertThat(String.valueOf(evaluate(database, expression))).as(expression).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			extract(year from {dt})                    ; 2026
			extract(month from {dt})                   ; 11
			extract(day from {dt})                     ; 20
			day(date 2026-11-20)                       ; 20
			extract(hour from {dt})                    ; 12
			extract(minute from {dt})                  ; 13
			extract(second from {dt})                  ; 14.123457
			extract(nanosecond from {dt})              ; 14123456789
			extract(quarter from {dt})                 ; 4
			extract(week from date 2026-01-01)         ; 1
			extract(week from date 2027-01-01)         ; 53
			extract(week from {dt})                    ; 47
			extract(day of week from {dt})             ; 6
			extract(day of year from {dt})             ; 324
			extract(epoch from {dt})                   ; 1795176794
			extract(date from {dt})                    ; 2026-11-20
			extract(time from {dt})                    ; 12:13:14.123456789
			extract(hour from time 10:11:12)           ; 10
			extract(second from time 10:11:12)         ; 12.0
			cast({dt} as LocalDate)                    ; 2026-11-20
			cast(date 2026-11-20 as LocalDateTime)     ; 2026-11-20T00:00
			cast('2026-11-20' as LocalDate)            ; 2026-11-20
			cast('2026-11-20T10:11' as LocalDateTime)  ; 2026-11-20T10:11
			cast('10:11' as LocalTime)                 ; 10:11
			cast(date 2026-11-20 as String)            ; 2026-11-20
			{dt} + 1 day                               ; 2026-11-21T12:13:14.123456789
			{dt} - 1 hour                              ; 2026-11-20T11:13:14.123456789
			{dt} + 12 hour                             ; 2026-11-21T00:13:14.123456789
			{dt} + 1.5 second                          ; 2026-11-20T12:13:15.623456789
			{dt} - 1 second                            ; 2026-11-20T12:13:13.123456789
			{dt} + 900000000 nanosecond                ; 2026-11-20T12:13:15.023456789
			{dt} - 200000000 nanosecond                ; 2026-11-20T12:13:13.923456789
			{dt} + 3 month                             ; 2027-02-20T12:13:14.123456789
			{dt} + 1 quarter                           ; 2027-02-20T12:13:14.123456789
			{dt} - 2 year                              ; 2024-11-20T12:13:14.123456789
			{dt} + 1 week                              ; 2026-11-27T12:13:14.123456789
			date 2026-01-31 + 1 month                  ; 2026-02-28
			date 2024-02-29 + 1 year                   ; 2025-02-28
			date 2026-03-31 - 1 month                  ; 2026-02-28
			date 2026-01-01 - 1 day                    ; 2025-12-31
			time 23:30:00 + 1 hour                     ; 00:30
			timestampadd(day, 3, date 2026-11-20)      ; 2026-11-23
			timestampdiff(day, date 2026-11-20, date 2026-12-01) ; 11
			timestampdiff(month, date 2026-01-31, date 2026-02-28) ; 0
			timestampdiff(month, date 2026-01-28, date 2026-02-28) ; 1
			timestampdiff(year, date 2020-02-29, date 2026-02-28) ; 5
			timestampdiff(month, date 2026-03-15, date 2026-01-20) ; -1
			timestampdiff(hour, datetime 2026-01-01 00:00:00, datetime 2026-01-01 23:59:59) ; 23
			timestampdiff(second, time 10:00:00, time 10:00:30) ; 30.0
			(date 2026-12-01 - date 2026-11-20) by day ; 11
			({dt} - datetime 2026-11-20 12:13:14) by nanosecond ; 123456789
			trunc({dt}, year)                          ; 2026-01-01T00:00
			trunc({dt}, month)                         ; 2026-11-01T00:00
			trunc({dt}, week)                          ; 2026-11-16T00:00
			trunc(date 2026-11-16, week)               ; 2026-11-16
			trunc({dt}, quarter)                       ; 2026-10-01T00:00
			trunc({dt}, day)                           ; 2026-11-20T00:00
			truncate({dt}, hour)                       ; 2026-11-20T12:00
			trunc({dt}, minute)                        ; 2026-11-20T12:13
			trunc({dt}, second)                        ; 2026-11-20T12:13:14
			format({dt} as 'yyyy-MM-dd')               ; 2026-11-20
			format({dt} as 'dd.MM.yyyy HH:mm:ss')      ; 20.11.2026 12:13:14
			format({dt} as 'EEEE, d MMMM yy, h:mm a')  ; Friday, 20 November 26, 12:13 PM
			format({dt} as 'HH:mm:ss.SSS')             ; 12:13:14.123
			format(time 09:05:00 as 'H:mm')            ; 9:05
			format({dt} as 'yyyy''T''MM')              ; 2026T11
			""")
	void temporal(String expression, String expected, TestDatabase database) {
		String hql = expression.replace("{dt}", "datetime 2026-11-20 12:13:14.123456789");
		assertThat(String.valueOf(evaluate(database, hql))).as(expression).isEqualTo(expected);
	}

	private static Object evaluate(TestDatabase database, String expression) {
		SessionFactory factory = database.build("none", Map.of());
		return factory.fromSession((session) -> session.createSelectionQuery("select " + expression, Object.class)
			.getSingleResultOrNull());
	}

}
