import type { World } from './state/seed';

/** Ids of the demo world, for tests and workflows to use. */
export const demoIds = {
	server: 'matrix.test',
	bot: '@n8n:matrix.test',
	alice: '@alice:matrix.test',
	bob: '@bob:matrix.test',
	carol: '@carol:matrix.test',
	token: 'syt_bjhu_SandboxTokenOfTheBot_1a2b3c',
	aliceToken: 'syt_YWxpY2U_SandboxTokenOfAlice_4d5e6f',
	bobToken: 'syt_Ym9i_SandboxTokenOfBob_7g8h9i',
	password: 'correct horse battery',
	support: '!supportSupportSupp:matrix.test',
	team: '!teamTeamTeamTeamTe:matrix.test',
	lobby: '!lobbyLobbyLobbyLob:matrix.test',
	secret: '!secretSecretSecret:matrix.test',
	space: '!spaceSpaceSpaceSpa:matrix.test',
	direct: '!directDirectDirect:matrix.test',
} as const;

/** A team with a bot: a public and a private room, an encrypted one, a space and a direct room. */
export const demoWorld: World = {
	server: demoIds.server,
	users: {
		bot: {
			user_id: demoIds.bot,
			displayname: 'n8n',
			device_id: 'N8N',
			password: demoIds.password,
			token: demoIds.token,
		},
		alice: {
			user_id: demoIds.alice,
			displayname: 'Alice Martin',
			device_id: 'PHONE',
			password: demoIds.password,
			token: demoIds.aliceToken,
		},
		bob: {
			user_id: demoIds.bob,
			displayname: 'Bob Durand',
			device_id: 'LAPTOP',
			password: demoIds.password,
			token: demoIds.bobToken,
		},
		carol: { user_id: demoIds.carol, displayname: 'Carol', password: demoIds.password },
	},
	rooms: {
		support: {
			room_id: demoIds.support,
			name: 'Support',
			topic: 'Customer support',
			alias: 'support',
			isPublic: true,
			members: ['alice', 'bot', 'bob'],
			powerLevels: { users: { [demoIds.alice]: 100, [demoIds.bot]: 50 } },
			messages: [{ from: 'alice', body: 'Where do we answer customers?' }],
		},
		team: {
			room_id: demoIds.team,
			name: 'Team',
			members: ['alice', 'bot'],
			powerLevels: { users: { [demoIds.alice]: 100, [demoIds.bot]: 50 } },
		},
		lobby: {
			room_id: demoIds.lobby,
			name: 'Lobby',
			topic: 'Everybody is welcome',
			alias: 'lobby',
			isPublic: true,
			members: ['bob', 'carol'],
		},
		secret: {
			room_id: demoIds.secret,
			name: 'Secret',
			isEncrypted: true,
			members: ['alice', 'bot'],
		},
		space: {
			room_id: demoIds.space,
			name: 'Acme',
			type: 'm.space',
			isPublic: true,
			members: ['alice', 'bot'],
			children: ['support', 'team', 'lobby'],
		},
		direct: { room_id: demoIds.direct, members: ['bot', 'alice'], directWith: 'alice' },
	},
};
