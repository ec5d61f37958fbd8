/**
 * Creates an element. Children are elements or texts; a text stays a text, whatever it
 * contains.
 */
export function element(name, attributes = {}, ...children) {
	const created = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		created.setAttribute(key, value);
	}
	created.append(...children);
	return created;
}

/**
 * Tells the person what happened; screen readers read it out.
 */
export function notify(text, isError = false) {
	const notice = document.getElementById('notice');
	notice.classList.toggle('error', isError);
	notice.textContent = text;
}

/**
 * Runs what a button starts; the button rests meanwhile, and an error becomes a notice.
 */
export async function whileResting(button, action) {
	button.disabled = true;
	try {
		await action();
	}
	catch (error) {
		notify(error.message, true);
	}
	finally {
		button.disabled = false;
	}
}
