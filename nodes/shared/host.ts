import * as host from 'n8n-workflow';

/** Evaluated before anything that would fail on an older n8n (n8n.md §9). */
if (!('NodeConnectionTypes' in host)) {
	throw new Error('This package needs n8n 1.84 or newer. Update n8n, then restart it.');
}
