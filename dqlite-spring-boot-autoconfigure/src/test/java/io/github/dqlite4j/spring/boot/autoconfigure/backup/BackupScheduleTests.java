package io.github.dqlite4j.spring.boot.autoconfigure.backup;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link BackupSchedule}.
 */
class BackupScheduleTests {

	private static final Instant THREE = Instant.parse("2026-11-21T03:00:00Z");

	@Test
	void aCronExpressionIsDueWhenItsTimeHasComeInUtc() {
		BackupSchedule schedule = BackupSchedule.parse("0 0 3 * * *");
		assertThat(schedule.isDue(THREE.minusSeconds(2), THREE.minusSeconds(1), null)).isFalse();
		assertThat(schedule.isDue(THREE.minusSeconds(1), THREE, null)).isTrue();
		assertThat(schedule.isDue(THREE.minusSeconds(1), THREE.plusSeconds(100), THREE.minusSeconds(9))).isTrue();
		assertThat(schedule.isDue(THREE, THREE.plusSeconds(1), null)).isFalse();
	}

	@Test
	void anIntervalIsDueWhenTheNewestBackupIsThatOld() {
		BackupSchedule schedule = BackupSchedule.parse("6h");
		assertThat(schedule.isDue(THREE, THREE, null)).isTrue();
		assertThat(schedule.isDue(THREE, THREE, THREE.minusSeconds(6 * 3600))).isTrue();
		assertThat(schedule.isDue(THREE, THREE, THREE.minusSeconds(6 * 3600 - 1))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "often", "0s", "-1h", "0 3 * * *" })
	void refusesWhatIsNeither(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> BackupSchedule.parse(text))
			.withMessageMatching(".*(such as '6h'|must be positive).*");
	}

}
