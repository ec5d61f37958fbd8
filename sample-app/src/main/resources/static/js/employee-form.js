import { notify, whileResting } from './dom.js';
import { request } from './http.js';
import { showTeams } from './teams.js';

const form = document.getElementById('employee-form');
const fields = ['name', 'title', 'startDate'].map((name) => form.elements.namedItem(name));

/**
 * Lets the form add employees. What is wrong with a field is the server's to say: its
 * problem document names the fields, and each message is shown at its field.
 */
export function enableEmployeeForm() {
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		whileResting(event.submitter ?? form.querySelector('button'), submit);
	});
}

async function submit() {
	showErrors([]);
	const employee = Object.fromEntries(fields.map((field) => [field.name, field.value || null]));
	const team = form.elements.namedItem('team').selectedOptions[0];
	let created;
	try {
		created = await request('POST', 'api/employees', employee);
	}
	catch (error) {
		showErrors(error.fields ?? []);
		throw error;
	}
	form.reset();
	try {
		if (team.value) {
			await request('PUT', `api/teams/${team.value}/members/${created.id}`);
		}
	}
	finally {
		await showTeams();
	}
	notify(team.value ? `${created.name} joined ${team.text}` : `${created.name} was added, and is in no team yet`);
	fields[0].focus();
}

function showErrors(errors) {
	for (const field of fields) {
		const messages = errors.filter((error) => error.field === field.name).map((error) => error.message);
		field.setAttribute('aria-invalid', String(messages.length > 0));
		document.getElementById(`${field.name}-error`).textContent = messages.join(', ');
	}
	fields.find((field) => field.getAttribute('aria-invalid') === 'true')?.focus();
}
