import { readFields } from '#app/api/forms.ts'
import { refuseFile } from '#app/desk/refuse-file.ts'
import { requireSignedIn } from '#app/desk/session.ts'
import { exportIndicators, type IndicatorFormat } from '#lib/flows/indicators/export-indicators.ts'

const types: Record<IndicatorFormat, { type: string; ending: string }> = {
  stix: { type: 'application/stix+json;version=2.1', ending: 'json' },
  plain: { type: 'text/plain; charset=utf-8', ending: 'txt' },
}

/** Takes the form below the list of indicators: all of it as a file. */
export async function POST(request: Request): Promise<Response> {
  const { db, staffMember } = await requireSignedIn()
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const format: IndicatorFormat = read.fields.format === 'stix' ? 'stix' : 'plain'
  const text = await exportIndicators(db, { format, staffId: staffMember.id }, new Date()).catch(refuseFile)
  if (text instanceof Response) return text
  const { type, ending } = types[format]
  const headers = {
    'content-type': type,
    'content-disposition': `attachment; filename="indicators.${ending}"`,
    'cache-control': 'no-store',
  }
  return new Response(text, { headers })
}
