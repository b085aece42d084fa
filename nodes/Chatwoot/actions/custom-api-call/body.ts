import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { MultipartForm } from '../../../shared/multipart';
import type { ApiRequest } from '../../../shared/request';
import { pairsOf } from '../../api/rails';
import type { ChatwootContext } from '../operation/types';

const BODY_TYPES = ['form', 'json'] as const;
const show = { method: ['DELETE', 'PATCH', 'POST', 'PUT'] };

export const bodyFields: INodeProperties[] = [
	{
		displayName: 'Body Type',
		name: 'bodyType',
		type: 'options',
		options: [
			{
				name: 'Form',
				value: 'form',
				description: 'Fields and files from binary fields, as multipart/form-data',
			},
			{ name: 'JSON', value: 'json' },
		],
		default: 'json',
		displayOptions: { show },
		description: 'How the body is sent. Only a form can carry files.',
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '{}',
		displayOptions: { show },
		description:
			'The body as a JSON object; an empty one is not sent. In a form, objects and lists become fields such as custom_attributes[plan], and every value becomes text.',
	},
	{
		displayName: 'Files',
		name: 'files',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add File',
		default: {},
		displayOptions: { show: { ...show, bodyType: ['form'] } },
		description: 'Files that are sent in the form, in this order',
		options: [
			{
				displayName: 'File',
				name: 'file',
				values: [
					{
						displayName: 'Form Field',
						name: 'formField',
						type: 'string',
						default: 'attachments[]',
						description:
							'The name of the field in the form, for example attachments[] or avatar. Chatwoot ignores files under other names than it expects.',
					},
					{
						displayName: 'Input Binary Field',
						name: 'inputBinaryField',
						type: 'string',
						default: 'data',
						hint: 'The name of the input binary field containing the file',
						description: 'The binary field of the item that holds the file',
					},
				],
			},
		],
	},
];

/**
 * The body of the request, as JSON or as a form built anew for each attempt; `finished` adds what
 * the caller needs in it.
 */
export async function bodyFrom(
	{ param, file }: ChatwootContext,
	finished: (body: IDataObject) => IDataObject,
): Promise<Pick<ApiRequest, 'body' | 'form'>> {
	const type = param.choice('bodyType', BODY_TYPES);
	const given = param.optionalObject('body') ?? {};
	if (type === 'json') return Object.keys(given).length > 0 ? { body: finished(given) } : {};
	const body = finished(given);
	const rows = (param.value('files.file') as unknown[] | undefined) ?? [];
	const fields = rows.map((_, row) => param.requiredText(`files.file[${row}].formField`).trim());
	const paths = rows.map((_, row) => `files.file[${row}].inputBinaryField`);
	const properties = paths.map((path) => param.requiredText(path).trim());
	const parts = await Promise.all(paths.map((path, row) => file(properties[row], path)));
	const pairs = pairsOf(body);
	return {
		form: () => {
			const form = new MultipartForm();
			for (const [name, value] of pairs) form.append(name, value);
			fields.forEach((field, index) => form.append(field, parts[index]));
			return form;
		},
	};
}
