import { getLabels } from '../labelling/labels';
import { labelledContact } from './labelled';

export const getContactLabels = getLabels(labelledContact);
