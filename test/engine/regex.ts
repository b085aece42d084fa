import * as n8nWorkflow from 'n8n-workflow';

/**
 * n8n gives each regular expression of a parameter 250 ms of wall-clock time before it calls the
 * parameter wrong. On a busy machine that is too short: here they take the time they need.
 * Older versions of n8n have no such limit.
 */
(n8nWorkflow as Partial<typeof n8nWorkflow>).setSafeRegexEngine?.({
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, replacement) =>
		input.replace(new RegExp(pattern, flags), replacement),
	matchAll: (pattern, input, flags = '') =>
		Array.from(input.matchAll(new RegExp(pattern, flags.includes('g') ? flags : `${flags}g`))),
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
});
