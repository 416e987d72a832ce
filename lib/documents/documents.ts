import type { PublicDocument } from './document.ts'
import { serverText, siteText } from './plain/plain.ts'
import { statuspageHistory } from './statuspage/history.ts'
import { incidentByCode } from './statuspage/one-incident.ts'
import { statuspageDocuments } from './statuspage/statuspage.ts'

/** All documents, one line each. Of several that an address fits the first one counts. */
export const documents: readonly PublicDocument[] = [
  siteText,
  serverText,
  ...statuspageDocuments,
  statuspageHistory,
  incidentByCode,
]
