import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { ApiTokens } from '#app/_components/desk/api-tokens.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { ListField } from '#app/desk/(staff)/servers/_parts/list-field.tsx'
import { PlanReport } from '#app/desk/(staff)/servers/_parts/plan-report.tsx'
import { giveList } from '#app/desk/(staff)/servers/import-actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { readList } from '#db/reads/servers/desk-servers.ts'
import { reportServerList } from '#lib/flows/servers/import-servers.ts'
import type { Desk } from '#lib/identity/session.ts'

export const metadata: Metadata = { title: 'A list of servers' }

/** A longer list is corrected where it came from. */
const mostShown = 300_000

type Query = Partial<Record<'list' | 'whole', string | string[]>>

export default async function ImportPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const { list, whole } = await searchParams
  const isWhole = whole === 'yes'
  const plan =
    typeof list === 'string' ? await reportServerList(db, { listId: list, isWhole }, new Date()) : null
  const isWrong = plan !== null && plan !== 'gone' && plan.problemCount > 0
  const given = isWrong && typeof list === 'string' ? ((await readList(db, list)) ?? '') : ''
  return (
    <>
      <p className="mt-6 text-sm">
        <a href="/desk/servers">Servers</a>
      </p>
      <Headline>{plan && plan !== 'gone' ? 'What this list does' : 'A list of servers'}</Headline>
      {plan === 'gone' ? (
        <p role="status" className="mb-3">
          The list was applied already, or is older than a day. Paste it again if need be.
        </p>
      ) : null}
      {plan && plan !== 'gone' && typeof list === 'string' ? (
        <PlanReport listId={list} isWhole={isWhole} plan={plan} />
      ) : null}
      <Part
        title={
          isWrong
            ? 'Correct it, or give another one'
            : plan && plan !== 'gone'
              ? 'Another list instead'
              : 'Paste it, or choose a file'
        }
      >
        <ActionForm act="change-servers" action={giveList} className="grid max-w-3xl gap-3">
          <ListField given={given.length > mostShown ? '' : given} />
          <label className="grid max-w-md gap-1">
            <span className="text-sm font-semibold">Or a file</span>
            <input
              type="file"
              name="file"
              accept=".csv,.yaml,.yml,.txt,text/csv,application/yaml"
              className="field"
            />
          </label>
          <SubmitButton>See what it does</SubmitButton>
        </ActionForm>
      </Part>
      <ApiPart db={db} />
    </>
  )
}

function ApiPart({ db }: { db: Desk['db'] }) {
  return (
    <Part title="Let another system send them">
      <Card>
        <p className="text-sm text-soft">
          With a token, /api/v1/servers gives all servers by GET, takes the whole list by PUT (whoever is not
          in it is retired) and single ones by PATCH: as JSON, CSV or YAML, with ?dry-run to see what it would
          do.
        </p>
        <ApiTokens db={db} scopes={['servers:read', 'servers:write']} />
      </Card>
    </Part>
  )
}
