import { localpartOf } from '../state/ids';
import type { Json } from '../state/types';

const event = (key: string, pattern: string): Json => ({ kind: 'event_match', key, pattern });
const highlight: Json = { set_tweak: 'highlight' };
const quiet: Json = { set_tweak: 'highlight', value: false };
const sound = (value: string): Json => ({ set_tweak: 'sound', value });
const pair: Json = { kind: 'room_member_count', is: '2' };
const mayCall: Json = { kind: 'sender_notification_permission', key: 'room' };

function rule(name: string, conditions: Json[], actions: unknown[], enabled = true): Json {
	return { conditions, actions, rule_id: name, default: true, enabled };
}

/** The push rules that every account starts with. */
export function defaultPushRules(user: string): Json {
	const mentioned = {
		kind: 'event_property_contains',
		key: 'content.m\\.mentions.user_ids',
		value: user,
	};
	const roomMention = { kind: 'event_property_is', key: 'content.m\\.mentions.room', value: true };
	const isEdit = {
		kind: 'event_property_is',
		key: 'content.m\\.relates_to.rel_type',
		value: 'm.replace',
	};
	const loud = ['notify', highlight, sound('default')];
	return {
		underride: [
			rule('.m.rule.call', [event('type', 'm.call.invite')], ['notify', sound('ring'), quiet]),
			rule(
				'.m.rule.encrypted_room_one_to_one',
				[event('type', 'm.room.encrypted'), pair],
				['notify', sound('default'), quiet],
			),
			rule(
				'.m.rule.room_one_to_one',
				[event('type', 'm.room.message'), pair],
				['notify', sound('default'), quiet],
			),
			rule('.m.rule.message', [event('type', 'm.room.message')], ['notify', quiet]),
			rule('.m.rule.encrypted', [event('type', 'm.room.encrypted')], ['notify', quiet]),
			rule(
				'.im.vector.jitsi',
				[
					event('type', 'im.vector.modular.widgets'),
					event('content.type', 'jitsi'),
					event('state_key', '*'),
				],
				['notify', quiet],
			),
		],
		sender: [],
		room: [],
		postcontent: [],
		content: [
			{
				actions: loud,
				rule_id: '.m.rule.contains_user_name',
				default: true,
				pattern: localpartOf(user),
				enabled: true,
			},
		],
		override: [
			rule('.m.rule.master', [], [], false),
			rule('.m.rule.suppress_notices', [event('content.msgtype', 'm.notice')], []),
			rule(
				'.m.rule.invite_for_me',
				[
					event('type', 'm.room.member'),
					event('content.membership', 'invite'),
					event('state_key', user),
				],
				['notify', quiet, sound('default')],
			),
			rule('.m.rule.member_event', [event('type', 'm.room.member')], []),
			rule('.m.rule.is_user_mention', [mentioned], loud),
			rule('.m.rule.contains_display_name', [{ kind: 'contains_display_name' }], loud),
			rule('.m.rule.is_room_mention', [roomMention, mayCall], ['notify', highlight]),
			rule('.m.rule.roomnotif', [mayCall, event('content.body', '@room')], ['notify', highlight]),
			rule(
				'.m.rule.tombstone',
				[event('type', 'm.room.tombstone'), event('state_key', '')],
				['notify', highlight],
			),
			rule('.m.rule.reaction', [event('type', 'm.reaction')], []),
			rule(
				'.m.rule.room.server_acl',
				[event('type', 'm.room.server_acl'), event('state_key', '')],
				[],
			),
			rule('.m.rule.suppress_edits', [isEdit], []),
		],
	};
}
