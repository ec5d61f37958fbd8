CREATE TABLE customer (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL,
	name VARCHAR(100) NOT NULL UNIQUE,
	age INTEGER CHECK (age >= 0),
	home_street TEXT,
	home_town TEXT
);
CREATE TABLE purchase_order (
	id INTEGER PRIMARY KEY,
	customer INTEGER NOT NULL REFERENCES customer,
	placed TIMESTAMP NOT NULL
);
CREATE TABLE order_line (
	purchase_order INTEGER NOT NULL REFERENCES purchase_order,
	position INTEGER NOT NULL,
	article TEXT NOT NULL,
	amount INTEGER NOT NULL,
	PRIMARY KEY (purchase_order, position)
);
CREATE TABLE tag (
	purchase_order INTEGER NOT NULL REFERENCES purchase_order,
	text TEXT NOT NULL
);
CREATE TABLE note (
	purchase_order INTEGER NOT NULL REFERENCES purchase_order,
	language TEXT NOT NULL,
	text TEXT NOT NULL
);
CREATE TABLE document (
	id TEXT NOT NULL PRIMARY KEY,
	title TEXT NOT NULL
);
CREATE TABLE seat (
	line INTEGER NOT NULL,
	number INTEGER NOT NULL,
	holder TEXT NOT NULL,
	PRIMARY KEY (line, number)
);
CREATE TABLE ticket (id INTEGER PRIMARY KEY);
CREATE TABLE token (
	id TEXT NOT NULL PRIMARY KEY DEFAULT (lower(hex(randomblob(8)))),
	owner TEXT NOT NULL
);
CREATE TABLE measurement (
	id INTEGER PRIMARY KEY,
	day date_text,
	clock time_text,
	opening TEXT,
	local timestamp_text,
	moment timestamp_text,
	shifted timestamp_text,
	zoned timestamp_text,
	valid bool,
	checked bool,
	exact TEXT,
	whole INTEGER,
	tiny INTEGER,
	small INTEGER,
	normal INTEGER,
	large INTEGER,
	single REAL,
	precise DOUBLE,
	letter CHAR(1),
	text TEXT,
	weekday VARCHAR(20),
	raw BLOB,
	uuid uuid_text,
	lasted TEXT,
	since INTEGER
);
