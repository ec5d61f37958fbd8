package io.github.dqlite4j.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * A message from a node to the client.
 */
public sealed interface Response permits FailureResponse, LeaderResponse, WelcomeResponse, NodesResponse,
		DatabaseResponse, StatementResponse, ResultResponse, RowBatch, EmptyResponse, FilesResponse, MetadataResponse {

	/**
	 * Decode a message.
	 * @param frame the message
	 * @return the response; a {@link RowBatch} goes on reading from the frame
	 * @throws ProtocolException if the message is of no known type or malformed
	 */
	static Response decode(Frame frame) throws ProtocolException {
		if (frame.type() == 7) {
			return RowBatch.first(frame);
		}
		if (frame.type() == 0) {
			return FailureDecoder.decode(frame);
		}
		BodyReader body = new BodyReader(frame);
		Response response = switch (frame.type()) {
			case 1 -> new LeaderResponse(body.getLong(), body.getText());
			case 2 -> new WelcomeResponse(body.getLong());
			case 3 -> nodes(body);
			case 4 -> new DatabaseResponse(body.getInt(), body.getInt());
			case 5 -> statement(body, frame.schema());
			case 6 -> new ResultResponse(body.getLong(), body.getLong());
			case 8 -> new EmptyResponse(body.getLong());
			case 9 -> files(body);
			case 10 -> new MetadataResponse(body.getLong(), body.getLong());
			default -> throw new ProtocolException("a message has the unknown type " + frame.type());
		};
		body.expectEnd();
		return response;
	}

	/**
	 * Decode a message that may be the next batch of a result.
	 * @param frame the message
	 * @param previous the batch before
	 * @return the next batch, or another response (a failure) that ends the result
	 * @throws ProtocolException if the message is malformed or has other columns
	 */
	static Response decodeFollowing(Frame frame, RowBatch previous) throws ProtocolException {
		return (frame.type() == 7) ? previous.following(frame) : decode(frame);
	}

	private static NodesResponse nodes(BodyReader body) throws ProtocolException {
		int count = body.getCount("nodes");
		List<NodeInfo> nodes = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			nodes.add(new NodeInfo(body.getLong(), body.getText(), NodeRole.ofCode(body.getLong())));
		}
		return new NodesResponse(List.copyOf(nodes));
	}

	private static StatementResponse statement(BodyReader body, int schema) throws ProtocolException {
		body.getInt();
		int id = body.getInt();
		long parameterCount = body.getLong();
		if (parameterCount < 0 || parameterCount > Integer.MAX_VALUE) {
			throw new ProtocolException("a statement has " + Long.toUnsignedString(parameterCount) + " parameters");
		}
		boolean extended = schema == 1;
		return new StatementResponse(id, (int) parameterCount, extended, extended ? body.getLong() : 0);
	}

	private static FilesResponse files(BodyReader body) throws ProtocolException {
		int count = body.getCount("files");
		List<FilesResponse.File> files = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			String name = body.getText();
			long length = body.getLong();
			if (length < 0 || length > Integer.MAX_VALUE) {
				throw new ProtocolException("the file " + name + " has " + Long.toUnsignedString(length) + " bytes");
			}
			files.add(new FilesResponse.File(name, body.getBytes((int) length)));
		}
		return new FilesResponse(List.copyOf(files));
	}

}
