import { Reply } from './reply';

const NAMES: Record<number, string> = {
	400: 'Bad Request',
	404: 'Not Found',
	406: 'Not Acceptable',
	422: 'Unprocessable Content',
	500: 'Internal Server Error',
};

const PAGE = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Page not found</title></head>
<body><h1>Page not found</h1><p>The page you're looking for doesn't exist or has been moved.</p></body>
</html>
`;

/** A list of types that ends in a wildcard is taken for a browser's: HTML [112, 478]. */
const BROWSER = /,\s*\*\/\*|\*\/\*\s*,/;

/** The format that Rails reads from an Accept header. */
export const formatOf = (accept: string | undefined): 'json' | 'xml' | 'html' => {
	if (!accept || BROWSER.test(accept)) return 'html';
	const first = accept.split(',')[0].split(';')[0].trim();
	if (first === 'application/json') return 'json';
	return first === 'application/xml' || first === 'text/xml' ? 'xml' : 'html';
};

/**
 * What Rails' own error pages answer, outside of any controller: JSON, XML, or an HTML file. Only
 * the 404 has such a file, all others are empty [110, 111, 291].
 */
export const exception = (status: number, format: 'json' | 'xml' | 'html'): Reply => {
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
	return new Reply(status, status === 404 ? PAGE : '', 'text/html; charset=UTF-8');
};
