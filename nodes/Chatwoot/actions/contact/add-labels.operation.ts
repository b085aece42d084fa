import { addLabels } from '../labelling/labels';
import { labelledContact } from './labelled';

export const addContactLabels = addLabels(labelledContact);
