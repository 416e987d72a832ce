import { request } from 'node:http'

export type AnswerAt = {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

type Asked = { method?: string; headers?: Record<string, string>; body?: string }

/** Asks a site by another host name, as a proxy passes it on: fetch sends no Host of its own choice. */
export function askAt(
  siteUrl: string,
  host: string,
  path: string,
  { method = 'GET', headers = {}, body }: Asked = {},
): Promise<AnswerAt> {
  const { hostname, port } = new URL(siteUrl)
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers: { ...headers, host } }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', chunk => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
