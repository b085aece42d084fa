import { casesByPart, chatwootDesk } from './chatwoot/desk';
import { faultSuite } from './suite';

faultSuite({ ...chatwootDesk, cases: casesByPart.contacts });
