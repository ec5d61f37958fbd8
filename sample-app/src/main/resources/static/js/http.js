/**
 * An answer other than success, with the problem document (RFC 9457) that came with it.
 */
export class Problem extends Error {

	constructor(status, body) {
		super(body?.detail ?? body?.title ?? `The application answered ${status}`);
		this.status = status;
		this.fields = body?.errors ?? [];
	}

}

/**
 * Sends a request and returns the JSON of the answer, or null where there is none.
 * Throws a Problem for an answer that is no success, and an Error without an answer.
 */
export async function request(method, path, body) {
	const options = { method, headers: { Accept: 'application/json, application/problem+json' } };
	if (body !== undefined) {
		options.headers['Content-Type'] = 'application/json';
		options.body = JSON.stringify(body);
	}
	const response = await fetch(path, { ...options, signal: AbortSignal.timeout(30_000) }).catch((cause) => {
		throw new Error('The application does not answer', { cause });
	});
	const isJson = /^application\/(.+\+)?json/.test(response.headers.get('Content-Type') ?? '');
	const json = isJson ? await response.json() : null;
	if (!response.ok) {
		throw new Problem(response.status, json);
	}
	return json;
}
