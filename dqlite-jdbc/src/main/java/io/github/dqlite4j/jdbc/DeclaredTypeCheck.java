package io.github.dqlite4j.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for columns that {@link DeclaredTypeGuard} would have renamed: they were made by
 * another client, or with the guard switched off. Nothing that the driver could do when
 * it reads them makes them safe, since the engine fails while it encodes the row, so that
 * somebody should know.
 */
final class DeclaredTypeCheck {

	private static final Logger logger = LoggerFactory.getLogger(DeclaredTypeCheck.class);

	private static final int SHOWN = 20;

	private static final String COLUMNS = """
			SELECT t.name || '.' || c.name || ' ' || upper(c.type)
			FROM sqlite_schema t CROSS JOIN pragma_table_info(t.name) c
			WHERE t.type = 'table' AND upper(c.type) IN ('BOOLEAN', 'DATE', 'DATETIME', 'TIMESTAMP')
			LIMIT %d""".formatted(SHOWN + 1);

	private DeclaredTypeCheck() {
	}

	/**
	 * Look, and log a warning if there are any. A failure to look is no failure of the
	 * connection.
	 * @param connection a connection that nobody uses yet
	 */
	static void run(DqliteConnection connection) {
		List<String> columns = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(COLUMNS)) {
			while (rows.next()) {
				columns.add(rows.getString(1));
			}
		}
		catch (SQLException ex) {
			logger.debug("The declared types of the columns can't be checked", ex);
			return;
		}
		if (!columns.isEmpty()) {
			boolean more = columns.size() > SHOWN;
			logger
				.warn("The database {} has columns of declared types that are dangerous in dqlite: {}{}. NULL in them can't be "
						+ "told from false or from the empty text, and a value of another kind, such as the text 'true' "
						+ "in a BOOLEAN, ends the process of every node that reads it. Create these tables anew "
						+ "through this driver, which uses the types BOOL, DATE(10), DATETIME(9) and TIMESTAMP(9), "
						+ "and copy the rows inside the engine: INSERT INTO new SELECT * FROM old",
						connection.options().database(), more ? columns.subList(0, SHOWN) : columns,
						more ? " and more" : "");
		}
	}

}
