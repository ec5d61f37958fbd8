package io.github.dqlite4j.chaos.fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.chaos.cluster.NodeCrash;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the engine dies of has a name, and nothing else counts as its death.
 */
class EngineDeathTests {

	private static final String REPORT = """
			#
			# A fatal error has been detected by the Java Runtime Environment:
			#
			#  SIGSEGV (0xb) at pc=0x00007f2c1c5f2a10, pid=4711, tid=4735
			#
			# Problematic frame:
			# %s
			#
			""";

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			C  [libdqlite.so.0.0.1+0x1ea10]  sqlite3_step+0x10 ; SIGSEGV in libdqlite, sqlite3_step
			C  [libdqlite.so.0+0x1ea10]                        ; SIGSEGV in libdqlite
			C  [libraft.so.3.0.0+0x2b0c]                       ; SIGSEGV in libraft
			C  [libc.so.6+0x9c1a1]  cfree+0x21                 ; SIGSEGV in libc, cfree
			""")
	void isNamedByTheFrameOfASegmentationFault(String frame, String signature) {
		assertThat(EngineDeath.of(crash(134, REPORT.formatted(frame)), FaultKind.PAUSE))
			.contains(new EngineDeath(FaultKind.PAUSE, signature));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			java: src/vfs.c:2041: vfsHeader: Assertion `rv == 0' failed. ; assertion 'rv == 0' in vfsHeader
			double free or corruption (!prev)     ; double free or corruption
			free(): invalid pointer               ; free(): invalid pointer
			corrupted size vs. prev_size          ; corrupted size vs. prev_size
			malloc(): unaligned tcache chunk      ; malloc(): unaligned tcache chunk
			ready 127.0.0.1:9001                  ; SIGABRT without a message
			""")
	void isNamedByTheMessageOfAnAbort(String line, String signature) {
		assertThat(EngineDeath.of(crash(134, "ready\n" + line + "\n"), FaultKind.DISK_FULL))
			.contains(new EngineDeath(FaultKind.DISK_FULL, signature));
	}

	@ParameterizedTest
	@ValueSource(strings = { "V  [libjvm.so+0x6d2a10]  ObjectMonitor::enter+0x10", "C  [jna4711.tmp+0x1ea10]",
			"J 4711 c1 java.lang.String.hashCode()I", "j  io.github.dqlite4j.node.NativeNode.close()V+9",
			"C  [libjava.so+0x1ea10]" })
	void isNoneWhereJavaBroke(String frame) {
		assertThat(EngineDeath.of(crash(134, REPORT.formatted(frame)), FaultKind.KILL)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 137, 143 })
	void isNoneWithoutASignalOfNativeCode(int status) {
		assertThat(EngineDeath.of(crash(status, "double free or corruption (out)"), FaultKind.BARE_TRANSFER)).isEmpty();
	}

	@Test
	void isAHangAtABareTransferOnly() {
		assertThat(EngineDeath.of(crash(-1, ""), FaultKind.BARE_TRANSFER))
			.contains(new EngineDeath(FaultKind.BARE_TRANSFER, "hang"));
		assertThat(EngineDeath.of(crash(-1, ""), FaultKind.TRANSFER)).isEmpty();
		assertThat(EngineDeath.of(crash(-1, ""), null)).isEmpty();
	}

	@Test
	void isPossibleBeforeAnyFault() {
		assertThat(EngineDeath.of(crash(139, ""), null)).map(EngineDeath::toString)
			.contains("SIGSEGV without a message at or after the fault none yet");
	}

	private static NodeCrash crash(int status, String log) {
		return new NodeCrash("node 0", status, log);
	}

}
