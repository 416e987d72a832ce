import { type Refused, refused } from './refused.ts'

/** The text fields of multipart/form-data, or why it is not read: its parts are counted before it is parsed. */
export async function readMultipart(
  bytes: Buffer,
  contentType: string,
  most: number,
): Promise<[string, string][] | Refused> {
  const boundary = /;\s*boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType)
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined) return refused(400, 'Content-Type is multipart/form-data without its boundary.')
  if (hasMoreParts(bytes, `--${mark}`, most)) return refused(413, `The form has more than ${most} fields.`)
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => null)
  if (!form) return refused(400, 'The body is not multipart/form-data as its Content-Type says.')
  return [...form].filter((field): field is [string, string] => typeof field[1] === 'string')
}

/** The last mark closes the form. */
function hasMoreParts(bytes: Buffer, mark: string, most: number): boolean {
  let count = 0
  for (let at = bytes.indexOf(mark); at >= 0 && count <= most + 1; at = bytes.indexOf(mark, at + mark.length))
    count += 1
  return count > most + 1
}
