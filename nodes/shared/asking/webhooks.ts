import type { IWebhookDescription } from 'n8n-workflow';

const answers = {
	name: 'default',
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
} as const;

/** Where an execution that waits for a person is answered; registered while it waits only. */
export const answerWebhooks: IWebhookDescription[] = [
	{ ...answers, httpMethod: 'GET' },
	{ ...answers, httpMethod: 'POST' },
];
