import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { FilePart } from '../../../shared/multipart';
import { INSTEAD_OF_FILES, insteadOfFilesField, toldOf } from '../../../shared/refused-files';
import { inThread } from '../../api/content';
import { isSentBy, marked, markOfPart } from '../../api/keyed-threads';
import type { Content, MatrixEvent } from '../../api/types';
import { messageBesides, messageWith, readMessage } from '../content/draft';
import { contentFields, rarerContentFields } from '../content/fields';
import { room } from '../kinds/room';
import { operation } from '../operation/operation';
import { latestOf } from '../sending/existing';
import { refuseUnsuitable, send, sent } from '../sending/send';
import { checkSize, fileMessage } from '../sending/upload';
import { threadKeyField } from '../operation/thread-key';

const newThreadTextField: INodeProperties = {
	displayName: 'Text of a New Thread',
	name: 'newThreadText',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	description: 'What the message says when it begins the thread, instead of the text above',
};

const ATTACHMENTS = 'additionalFields.attachments';

const attachmentsField: INodeProperties = {
	displayName: 'Attachments',
	name: 'attachments',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	hint: 'The name of the input binary field containing the file to attach; several names separated by commas',
	description:
		'Input binary fields whose files follow the text, each as a message of its own; without a text they stand alone',
};

export const createOrReply = operation({
	name: 'Create or Reply',
	value: 'createOrReply',
	action: 'Create thread or reply in it',
	description:
		'Send a message and files into the thread with a key, or begin that thread with them',
	on: room,
	fields: [threadKeyField, ...contentFields],
	additional: [attachmentsField, insteadOfFilesField, ...rarerContentFields, newThreadTextField],
	isKeyed: true,
	read(param) {
		const attachments = param.names(ATTACHMENTS);
		const isText = attachments.length === 0 || param.optionalText('text') !== undefined;
		const content = isText ? readMessage(param) : undefined;
		const path = 'additionalFields.newThreadText';
		const first = param.optionalText(path) === undefined ? content : messageWith(param, path);
		const key = param.requiredText('threadKey').trim();
		const instead = messageBesides(param, INSTEAD_OF_FILES);
		return { key, content, first, attachments, instead };
	},
	async act(call) {
		const { chat, place, input, transactions } = call;
		const { room } = place;
		const { key, attachments, instead } = input;
		const files = await Promise.all(attachments.map((name) => call.file(name, ATTACHMENTS)));
		await refuseUnsuitable(call, room);
		const isDispensable = instead !== undefined;
		if (!isDispensable) for (const file of files) await checkSize(call, file, ATTACHMENTS);
		let filesRefused: string | undefined;
		const parts = partsOf(input.first, input.content, files, async (file) => {
			const result = await fileMessage(call, file, { path: ATTACHMENTS, isDispensable });
			if ('content' in result) return result.content;
			({ filesRefused } = result);
			return undefined;
		});
		const mine = transactions.keyOf(['in thread'], [input.content, attachments]);
		const isKeyed = transactions.userKey !== undefined;
		const { root: found, gone } = await chat.keyedThreads.find({ room, key });
		let root = found;
		let latest = found && latestOf(found);
		const posted: IDataObject[] = [];
		const step = chat.requester.steps();

		const post = async ({ name, first, later }: Part): Promise<IDataObject | undefined> => {
			const mark = markOfPart(mine, name);
			if (root && isSentBy(root, mark)) return asBefore(room, root);
			if (!root) {
				const content = await first();
				if (!content) return undefined;
				const begun = await chat.keyedThreads.begin({ room, key }, content, mark, gone);
				({ root } = begun);
				latest = latestOf(root);
				if (begun.isMine) return { result: 'created', ...sent(room, root.event_id, root.content) };
			}
			const thread = root.event_id;
			const before = isKeyed && (await chat.keyedThreads.sentBy({ room, message: thread }, mark));
			if (before) return asBefore(room, before);
			const content = await later?.();
			if (!content) return undefined;
			const relation = { 'm.relates_to': inThread(thread, latest ?? thread) };
			const reply = { ...marked(content, mark), ...relation };
			const done = await send(call, room, reply, ['keyed reply', key, name]);
			latest = String(done.id);
			return { result: 'replied', ...done };
		};

		const take = async (part: Part) => {
			const done = await step(async () => await post(part));
			if (done) posted.push(done);
		};
		for (const part of parts) await take(part);
		if (filesRefused !== undefined)
			await take(alike('instead', async () => await Promise.resolve(instead)));
		const [{ id, ...head }] = posted;
		const result = ['created', 'replied'].find((each) => posted.some((one) => one.result === each));
		return {
			...{ id, ...head, result: result ?? 'unchanged' },
			...toldOf(filesRefused),
			...(files.length > 0 && { message_ids: posted.map((each) => each.id) }),
		};
	},
});

/**
 * One message of an item: what begins the thread, and what is said in one that is there. Undefined
 * for a file that the server refuses.
 */
interface Part {
	/** Stays the same whatever else the item sends. */
	name: string;
	first(): Promise<Content | undefined>;
	/** Nothing, if it only begins threads. */
	later?(): Promise<Content | undefined>;
}

const alike = (name: string, say: Part['first']): Part => ({ name, first: say, later: say });

function partsOf(
	first: Content | undefined,
	content: Content | undefined,
	files: FilePart[],
	shown: (file: FilePart) => Promise<Content | undefined>,
): Part[] {
	const text = first && {
		name: 'text',
		first: async () => await Promise.resolve(first),
		...(content && { later: async () => await Promise.resolve(content) }),
	};
	const ofFiles = files.map((file, index) =>
		alike(`file ${index + 1}`, async () => await shown(file)),
	);
	return [...(text ? [text] : []), ...ofFiles];
}

const asBefore = (room: string, { event_id: id, content }: MatrixEvent): IDataObject => ({
	result: 'unchanged',
	...sent(room, id, content),
});
