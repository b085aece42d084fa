import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { clock } from '../../../shared/retry';
import { hoursAhead } from '../../../shared/dates';
import type { AccountApi } from '../../api';
import type { ReportQuery } from '../../api/reports';
import { operation } from '../operation/operation';
import type { Wording } from '../operation/operation';
import type { Operation } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';
import { periodFields, periodFrom, periodOutput, secondsOf } from '../reporting/period';
import { subjectFields, subjectFrom } from './subject';

/** What a report gets for its request. */
export interface ReportCall<Input = undefined> {
	query: ReportQuery;
	/** How many hours the workflow's clocks are ahead of UTC. */
	ahead: number;
	/** The result of `read`. */
	input: Input;
}

interface Report<Input> extends Wording {
	/** Parameters besides the period. */
	fields?: INodeProperties[];
	read?(param: ChatwootParameters): Input;
	/** It covers a part of the account, which is chosen. */
	hasSubject?: boolean;
	/** It can leave out the time outside of business hours. */
	hasBusinessHours?: boolean;
	rows(api: AccountApi, asked: ReportCall<Input>): Promise<IDataObject | IDataObject[]>;
}

const businessHoursField: INodeProperties = {
	displayName: 'Business Hours',
	name: 'businessHours',
	type: 'boolean',
	default: false,
	description: 'Whether times count only while the inbox is open, as its business hours say',
};

/** A report over a period: each row is one item and contains the period. */
export function periodReport<Input = undefined>(spec: Report<Input>): Operation {
	const { fields = [], read, rows, hasSubject, hasBusinessHours, ...wording } = spec;
	return operation({
		...wording,
		access: 'administrator',
		isStandard: true,
		fields: [
			...fields,
			...(hasSubject ? subjectFields : []),
			...periodFields,
			...(hasBusinessHours ? [businessHoursField] : []),
		],
		read: (param) => ({
			period: periodFrom(param),
			...askedFrom(spec, param),
			input: read?.(param),
		}),
		async act({ api, input: { period, asked, ahead, input } }) {
			const query = { ...secondsOf(period), ...asked };
			const found = await rows(api, { query, ahead, input: input as Input });
			const all = Array.isArray(found) ? found : [found];
			return all.map((row) => ({ ...periodOutput(period), ...row }));
		},
	});
}

function askedFrom(
	{ hasSubject, hasBusinessHours }: Pick<Report<never>, 'hasSubject' | 'hasBusinessHours'>,
	param: ChatwootParameters,
) {
	return {
		asked: {
			...(hasSubject ? subjectFrom(param) : {}),
			...(hasBusinessHours && { business_hours: param.boolean('businessHours') }),
		},
		// Chatwoot takes a zone whose clocks are that far ahead at the moment (chatwoot.md §9 Reports).
		ahead: hoursAhead(new Date(clock.now()), param.timeZone),
	};
}
