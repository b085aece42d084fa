import { Reply } from './reply';

const NAMES: Record<number, string> = {
	400: 'Bad Request',
	404: 'Not Found',
	406: 'Not Acceptable',
	422: 'Unprocessable Content',
	500: 'Internal Server Error',
};

function page(title: string, text: string) {
	return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body><h1>${title}</h1><p>${text}</p></body>
</html>
`;
}

/** The statuses for which the server has a page. */
const PAGES: Record<number, string> = {
	404: page('Page not found', "The page you're looking for doesn't exist or has been moved."),
	500: page('Something went wrong', 'An unexpected error occurred.'),
};

/**
 * A list of types that ends in a wildcard is taken for a browser's: HTML (chatwoot.md [112, 478]).
 */
const BROWSER = /,\s*\*\/\*|\*\/\*\s*,/;

/** The format that Rails reads from an Accept header. */
export function formatOf(accept: string | undefined): 'json' | 'xml' | 'html' {
	if (!accept || BROWSER.test(accept)) return 'html';
	const first = accept.split(',')[0].split(';')[0].trim();
	if (first === 'application/json') return 'json';
	return first === 'application/xml' || first === 'text/xml' ? 'xml' : 'html';
}

/**
 * What Rails' own error pages answer, outside of any controller: JSON, XML, or an HTML file where
 * there is one; a 400 and a 406 have none and are empty (chatwoot.md [110, 111, 291]).
 */
export function exception(status: number, format: 'json' | 'xml' | 'html'): Reply {
	const error = NAMES[status] ?? 'Error';
	if (format === 'json') {
		const body = JSON.stringify({ status, error });
		return new Reply(status, body, 'application/json; charset=UTF-8');
	}
	if (format === 'xml') {
		const body =
			'<?xml version="1.0" encoding="UTF-8"?>\n<hash>\n' +
			`  <status type="integer">${status}</status>\n  <error>${error}</error>\n</hash>\n`;
		return new Reply(status, body, 'application/xml; charset=UTF-8');
	}
	return new Reply(status, PAGES[status] ?? '', 'text/html; charset=UTF-8');
}
