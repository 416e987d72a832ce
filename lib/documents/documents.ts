import type { PublicDocument } from './document.ts'
import { openApi } from './openapi/openapi.ts'
import { serverText, siteText } from './plain/plain.ts'

/** All documents, one line each. Of several that an address fits the first one counts. */
export const documents: readonly PublicDocument[] = [siteText, serverText, openApi]
