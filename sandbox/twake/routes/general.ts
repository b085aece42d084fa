import type { FastifyInstance } from 'fastify';
import type { Release, State } from '../state/state';

const FRONT_PAGE = `Twake frontend is not here, please do one of the following:<br/>
- use the nginx container as a separate process<br/>
- attach the built frontend to this container and use the STATIC_ROOT env variable<br/>
- use the production container`;

const VERSIONS: Record<Release, string> = { '2022.Q4': '2022.Q4.1120', '2023.Q1': '2023.Q1.1223' };

/** Public information, mainly the version (twake.md [343, 800]). */
const server = (release: Release) => ({
	status: 'ready',
	version: { current: VERSIONS[release], minimal: { web: '2022.Q2.975', mobile: '2022.Q2.975' } },
	configuration: {
		help_url: false,
		pricing_plan_url: '',
		mobile: {
			mobile_redirect: 'mobile.twake.app',
			mobile_appstore: 'https://apps.apple.com/fr/app/twake/id1588764852?l=en',
			mobile_googleplay: 'https://play.google.com/store/apps/details?id=com.twake.twake&gl=FR',
		},
		app_download_url: 'https://twake.app/download',
		accounts: {
			type: 'internal',
			console: {
				authority: 'http://auth.example.com/',
				client_id: 'twakeweb',
				account_management_url: 'http://web.twake-console.local/profile?company-code={company_id}',
				company_management_url:
					'http://web.twake-console.local/companies?company-code={company_id}',
				collaborators_management_url:
					'http://web.twake-console.local/compaies/{company_id}/users?company-code={company_id}',
			},
			internal: { disable_account_creation: false },
		},
	},
});

export function generalRoutes(app: FastifyInstance, { release }: State): void {
	app.get('/', async (_, reply) => reply.type('text/html; charset=UTF-8').send(FRONT_PAGE));
	app.get('/internal/services/general/v1/server', async () => server(release));
}
