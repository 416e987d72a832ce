import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/** The least that Node can do: one buffer for every request. Arguments: port, file with the compressed bytes. */
const [port, file] = process.argv.slice(2)
const bytes = readFileSync(file ?? '')
const head = [
  'Content-Type',
  'text/html; charset=utf-8',
  'Content-Encoding',
  'gzip',
  'Content-Length',
  String(bytes.length),
]

createServer((_request, response) => {
  response.writeHead(200, head)
  response.end(bytes)
}).listen(Number(port), '127.0.0.1')
