import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isObject } from '../../../../shared/json';
import { quote } from '../../../../shared/text';
import type { ChatwootParameters } from '../../../actions/parameters/parameters';
import type { SubmittedValue } from '../../../api/client/messages';
import type { ClientMessage } from '../../../api/client/types';

/** What the customer answers, before it is known what was asked. */
export interface Given {
	choice?: string;
	/** By the names of the form's fields. */
	form?: IDataObject;
}

export const answerFields: INodeProperties[] = [
	{
		displayName: 'Choice',
		name: 'choice',
		type: 'string',
		default: '',
		placeholder: 'e.g. Yes',
		description: 'The answer to a question with options: title or value of one of them',
	},
	{
		displayName: 'Form Values (JSON)',
		name: 'formValues',
		type: 'json',
		default: '{}',
		description:
			'The answers to a form as a JSON object by the names of its fields, for example {"city": "Rome"}. Choice stays empty then.',
	},
];

export function givenFrom(param: ChatwootParameters): Given {
	const choice = param.trimmed('choice');
	const values = param.optionalObject('formValues') ?? {};
	const form = Object.keys(values).length > 0 ? values : undefined;
	if (choice !== undefined && form) {
		param.refuse('formValues', 'does not go with a Choice', 'A message asks one or the other.');
	}
	if (choice === undefined && !form) {
		param.refuse('choice', 'is empty', 'Enter it, or Form Values (JSON) for a form.');
	}
	return { choice, form };
}

/** The answers as the server keeps them; it checks nothing itself (chatwoot.md [520, 521]). */
export function submittedFor(
	param: ChatwootParameters,
	{ id, content_type, content_attributes }: ClientMessage,
	{ choice, form }: Given,
): SubmittedValue[] {
	const { items: listed } = content_attributes;
	const items = Array.isArray(listed) ? (listed as unknown[]).filter(isObject) : [];
	if (content_type === 'input_select' && choice !== undefined) {
		const item = items.find(({ title, value }) => value === choice || title === choice);
		const { title, value } = item ?? refuseOther(param, 'choice', choice, items, 'title');
		return [{ title: String(title), value: String(value) }];
	}
	if (content_type === 'form' && form) {
		return Object.entries(form).map(([name, value]) => {
			if (!items.some((item) => item.name === name)) {
				refuseOther(param, 'formValues', name, items, 'name');
			}
			return { name, value: typeof value === 'string' ? value : JSON.stringify(value) };
		});
	}
	return param.refuse('message', `is ${asked(content_type)}: ${id}`, WAY_OUT);
}

function refuseOther(
	param: ChatwootParameters,
	path: string,
	given: string,
	items: IDataObject[],
	key: 'name' | 'title',
): never {
	const offered = items.map((item) => String(item[key])).join(', ');
	const problem = key === 'title' ? 'is no option of the message' : 'names no field of the form';
	return param.refuse(path, `${problem}: ${quote(given)}`, `There are: ${offered}.`);
}

function asked(content_type: string): string {
	if (content_type === 'input_select') return 'a question with options, not a form';
	return content_type === 'form' ? 'a form, not a question with options' : 'no question';
}

const WAY_OUT =
	'Choice answers messages with the Content Type "input_select", Form Values those with "form". Surveys are answered by CSAT > Answer.';
