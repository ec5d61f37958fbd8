package io.github.dqlite4j.sample.validation;

import java.time.LocalDate;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@link YearRange}.
 */
class YearRangeValidator implements ConstraintValidator<YearRange, LocalDate> {

	private int min;

	private int max;

	@Override
	public void initialize(YearRange constraint) {
		this.min = constraint.min();
		this.max = constraint.max();
	}

	@Override
	public boolean isValid(@Nullable LocalDate date, ConstraintValidatorContext context) {
		return date == null || (date.getYear() >= this.min && date.getYear() <= this.max);
	}

}
