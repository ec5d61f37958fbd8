package io.github.dqlite4j.hibernate.id;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedSequenceName;
import org.hibernate.tool.schema.extract.internal.SequenceInformationImpl;
import org.hibernate.tool.schema.extract.spi.ExtractionContext;
import org.hibernate.tool.schema.extract.spi.SequenceInformation;
import org.hibernate.tool.schema.extract.spi.SequenceInformationExtractor;

/**
 * Finds the sequences that exist, for {@code update} and {@code validate}. The table of
 * their definitions comes into being with the first one.
 */
public final class DqliteSequenceInformationExtractor implements SequenceInformationExtractor {

	/**
	 * The only instance.
	 */
	public static final SequenceInformationExtractor INSTANCE = new DqliteSequenceInformationExtractor();

	private static final String TABLE = "select 1 from sqlite_schema where name = 'dqlite_sequence'";

	private static final String SEQUENCES = """
			select name, start_value, minimum_value, maximum_value, increment_by
			from main.dqlite_sequence order by name""";

	private DqliteSequenceInformationExtractor() {
	}

	@Override
	public Iterable<SequenceInformation> extractMetadata(ExtractionContext context) throws SQLException {
		boolean any = context.getQueryResults(TABLE, null, ResultSet::next);
		return any ? context.getQueryResults(SEQUENCES, null, DqliteSequenceInformationExtractor::read) : List.of();
	}

	private static List<SequenceInformation> read(ResultSet rows) throws SQLException {
		List<SequenceInformation> sequences = new ArrayList<>();
		while (rows.next()) {
			QualifiedSequenceName name = new QualifiedSequenceName(null, null,
					Identifier.toIdentifier(rows.getString(1)));
			sequences.add(new SequenceInformationImpl(name, rows.getLong(2), rows.getLong(3), rows.getLong(4),
					rows.getLong(5)));
		}
		return sequences;
	}

}
