import { calendars } from './calendars/calendars.ts'
import type { PublicDocument } from './document.ts'
import { feeds } from './feeds/feeds.ts'
import { serverText, siteText } from './plain/plain.ts'

/** All documents, one line each. Of several that an address fits the first one counts. */
export const documents: readonly PublicDocument[] = [siteText, serverText, ...feeds, ...calendars]
