import { setLabels } from '../labels';
import { labelledContact } from './labelled';

export const setContactLabels = setLabels(labelledContact);
