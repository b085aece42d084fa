import { removeLabels } from '../labels';
import { labelledContact } from './labelled';

export const removeContactLabels = removeLabels(labelledContact);
