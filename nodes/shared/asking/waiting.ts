import { NodeOperationError, WAIT_INDEFINITELY } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Question } from './question';

/** What an operation gives back that has asked a person: n8n waits for the answer. */
export class Waiting {
	constructor(
		readonly question: Question,
		/** Where it was asked, as the output tells it. */
		readonly asked: IDataObject,
		/** Without it, for ever. */
		readonly until?: Date,
	) {}
}

/** The address at which a question of this execution is answered; signed by n8n. */
export type AnswerAddress = (question: Question, more?: Record<string, string>) => string;

export function answerAddresses(
	execution: Pick<IExecuteFunctions, 'getNode' | 'getSignedResumeUrl'>,
): AnswerAddress {
	return (question, more) => {
		// Unknown before n8n 1.110; without a signature anybody could answer.
		if (typeof execution.getSignedResumeUrl !== 'function') {
			throw new NodeOperationError(
				execution.getNode(),
				'This n8n cannot sign the address at which a question is answered',
				{ description: 'Update n8n; asking and waiting needs signed addresses.' },
			);
		}
		return execution.getSignedResumeUrl({ wait: question.id, ...more });
	};
}

/** One execution waits for one answer: more would overtake each other. */
export function refuseSeveral(execution: IExecuteFunctions, itemIndex: number): void {
	const count = execution.getInputData().length;
	if (count === 1) return;
	throw new NodeOperationError(
		execution.getNode(),
		`An execution can wait for one answer at a time, but ${count} items came in`,
		{
			itemIndex,
			description:
				'To ask once for all of them, switch on Settings > Execute Once. To ask for each, put a Loop Over Items node before this one.',
		},
	);
}

/**
 * Puts the execution to sleep. What n8n hands on when nobody answers in time is the input that it has
 * kept: it is replaced by the item with `timedOut`, and holds the question for the answer (n8n.md §11).
 */
export async function waitFor(
	execution: IExecuteFunctions,
	{ question, asked, until }: Waiting,
): Promise<INodeExecutionData[][]> {
	const [item] = execution.getInputData();
	const kept = {
		...item,
		json: { ...item.json, timedOut: true, question: { ...asked, ...question } },
	};
	execution.getExecuteData().data.main = [[kept]];
	await execution.putExecutionToWait(until ?? WAIT_INDEFINITELY);
	return [[kept]];
}
