import aero from '@aero/statuspage'

// A program of its own, since the client shares what it asks with between all that ask in its process; and a client for
// each question, since it adds the path of one to that of the next.
const client = () => new aero.StatusPageClient(process.argv[2] ?? '')
const read = {
  summary: await client().summary(),
  status: await client().status(),
  components: await client().components(),
  incidents: await client().incidents(false),
  unresolved: await client().incidents(true),
  all: await client().maintenances(0),
  active: await client().maintenances(1),
  upcoming: await client().maintenances(2),
}
export type AeroRead = typeof read
process.stdout.write(JSON.stringify(read))
