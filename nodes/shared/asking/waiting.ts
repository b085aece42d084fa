import { NodeOperationError, WAIT_INDEFINITELY } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Question } from './question';

/** The result of an operation that has asked a person: n8n waits for the answer. */
export class Waiting {
	constructor(
		readonly question: Question,
		/** Where the question was asked, for the output. */
		readonly asked: IDataObject,
		/** Undefined: without a limit. */
		readonly until?: Date,
	) {}
}

/** Makes the address at which a question of this execution is answered; n8n signs it. */
export type AnswerAddress = (question: Question, more?: Record<string, string>) => string;

type Signing = Pick<IExecuteFunctions, 'getNode' | 'getSignedResumeUrl'> & {
	setSignatureValidationRequired?(): void;
};

export function answerAddresses(execution: Signing): AnswerAddress {
	return (question, more) => {
		// Without a signature anybody could answer (n8n.md §11).
		if (typeof execution.getSignedResumeUrl !== 'function') {
			throw new NodeOperationError(
				execution.getNode(),
				'This n8n cannot sign the address at which a question is answered',
				{ description: 'Update n8n: 1.107 is the first that can.' },
			);
		}
		// n8n 1 looks at signatures only where a node has asked for it (n8n.md §11).
		execution.setSignatureValidationRequired?.();
		return execution.getSignedResumeUrl({ wait: question.id, ...more });
	};
}

/** One execution waits for one answer: several questions would overwrite each other. */
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
 * Puts the execution to sleep. When nobody answers in time, n8n passes on the input that it has
 * kept. So that input is replaced by the item with `timedOut`; until then it also holds the
 * question (n8n.md §11).
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
