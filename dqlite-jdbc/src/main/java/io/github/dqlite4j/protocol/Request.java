package io.github.dqlite4j.protocol;

/**
 * A message from the client to a node. A connection always has one database open, whose
 * number is 0, so that no request names another.
 */
public sealed interface Request permits LeaderRequest, ClientRequest, OpenRequest, PrepareRequest, ExecRequest,
		QueryRequest, FinalizeRequest, ExecSqlRequest, QuerySqlRequest, AddRequest, AssignRequest, RemoveRequest,
		DumpRequest, ClusterRequest, TransferRequest, DescribeRequest, WeightRequest {

	/**
	 * Return the number of this kind of request.
	 * @return the message type
	 */
	int type();

	/**
	 * Return the revision of the request's form.
	 * @return 0, or 1 for the extended forms of engine 1.15 and later
	 */
	default int schema() {
		return 0;
	}

	/**
	 * Write what follows the header: at least one word, since a body of none ends the
	 * process of old servers.
	 * @param writer where to
	 * @throws IllegalArgumentException if a value can't be sent
	 */
	void writeBody(FrameWriter writer);

}
