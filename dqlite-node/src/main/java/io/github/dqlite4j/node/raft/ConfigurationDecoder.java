package io.github.dqlite4j.node.raft;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * Decodes lists of members: a version byte, their number, and for each its id, its
 * address with a NUL, and its role, which the raft library numbers in another way than
 * the wire.
 */
final class ConfigurationDecoder {

	private static final int VERSION = 1;

	private static final NodeRole[] ROLES = { NodeRole.STANDBY, NodeRole.VOTER, NodeRole.SPARE };

	private static final int SMALLEST_MEMBER = 10;

	private ConfigurationDecoder() {
	}

	static List<NodeInfo> decode(byte[] bytes) throws FormatException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		try {
			if (buffer.get() != VERSION) {
				throw new FormatException("the list of members has an unknown version");
			}
			long count = buffer.getLong();
			if (count < 0 || count > buffer.remaining() / SMALLEST_MEMBER) {
				throw new FormatException("the list of members is damaged");
			}
			List<NodeInfo> members = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				long id = buffer.getLong();
				String address = text(buffer);
				int role = buffer.get();
				if (role < 0 || role >= ROLES.length) {
					throw new FormatException("a member has the unknown role " + role);
				}
				members.add(new NodeInfo(id, address, ROLES[role]));
			}
			return List.copyOf(members);
		}
		catch (BufferUnderflowException ex) {
			throw new FormatException("the list of members ends early");
		}
	}

	private static String text(ByteBuffer buffer) {
		int start = buffer.position();
		while (buffer.get() != 0) {
			continue;
		}
		return new String(buffer.array(), start, buffer.position() - 1 - start, StandardCharsets.UTF_8);
	}

}
