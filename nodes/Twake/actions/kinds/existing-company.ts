import type { Call } from '../operation/operation';

/**
 * Refuses a company that does not exist: Twake accepts what is sent to it, and shows it to nobody.
 */
export async function checkCompany(
	{ twake, refuse }: Pick<Call<unknown, unknown>, 'twake' | 'refuse'>,
	{ company }: { company: string },
): Promise<void> {
	if (await twake.companies.exists(company)) return;
	refuse('company', 'does not exist', 'Leave it empty for the company of the application.');
}
