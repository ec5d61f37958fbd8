import { element, notify, whileResting } from './dom.js';
import { request } from './http.js';

const cards = document.getElementById('teams');
const choice = document.getElementById('team');

/**
 * Reads teams and employees and shows them.
 */
export async function showTeams() {
	const [teams, employees] = await Promise.all([
		request('GET', 'api/teams/summary'),
		request('GET', 'api/employees')
	]);
	const placed = new Set(teams.flatMap((team) => team.members).map((person) => person.id));
	const others = employees.filter((person) => !placed.has(person.id));
	cards.replaceChildren(...teams.map((team) => teamCard(team, employees)));
	if (others.length > 0) {
		cards.append(card('no-team', 'In no team yet', others, (person) => personItem(person)));
	}
	cards.setAttribute('aria-busy', 'false');
	showChoice(teams);
}

function showChoice(teams) {
	const chosen = choice.value;
	const options = teams.map((team) => element('option', { value: team.id }, team.name));
	choice.replaceChildren(choice.options[0], ...options);
	choice.value = teams.some((team) => String(team.id) === chosen) ? chosen : '';
}

function teamCard(team, employees) {
	const inTeam = new Set(team.members.map((person) => person.id));
	const candidates = employees.filter((person) => !inTeam.has(person.id));
	const created = card(cardId(team), team.name, team.members, (person) => memberItem(team, person));
	if (candidates.length > 0) {
		created.append(joinForm(team, candidates));
	}
	return created;
}

function card(id, name, people, toItem) {
	return element('article', { class: 'card', 'aria-labelledby': id },
		element('div', { class: 'card-head' },
			element('h3', { id, tabindex: '-1' }, name),
			element('span', { class: 'badge' }, people.length === 1 ? '1 person' : `${people.length} people`)),
		element('ul', { class: 'people' }, ...people.map(toItem)));
}

function personItem(person, ...more) {
	const initials = person.name.split(/\s+/).slice(0, 2).map((word) => [...word][0]).join('');
	return element('li', { class: 'person' },
		element('span', { class: 'initials', 'aria-hidden': 'true' }, initials),
		element('div', {},
			element('div', {}, person.name),
			element('div', { class: 'title' }, `${person.title}, since ${person.startDate.substring(0, 4)}`)),
		...more);
}

function memberItem(team, person) {
	const button = element('button',
		{ type: 'button', class: 'quiet', 'aria-label': `Take ${person.name} out of ${team.name}` }, '×');
	button.addEventListener('click', () => whileResting(button, () => changeMember('DELETE', team, person,
		`${person.name} left ${team.name}`)));
	return personItem(person, button);
}

function joinForm(team, candidates) {
	const id = `join-${team.id}`;
	const select = element('select', { id }, ...candidates.map((person) =>
		element('option', { value: person.id }, person.name)));
	const button = element('button', { type: 'submit' }, 'Add');
	const form = element('form', { class: 'join' },
		element('label', { for: id, class: 'visually-hidden' }, `Person to add to ${team.name}`), select, button);
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const person = candidates[select.selectedIndex];
		whileResting(button, () => changeMember('PUT', team, person, `${person.name} joined ${team.name}`));
	});
	return form;
}

async function changeMember(method, team, person, message) {
	await request(method, `api/teams/${team.id}/members/${person.id}`);
	await showTeams();
	notify(message);
	document.getElementById(cardId(team))?.focus();
}

function cardId(team) {
	return `team-${team.id}`;
}
