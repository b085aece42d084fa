import { conversationLocator } from '../fields';
import { addLabels, getLabels, removeLabels, setLabels } from '../labelling/labels';
import type { Labelled } from '../labelling/labels';
import { conversationKey } from './key';

const labelled: Labelled = {
	noun: 'conversation',
	locator: conversationLocator,
	labels: ({ conversationLabels }) => conversationLabels,
	orderKey: conversationKey,
	access: 'bots',
};

export const addConversationLabels = addLabels(labelled);
export const getConversationLabels = getLabels(labelled);
export const removeConversationLabels = removeLabels(labelled);
export const setConversationLabels = setLabels(labelled);
