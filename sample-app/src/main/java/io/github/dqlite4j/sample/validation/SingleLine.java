package io.github.dqlite4j.sample.validation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A text of one line that fits a {@code varchar(100)} column. Control characters are
 * refused, U+0000 above all: SQLite ends a text there. So are lone surrogates, which no
 * encoding can write.
 */
@NotBlank(message = "must not be blank")
@Size(max = 100, message = "must not be longer than {max} characters")
@Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must be one line of text, without control characters")
@Constraint(validatedBy = {})
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
public @interface SingleLine {

	/**
	 * Message of the constraint as a whole; each part has a message of its own.
	 * @return the message
	 */
	String message() default "must be one line of text";

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
