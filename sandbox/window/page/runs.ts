import type { Run, Shown, Workflow } from '../shown/types';
import { act } from './act';
import { byId, describe, h, List } from './dom';
import type { Part } from './dom';

/** What n8n has and does, with ways into its editor. */
export class Runs {
	private readonly workflows: List<Workflow>;
	private readonly runs: List<Run>;
	private readonly body: HTMLElement;

	constructor() {
		const workflows = h('ul', { class: 'workflows', 'aria-label': 'Workflows' });
		const runs = h('ol');
		this.workflows = new List(workflows, ({ id }) => id, workflowPart);
		this.runs = new List(runs, ({ id }) => id, runPart);
		const log = h(
			'div',
			{ class: 'lines runs', role: 'log', 'aria-label': 'What n8n did, newest first', tabindex: 0 },
			runs,
		);
		this.body = h('div', { class: 'automation' }, workflows, log);
		byId('runs').append(this.body);
	}

	show({ n8n }: Shown): void {
		this.body.hidden = !n8n;
		describe('runs', n8n ? 'what it did, newest first' : 'none runs here: npm run demo brings one');
		this.workflows.show(n8n?.workflows ?? []);
		this.runs.show(n8n?.runs ?? []);
	}
}

function workflowPart({ id }: Workflow): Part<Workflow> {
	const element = h('li');
	return {
		element,
		show: ({ name, about, canStart }) => {
			const start = h('button', { type: 'button', 'aria-label': `Run ${name}` }, 'Run');
			start.addEventListener('click', () => void act('start-workflow', { id }));
			const text = h('p', {}, editorLink(`workflow/${id}`, name), h('span', {}, about));
			element.replaceChildren(text, ...(canStart ? [start] : []));
		},
	};
}

const WORDS: Record<string, string> = {
	new: 'queued',
	running: 'running',
	waiting: 'waits for an answer',
	success: 'done',
	error: 'failed',
	crashed: 'failed',
	canceled: 'cancelled',
};

function runPart({ id, workflowId }: Run): Part<Run> {
	const element = h('li');
	return {
		element,
		show: ({ workflow, status, startedAt, took }) => {
			element.className = `run is-${status}`;
			const time = new Date(startedAt).toLocaleTimeString();
			const how = `${WORDS[status] ?? status}${took === undefined ? '' : ` in ${seconds(took)}`}`;
			element.replaceChildren(
				h('span', { class: 'dot' }),
				h('time', {}, time),
				editorLink(`workflow/${workflowId}/executions/${id}`, workflow),
				h('span', { class: 'how' }, how),
			);
		},
	};
}

function editorLink(path: string, text: string): HTMLElement {
	return h('a', { href: `/editor/${path}`, target: '_blank', rel: 'noopener' }, text);
}

function seconds(milliseconds: number): string {
	return `${(milliseconds / 1000).toFixed(1)} s`;
}
