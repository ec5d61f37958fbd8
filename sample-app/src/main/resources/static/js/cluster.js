import { element } from './dom.js';
import { request } from './http.js';

const REFRESH_MILLISECONDS = 3000;

const panel = document.getElementById('cluster');
const link = document.getElementById('cluster-link');
const trouble = document.getElementById('cluster-trouble');
const facts = document.getElementById('cluster-facts');
const nodes = document.getElementById('nodes');

/**
 * Shows the cluster and keeps the view fresh. Where the application has no such endpoint
 * (404) there is no panel, and no further question.
 */
export async function watchCluster() {
	if (document.hidden || await refresh()) {
		setTimeout(watchCluster, REFRESH_MILLISECONDS);
	}
}

async function refresh() {
	try {
		showCluster(await request('GET', 'actuator/dqlite'));
	}
	catch (error) {
		if (error.status === 404) {
			panel.hidden = link.hidden = true;
			return false;
		}
		trouble.textContent = `${error.message}. Trying again …`;
		trouble.hidden = panel.hidden = false;
	}
	return true;
}

function showCluster(cluster) {
	panel.hidden = link.hidden = false;
	trouble.hidden = Boolean(cluster.leader);
	if (!cluster.leader) {
		trouble.textContent = 'No leader right now. Trying again …';
		return;
	}
	facts.textContent = `Database “${cluster.database}”, SQLite ${cluster.sqliteVersion}, `
		+ `driver ${cluster.driverVersion}`;
	nodes.replaceChildren(...cluster.nodes.map(nodeRow));
}

function nodeRow(node) {
	const role = element('td', {}, node.role);
	if (node.leader) {
		role.append(' ', element('span', { class: 'badge' }, 'leader'));
	}
	return element('tr', {}, element('td', {}, node.address), role);
}
