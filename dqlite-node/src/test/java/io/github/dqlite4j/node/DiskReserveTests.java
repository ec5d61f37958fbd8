package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.node.NodeStartException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@RealEngine
class DiskReserveTests {

	private static final long MEBIBYTE = 1024L * 1024;

	private static final long SIZE = 16 * MEBIBYTE;

	private final AtomicLong left = new AtomicLong(100 * MEBIBYTE);

	@TempDir
	private Path directory;

	@Test
	void takesBlocksOfTheDiskAndGivesThemBack() throws Exception {
		DiskReserve reserve = reserve(SIZE);
		reserve.take();
		assertThat(blockBytes()).isGreaterThanOrEqualTo(SIZE);
		reserve.release();
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void isOfTheSizeThatIsWantedNow() throws Exception {
		reserve(SIZE).take();
		reserve(2 * SIZE).take();
		assertThat(blockBytes()).isGreaterThanOrEqualTo(2 * SIZE);
	}

	@Test
	void needsTwiceItsSizeOnlyWhileItIsNotThere() throws Exception {
		DiskReserve reserve = reserve(SIZE);
		this.left.set(2 * SIZE - 1);
		assertThat(reserve.canBeTaken()).isFalse();
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(reserve::take).satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo(Reason.DISK_FULL);
			assertThat(ex.problem()).contains(this.directory.toString(), "has 31 MB left", "less than 32 MB");
			assertThat(ex.remedy()).contains("Free space", "disk-reserve, which is 16 MB");
		});
		assertThat(this.directory).isEmptyDirectory();
		this.left.set(2 * SIZE);
		assertThat(reserve.canBeTaken()).isTrue();
		reserve.take();
		this.left.set(SIZE / 2);
		assertThat(reserve.canBeTaken()).isTrue();
		reserve.take();
		this.left.set(SIZE / 2 - 1);
		assertThat(reserve.canBeTaken()).isFalse();
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(reserve::take)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.DISK_FULL));
	}

	@Test
	void saysWhatTheOperatingSystemSaysWhenTheDiskIsTooSmall() throws Exception {
		long tooLarge = 1L << 60;
		this.left.set(Long.MAX_VALUE);
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(reserve(tooLarge)::take).satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo(Reason.DISK_FULL);
			assertThat(ex.problem()).contains("cannot reserve 1099511627776 MB on its disk: ");
			assertThat(ex.remedy()).contains(DiskReserve.NAME, "0 does without it");
		});
		assertThat(this.directory).isEmptyDirectory();
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, 1, SIZE - 1 })
	void isNoneOrLargeEnoughForTheEngine(long bytes) {
		assertThatIllegalArgumentException().isThrownBy(() -> DqliteNode.builder(this.directory).diskReserve(bytes))
			.withMessage("The disk reserve must be 0 or at least 16 MB, but is " + bytes + " bytes");
	}

	private DiskReserve reserve(long size) {
		return new DiskReserve(this.directory, size, this.left::get);
	}

	/**
	 * Java does not tell how many blocks a file has.
	 */
	private long blockBytes() throws IOException {
		Process stat = new ProcessBuilder("stat", "--format=%b %B", this.directory.resolve(DiskReserve.NAME).toString())
			.redirectErrorStream(true)
			.start();
		String[] words = new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().split(" ");
		return Long.parseLong(words[0]) * Long.parseLong(words[1]);
	}

}
