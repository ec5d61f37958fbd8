package io.github.dqlite4j.tool.sql;

/**
 * How results are printed.
 */
enum ResultMode {

	/**
	 * Columns of equal width, for people.
	 */
	TABLE(new TablePrinter()),

	/**
	 * Values separated by commas, by RFC 4180.
	 */
	CSV(new CsvPrinter()),

	/**
	 * An array of objects.
	 */
	JSON(new JsonPrinter()),

	/**
	 * A line for each value, for rows that are wide.
	 */
	LINE(new LinePrinter());

	private final ResultPrinter printer;

	ResultMode(ResultPrinter printer) {
		this.printer = printer;
	}

	ResultPrinter printer() {
		return this.printer;
	}

}
