/** The package has no types of its own. */
declare module '@aero/statuspage' {
  type Part = { name: string; status: string; updates?: { status: string }[] }
  class StatusPageClient {
    constructor(site: string)
    summary(): Promise<{
      status: { indicator: string }
      components: Part[]
      incidents: Part[]
      maintenances: Part[]
    }>
    status(): Promise<{ page: { id: string } }>
    components(): Promise<Part[]>
    incidents(isUnresolved: boolean): Promise<Part[]>
    maintenances(type: number): Promise<Part[]>
  }
  const all: { StatusPageClient: typeof StatusPageClient }
  export default all
}
