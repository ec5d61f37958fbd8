package io.github.dqlite4j.hibernate;

import java.util.Map;

import org.hibernate.community.dialect.SQLiteDialect;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The defects of the stock dialect are there, and not in ours.
 */
@ExtendWith(DqliteExtension.class)
class StockDialectTests {

	@ParameterizedTest
	@EnumSource
	void oursDoesNotHaveIt(StockDefect defect, TestDatabase database) {
		defect.check(database, Map.of());
	}

	@ParameterizedTest
	@EnumSource
	void theStockDialectHasIt(StockDefect defect, TestDatabase database) {
		Map<String, Object> stock = Map.of("hibernate.dialect", SQLiteDialect.class.getName());
		assertThat(catchThrowable(() -> defect.check(database, stock))).as("what is wrong with the stock dialect")
			.isNotNull();
	}

}
