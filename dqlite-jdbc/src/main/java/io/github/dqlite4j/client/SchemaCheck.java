package io.github.dqlite4j.client;

import java.util.regex.Pattern;

import io.github.dqlite4j.protocol.FailureResponse;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.PrepareRequest;
import io.github.dqlite4j.protocol.QueryRequest;
import io.github.dqlite4j.protocol.Request;

/**
 * Makes the engine look whether it still knows the schema of the database. It compiles a
 * statement by what the session knows, sends the names of the columns, and only then, in
 * the first step, notices that another session has changed the tables and compiles again:
 * the names of a {@code *} are old ones over new values, and some statements that fit the
 * new tables are refused (seen on 1.11.1 and 1.18.1). The first step of any statement
 * that reads the schema from the database puts that right for those behind it.
 * <p>
 * The check is prepared once, when a session opens, so that it costs the engine next to
 * nothing, and travels in the same round trip as the statement that it is for.
 */
final class SchemaCheck {

	/**
	 * The number that the first prepared statement of a session gets.
	 */
	private static final int STATEMENT_ID = 0;

	private static final String SQL = "SELECT 1 FROM sqlite_master LIMIT 0";

	private static final Pattern MISUNDERSTANDING = Pattern.compile(
			"table .+ has \\d+ columns but \\d+ values were "
					+ "supplied|SELECTs to the left and right of [A-Z ]+ do not have the same number of result columns",
			Pattern.DOTALL);

	private SchemaCheck() {
	}

	/**
	 * Return the request that prepares the check. It must be the first of its kind on a
	 * connection. By the form of the answer an engine tells its generation.
	 */
	static Request prepare() {
		return new PrepareRequest(SQL, 1);
	}

	/**
	 * Return the check. It yields no rows.
	 */
	static Request request() {
		return new QueryRequest(STATEMENT_ID, Parameters.NONE);
	}

	/**
	 * Tell whether a statement was refused when it was compiled, so that nothing was
	 * executed, and for a reason that may be a schema that is out of date. Where a table
	 * or a column is missing the engine looks itself.
	 */
	static boolean mayCure(FailureResponse failure) {
		return failure.code() == 1 && MISUNDERSTANDING.matcher(failure.message()).matches();
	}

}
