import { addLabels } from '../labels';
import { labelledContact } from './labelled';

export const addContactLabels = addLabels(labelledContact);
