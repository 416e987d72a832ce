import { request } from 'node:http'

/** Asks for an address as it is written, which fetch would tidy first. */
export function askRaw(port: number, path: string): Promise<{ status: number; location: string | null }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path }, answer => {
      answer.resume()
      resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? null })
    })
    asked.on('error', reject)
    asked.end()
  })
}
