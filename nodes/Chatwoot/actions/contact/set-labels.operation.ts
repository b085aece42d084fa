import { setLabels } from '../labelling/labels';
import { labelledContact } from './labelled';

export const setContactLabels = setLabels(labelledContact);
