const kept = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'XDG_CACHE_HOME'];

/** The environment for npm and pnpm: the caller's, without what `npm run` says about our own package. */
export function toolEnvironment(): NodeJS.ProcessEnv {
	const entries = Object.entries(process.env).filter(
		([name]) => !/^npm_(package|lifecycle|command|config_local_prefix)|^NODE_OPTIONS$/.test(name),
	);
	return { ...Object.fromEntries(entries), CI: 'true' };
}

export interface N8nPlace {
	/** n8n adds `/.n8n` to it. */
	userFolder: string;
	port: number;
	brokerPort: number;
	/** The folder of the Node that runs n8n: its task runner looks for `node` in the PATH. */
	nodeFolder: string;
}

/** n8n's settings for a sandbox: loopback only, and not one call to the outside. */
export function n8nEnvironment(place: N8nPlace): NodeJS.ProcessEnv {
	const inherited = Object.fromEntries(kept.map((name) => [name, process.env[name]]));
	return {
		...inherited,
		PATH: `${place.nodeFolder}:${process.env.PATH ?? ''}`,
		N8N_USER_FOLDER: place.userFolder,
		N8N_ENCRYPTION_KEY: 'sandbox',
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(place.port),
		N8N_RUNNERS_BROKER_PORT: String(place.brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_PYTHON_ENABLED: 'false',
		N8N_AI_ENABLED: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	};
}
