import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { ApiTokens } from '#app/_components/desk/api-tokens.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { ListField } from '#app/desk/(staff)/servers/_parts/list-field.tsx'
import { PlanReport } from '#app/desk/(staff)/servers/_parts/plan-report.tsx'
import { giveList } from '#app/desk/(staff)/servers/import-actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readList } from '#db/reads/servers/desk-servers.ts'
import { reportServerList } from '#lib/flows/servers/import-servers.ts'
import type { Desk } from '#lib/identity/session.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskServers.importPage.aListOfServers'),
})

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
        <a href="/desk/servers">{staffWords('deskServers.importPage.servers')}</a>
      </p>
      <Headline>
        {plan && plan !== 'gone'
          ? staffWords('deskServers.importPage.whatThisListDoes')
          : staffWords('deskServers.importPage.aListOfServers')}
      </Headline>
      {plan === 'gone' ? (
        <p role="status" className="mb-3">
          {staffWords('deskServers.importPage.theListWasApplied')}
        </p>
      ) : null}
      {plan && plan !== 'gone' && typeof list === 'string' ? (
        <PlanReport listId={list} isWhole={isWhole} plan={plan} />
      ) : null}
      <Part
        title={
          isWrong
            ? staffWords('deskServers.importPage.correctItOrGive')
            : plan && plan !== 'gone'
              ? staffWords('deskServers.importPage.anotherListInstead')
              : staffWords('deskServers.importPage.pasteItOrChoose')
        }
      >
        <ActionForm act="change-servers" action={giveList} className="grid max-w-3xl gap-3">
          <ListField given={given.length > mostShown ? '' : given} />
          <label className="grid max-w-md gap-1">
            <span className="text-sm font-semibold">{staffWords('deskServers.importPage.orAFile')}</span>
            <input
              type="file"
              name="file"
              accept=".csv,.yaml,.yml,.txt,text/csv,application/yaml"
              className="field"
            />
          </label>
          <SubmitButton>{staffWords('deskServers.importPage.seeWhatItDoes')}</SubmitButton>
        </ActionForm>
      </Part>
      <ApiPart db={db} />
    </>
  )
}

function ApiPart({ db }: { db: Desk['db'] }) {
  return (
    <Part title={staffWords('deskServers.importPage.letAnotherSystemSend')}>
      <Card>
        <p className="text-sm text-soft">{staffWords('deskServers.importPage.withATokenApi')}</p>
        <ApiTokens db={db} scopes={['servers:read', 'servers:write']} />
      </Card>
    </Part>
  )
}
