package io.github.dqlite4j.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

import static org.assertj.core.api.Assertions.assertThat;

class MembersFileTests {

	@TempDir
	private Path directory;

	@Test
	void holdsWhatWasWritten() throws Exception {
		List<NodeInfo> members = List.of(new NodeInfo(1, "app-0:9001", NodeRole.VOTER),
				new NodeInfo(-1, "[::1]:9002", NodeRole.STANDBY), new NodeInfo(3, "10.0.0.3:9001", NodeRole.SPARE));
		new MembersFile(this.directory).write(members);
		assertThat(new MembersFile(this.directory).read()).isEqualTo(members);
		new MembersFile(this.directory).write(members.subList(0, 1));
		assertThat(new MembersFile(this.directory).read()).isEqualTo(members.subList(0, 1));
		assertThat(this.directory.resolve(MembersFile.NAME)).hasContent("""
				# The members of the cluster when this node last saw them.
				1 app-0:9001 voter
				""");
		assertThat(this.directory).isDirectoryNotContaining("glob:**.new");
	}

	@Test
	void isEmptyWhereThereIsNone() {
		assertThat(new MembersFile(this.directory).read()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1 app-0:9001", "one app-0:9001 voter", "1 app-0:9001 king", "1 app-0:x voter", "\0" })
	void isEmptyWhereItMakesNoSense(String line) throws Exception {
		Files.writeString(this.directory.resolve(MembersFile.NAME), "2 app-1:9001 voter\n" + line + "\n");
		assertThat(new MembersFile(this.directory).read()).isEmpty();
	}

}
