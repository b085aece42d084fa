import type { IDataObject } from 'n8n-workflow';
import { fieldKey } from './answer';
import type { Answering, FormField, Question } from './question';

/** Plain pages without scripts, for phones and screen readers alike. */

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 34rem; margin: 8vh auto; padding: 0 1rem }
.text { white-space: pre-wrap; overflow-wrap: anywhere }
label, legend { display: block; font-weight: 600; padding: 0 }
label { margin-top: 1rem }
h2 { font-size: 1.1rem; margin: 1.75rem 0 0 }
fieldset { border: 0; padding: 0; margin: 1rem 0 0 }
fieldset label { font-weight: 400; margin-top: .25rem }
input:not([type=checkbox]):not([type=radio]), textarea, select { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem }
button { font: inherit; padding: .6rem 1.4rem; margin-top: 1.5rem; cursor: pointer }
[role=alert] { border-left: .25rem solid #c00; padding-left: .75rem }
`;

/** The page on which a question is answered; `approved` is the choice named by the address. */
export function questionPage(
	question: Question,
	approved: unknown,
	given: IDataObject = {},
	problems: string[] = [],
): string {
	const alert = problems.map((problem) => `<p role="alert">${escaped(problem)}</p>`).join('');
	return page(
		'Your answer',
		`<p class="text">${escaped(question.text)}</p>${alert}
<form method="post"${formType(question.answering)}>${inputs(question.answering, given)}<button type="submit">${escaped(submit(question.answering, approved))}</button></form>`,
	);
}

export function thanksPage(): string {
	return page(
		'Thank you',
		'<p>Your answer has been recorded. If somebody else answered at the same moment, the first one counts. You can close this page.</p>',
	);
}

export function closedPage(): string {
	return page(
		'No longer open',
		'<p>This question has been answered, or it was withdrawn. Nothing was changed.</p>',
	);
}

function submit(answering: Answering, approved: unknown): string {
	if (answering.kind !== 'approval') return 'Send';
	return approved === 'false' ? (answering.decline ?? answering.approve) : answering.approve;
}

/** Files need a form of several parts. */
function formType(answering: Answering): string {
	const hasFiles =
		answering.kind === 'form' && answering.fields.some(({ type }) => type === 'file');
	return hasFiles ? ' enctype="multipart/form-data"' : '';
}

function inputs(answering: Answering, given: IDataObject): string {
	if (answering.kind === 'approval') return '';
	if (answering.kind === 'form') {
		return answering.fields.map((field, index) => input(field, fieldKey(index), given)).join('');
	}
	return `<label for="text">Answer</label><textarea id="text" name="text" rows="5" required>${escaped(given.text)}</textarea>`;
}

function input(field: FormField, key: string, given: IDataObject): string {
	const value = given[key];
	const label = `<label for="${key}">${escaped(field.label)}${field.isRequired ? ' *' : ''}</label>`;
	const attributes = `id="${key}" name="${key}"${field.isRequired ? ' required' : ''}`;
	const isGiven = (choice: string) => (Array.isArray(value) ? value : [value]).includes(choice);
	switch (field.type) {
		case 'heading':
			return `<h2>${escaped(field.label)}</h2>`;
		case 'hiddenField':
			return '';
		case 'file':
			return `${label}<input type="file" ${attributes}${field.isMultiple ? ' multiple' : ''}${field.accept ? ` accept="${escaped(field.accept)}"` : ''}>`;
		case 'password':
			return `${label}<input type="password" autocomplete="off" ${attributes}>`;
		case 'textarea':
			return `${label}<textarea ${attributes} rows="4">${escaped(value)}</textarea>`;
		case 'dropdown': {
			const options = field.choices.map(
				(choice) => `<option${isGiven(choice) ? ' selected' : ''}>${escaped(choice)}</option>`,
			);
			return `${label}<select ${attributes}><option value=""></option>${options.join('')}</select>`;
		}
		case 'checkbox':
		case 'radio': {
			const choices = field.choices.map(
				(choice) =>
					`<label><input type="${field.type}" name="${key}" value="${escaped(choice)}"${isGiven(choice) ? ' checked' : ''}> ${escaped(choice)}</label>`,
			);
			return `<fieldset><legend>${escaped(field.label)}${field.isRequired ? ' *' : ''}</legend>${choices.join('')}</fieldset>`;
		}
		default: {
			const step = field.type === 'number' ? ' step="any"' : '';
			return `${label}<input type="${field.type}"${step} ${attributes} value="${escaped(value)}">`;
		}
	}
}

function page(title: string, body: string): string {
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`;
}

function escaped(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') return '';
	const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
	return String(value).replace(/[&<>"]/g, (sign) => signs[sign]);
}
