import { Reply } from '../http/reply';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { unrecognized } from '../http/errors';
import features from '../data/features.json';

const VERSIONS = [
	...['r0.0.1', 'r0.1.0', 'r0.2.0', 'r0.3.0', 'r0.4.0', 'r0.5.0', 'r0.6.0', 'r0.6.1'],
	...[
		'v1.1',
		'v1.2',
		'v1.3',
		'v1.4',
		'v1.5',
		'v1.6',
		'v1.7',
		'v1.8',
		'v1.9',
		'v1.10',
		'v1.11',
		'v1.12',
	],
];

const CACHED = 'public, max-age=600, s-maxage=3600, stale-while-revalidate=600';

const ROOM_VERSIONS = {
	default: '11',
	available: {
		...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [String(i + 1), 'stable'])),
		'org.matrix.msc3757.10': 'unstable',
		'org.matrix.msc3757.11': 'unstable',
		'org.matrix.hydra.11': 'unstable',
	},
};

const ROOT_PAGE = `
<html>
    <head>
        <meta http-equiv="refresh" content="0;URL=/_matrix/static">
    </head>
    <body bgcolor="#FFFFFF" text="#000000">
    <a href="/_matrix/static">click here</a>
    </body>
</html>
`;

const html = { 'content-type': 'text/html; charset=utf-8' };

/** What the server says about itself (matrix.md §1). */
export const generalRoutes: Route[] = [
	route(
		'GET - /_matrix/client/versions',
		() =>
			new Reply(
				200,
				{ versions: VERSIONS, unstable_features: features },
				{ 'cache-control': CACHED },
			),
		{ open: true },
	),
	route('GET - /.well-known/matrix/client', ({ server }) => server.wellKnown, { open: true }),
	route('GET - /.well-known/matrix/server', ({ state }) => ({ 'm.server': `${state.name}:443` }), {
		open: true,
	}),
	route(
		'GET - /_matrix/federation/v1/version',
		() => ({ server: { name: 'Synapse', version: '1.160.0' } }),
		{
			open: true,
		},
	),
	route('GET - /health', () => new Reply(200, 'OK', { 'content-type': 'text/plain' }), {
		open: true,
	}),
	route('GET - /', () => new Reply(302, ROOT_PAGE, { ...html, location: '/_matrix/static' }), {
		open: true,
	}),
	route(
		'GET - /_matrix/static/?',
		() =>
			new Reply(200, '<!DOCTYPE html>\n<title>Synapse is running</title>\n', {
				'content-type': 'text/html',
			}),
		{ open: true },
	),
	route('GET v3 /capabilities', ({ server }) => ({
		capabilities: {
			'm.room_versions': ROOM_VERSIONS,
			...Object.fromEntries(
				['change_password', 'set_displayname', 'set_avatar_url', '3pid_changes'].map((name) => [
					`m.${name}`,
					{ enabled: true },
				]),
			),
			'm.get_login_token': { enabled: server.settings.loginTokens },
			'm.profile_fields': { enabled: true },
			'org.matrix.msc4140.delayed_events': { max_delay_ms: 0, max_scheduled: 100 },
		},
	})),
	route(
		'GET v1 /auth_metadata',
		() => {
			throw unrecognized(404);
		},
		{ open: true },
	),
	route('GET v3 /voip/turnServer', () => ({})),
	route('GET v3 /thirdparty/protocols', () => ({})),
	route('GET v3 /account/3pid', () => ({ threepids: [] })),
	route('GET v3 /pushers', () => ({ pushers: [] })),
];
