import { removeLabels } from '../labelling/labels';
import { labelledContact } from './labelled';

export const removeContactLabels = removeLabels(labelledContact);
