CREATE TABLE task (
	id INTEGER PRIMARY KEY,
	title TEXT NOT NULL UNIQUE,
	due date_text,
	created timestamp_text DEFAULT (strftime('%Y-%m-%d %H:%M:%f000000Z', 'now')),
	done bool NOT NULL DEFAULT 0,
	price NUMERIC,
	reference uuid_text,
	priority VARCHAR(10)
);
