-- "integer primary key", in exactly these words, is the row id of SQLite: it is generated when an insert leaves it out.
-- Dates are text, for dqlite mangles NULL in columns declared date, datetime, timestamp or boolean.

create table employee (
	id integer primary key,
	name varchar(100) not null,
	title varchar(100) not null,
	start_date varchar(10) not null -- yyyy-mm-dd
);

create table team (
	id integer primary key,
	name varchar(100) not null unique
);

create table team_member (
	team_id integer not null references team (id) on delete cascade,
	employee_id integer not null references employee (id) on delete cascade,
	primary key (team_id, employee_id)
);

create index team_member_employee on team_member (employee_id);
