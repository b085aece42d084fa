import { getLabels } from '../labels';
import { labelledContact } from './labelled';

export const getContactLabels = getLabels(labelledContact);
