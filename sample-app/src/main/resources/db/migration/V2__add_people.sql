insert into employee (id, name, title, start_date) values
	(1, 'Amara Okafor', 'Head of Engineering', '2018-03-01'),
	(2, 'Bruno Keller', 'Database Engineer', '2019-06-17'),
	(3, 'Chiara Rossi', 'Product Designer', '2020-01-13'),
	(4, 'Daniel Novak', 'Backend Developer', '2020-09-01'),
	(5, 'Elif Demir', 'Site Reliability Engineer', '2021-02-15'),
	(6, 'Farid Haddad', 'Frontend Developer', '2021-05-03'),
	(7, 'Greta Lindqvist', 'Product Manager', '2021-11-22'),
	(8, 'Hiroshi Tanaka', 'Backend Developer', '2022-04-04'),
	(9, 'Inés Moreno', 'Data Analyst', '2022-10-10'),
	(10, 'Jonas Weber', 'Customer Engineer', '2023-07-01'),
	(11, 'Kavya Iyer', 'Frontend Developer', '2024-02-05'),
	(12, 'Liam Byrne', 'Customer Engineer', '2025-08-18');

insert into team (id, name) values
	(1, 'Platform'),
	(2, 'Product'),
	(3, 'Customer Success'),
	(4, 'On call');

insert into team_member (team_id, employee_id) values
	(1, 1), (1, 2), (1, 4), (1, 5),
	(2, 3), (2, 6), (2, 7), (2, 8), (2, 11),
	(3, 9), (3, 10),
	(4, 2), (4, 5), (4, 8);
