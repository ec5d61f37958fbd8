package io.github.dqlite4j.node;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EngineVersionTests {

	@ParameterizedTest
	@CsvSource({ "11000, 1.10.0", "11604, 1.16.4", "11801, 1.18.1", "20010, 2.0.10" })
	void formatsTheNumber(int number, String version) {
		assertThat(EngineVersion.format(number)).isEqualTo(version);
	}

	@ParameterizedTest
	@CsvSource({ "1.10.0, false", "1.18.0, true", "1.18.1, true", "1.18.3, false" })
	void knowsTheEnginesThatLoseData(String version, boolean losesData) {
		assertThat(EngineVersion.losesDataInClusters(version)).isEqualTo(losesData);
	}

}
