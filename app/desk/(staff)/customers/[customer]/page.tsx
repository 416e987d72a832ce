import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { recordProblem } from '#app/desk/(staff)/customers/record-problem.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { loadRecord } from '#lib/flows/customers/customer-record.ts'
import type { CustomerRecord } from '#lib/rules/customers/record.ts'
import { usualDays } from '#lib/rules/customers/record-period.ts'
import { uptimeFormula } from '#lib/rules/servers/uptime.ts'
import { ourSite } from '#lib/site.ts'
import { RecordDays, RecordFiles } from './_parts/record-forms.tsx'
import { RecordIncidents } from './_parts/record-incidents.tsx'
import { RecordMonths } from './_parts/record-months.tsx'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskCustomers.onePage.customer') })

type Props = {
  params: Promise<{ customer: string }>
  searchParams: Promise<Partial<Record<'from' | 'to', string | string[]>>>
}

/** What befell one customer of the map, as the base for credits. */
export default async function CustomerPage({ params, searchParams }: Props) {
  const { db } = await requireStaff()
  const customer = decodeURIComponent((await params).customer)
    .replaceAll('\0', '')
    .trim()
  if (customer === '' || customer.length > 253) notFound()
  const { from, to } = await searchParams
  const now = new Date()
  const usual = usualDays(ourSite().zone, now)
  const firstDay = typeof from === 'string' ? from : usual.firstDay
  const lastDay = typeof to === 'string' ? to : usual.lastDay
  const record = await loadRecord(db, { customer, firstDay, lastDay }, now)
  return (
    <>
      <p className="mt-6 text-sm">
        <a href="/desk/customers">{staffWords('deskCustomers.onePage.customers')}</a>
      </p>
      <Headline>
        <span className="wrap-anywhere">
          {staffWords('deskCustomers.onePage.whatAffectedCustomer', { customer })}
        </span>
      </Headline>
      <RecordDays firstDay={firstDay} lastDay={lastDay} zone={ourSite().zone} />
      {typeof record === 'string' ? (
        <p role="alert" className="mt-4 max-w-prose">
          {staffWords('deskCustomers.onePage.thereIsNoRecord', { recordProblem: recordProblem(record) })}
        </p>
      ) : (
        <Found record={record} />
      )}
    </>
  )
}

function Found({ record }: { record: CustomerRecord }) {
  const { customer, period, servers, incidents } = record
  const isUtc = period.zone === 'UTC' ? 'yes' : 'no'
  const domains = servers.reduce((sum, { domainCount }) => sum + domainCount, 0)
  return (
    <>
      <RecordFiles customer={customer} firstDay={period.firstDay} lastDay={period.lastDay} />
      <div className="mt-5 grid max-w-[68ch] gap-2">
        <p>{staffWords('record.map', { domains })}</p>
        <p>{staffWords('record.history')}</p>
        <p>{staffWords('record.formula', { formula: String(uptimeFormula) })}</p>
        <p className="text-sm text-soft">{staffWords('record.minutes', { zone: period.zone, isUtc })}</p>
      </div>
      <Part title={staffWords('deskCustomers.onePage.serversAndDomains')}>
        <Card>
          <ul className="list-disc pl-5 wrap-anywhere">
            {servers.map(({ id, label, hostname, domains: named, domainCount }) => (
              <li key={id}>
                <a href={`/servers/${hostname}`}>{label}</a>: {named.join(', ')}
                {domainCount > named.length
                  ? staffWords('deskCustomers.onePage.andMoreDomains', {
                      domainCount: domainCount - named.length,
                    })
                  : ''}
              </li>
            ))}
          </ul>
        </Card>
      </Part>
      <RecordMonths servers={servers} />
      <RecordIncidents incidents={incidents} servers={servers} zone={period.zone} />
    </>
  )
}
