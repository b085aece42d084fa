import type { IWebhookDescription } from 'n8n-workflow';

const answers = {
	name: 'default',
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
} as const;

/** Where the answer to a waiting execution arrives; registered only while it waits. */
export const answerWebhooks: IWebhookDescription[] = [
	{ ...answers, httpMethod: 'GET' },
	{ ...answers, httpMethod: 'POST' },
];
