package io.github.dqlite4j.sample.validation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * A date whose year lies between {@link #min()} and {@link #max()}, so that its text is
 * {@code yyyy-MM-dd} and texts sort as dates do. {@code null} is valid.
 */
@Constraint(validatedBy = YearRangeValidator.class)
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
public @interface YearRange {

	/**
	 * First year that is valid.
	 * @return the year
	 */
	int min();

	/**
	 * Last year that is valid.
	 * @return the year
	 */
	int max();

	/**
	 * Message of the constraint.
	 * @return the message
	 */
	String message() default "must be in a year from {min} to {max}";

	/**
	 * Groups that the constraint belongs to.
	 * @return the groups
	 */
	Class<?>[] groups() default {};

	/**
	 * Payload of the constraint.
	 * @return the payload
	 */
	Class<? extends Payload>[] payload() default {};

}
