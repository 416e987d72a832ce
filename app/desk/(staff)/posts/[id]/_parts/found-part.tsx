import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { EvidenceList } from '#app/desk/(staff)/findings/_parts/evidence-list.tsx'
import { FindingState } from '#app/desk/(staff)/findings/_parts/finding-row.tsx'
import { addToOther } from '#app/desk/(staff)/posts/found-actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type DeskFinding, readPostFindings } from '#db/reads/agents/desk-findings.ts'
import { readSameElsewhere } from '#db/reads/agents/same-elsewhere.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { findPublicSame } from '#lib/flows/agents/find-public-same.ts'
import { samenessOf } from '#lib/rules/agents/finding.ts'
import { groupSame } from '#lib/rules/agents/same-findings.ts'

/** More is listed at Findings. */
const mostThings = 20
const mostServers = 40

/** What was found of an incident, thing by thing, with its evidence; nothing where no scanner gave any. */
export async function FoundPart({ incident }: { incident: DeskIncident }) {
  const { db } = await requireStaff()
  const found = await readPostFindings(db, [incident.id])
  if (found.length === 0) return null
  const things = groupSame(found)
  const [elsewhere, same] = await Promise.all([
    readSameElsewhere(db, found),
    incident.visibility === 'held' ? findPublicSame(db, incident.id) : [],
  ])
  return (
    <Part title={staffWords('deskPost.foundPart.whatWasFound')} id="found">
      {same.map(other => (
        <AddForm key={other.id} incident={incident} into={other} />
      ))}
      {things.slice(0, mostThings).map(all => (
        <Thing key={all[0]?.id} all={all} elsewhere={elsewhere.filter(other => isSameAs(other, all))} />
      ))}
      {things.length > mostThings ? (
        <p>
          <a href="/desk/findings">{staffWords('deskPost.foundPart.allThings', { things: things.length })}</a>
        </p>
      ) : null}
    </Part>
  )
}

function isSameAs(
  other: Parameters<typeof samenessOf>[0],
  all: readonly Parameters<typeof samenessOf>[0][],
): boolean {
  const keys = new Set(all.flatMap(samenessOf))
  return samenessOf(other).some(key => keys.has(key))
}

/** Adds its servers to a public incident about the same finding, whose customers then are told of it. */
function AddForm({ incident, into }: { incident: DeskIncident; into: { id: string; title: string } }) {
  return (
    <ActionForm act="add-to-public" action={addToOther} className="card grid gap-2">
      <input type="hidden" name="postId" value={incident.id} />
      <input type="hidden" name="intoId" value={into.id} />
      <input type="hidden" name="seenServerIds" value={incident.servers.map(row => row.serverId).join(' ')} />
      <p>
        {staffWords.rich('deskPost.foundPart.theSameIsPublic', {
          title: into.title,
          link: text => <a href={`/desk/posts/${into.id}`}>{text}</a>,
        })}
      </p>
      <SubmitButton>
        {staffWords('deskPost.foundPart.addServers', {
          serversIn: serversInWords(incident.servers.length),
        })}
      </SubmitButton>
    </ActionForm>
  )
}

function serversInWords(count: number): string {
  return staffWords('deskPost.foundPart.thisServerTheseCount', { count })
}

type ThingProps = { all: readonly DeskFinding[]; elsewhere: readonly { label: string }[] }

function Thing({ all, elsewhere }: ThingProps) {
  const [first] = all
  if (!first) return null
  const others = [...new Set(elsewhere.map(({ label }) => label))]
  return (
    <Card>
      <EvidenceList finding={first} />
      <p className="text-sm wrap-anywhere">
        {all.slice(0, mostServers).map(finding => (
          <span key={finding.id} className="mr-3 inline-block">
            <a href={`/desk/findings/${finding.id}`}>{finding.label}</a> <FindingState finding={finding} />
          </span>
        ))}
        {all.length > mostServers
          ? staffWords('deskPost.foundPart.andMore', { all: all.length - mostServers })
          : null}
      </p>
      <p className="text-sm text-soft wrap-anywhere">
        {staffWords('deskPost.foundPart.theSameIsFound', {
          count: others.length,
          names: others.slice(0, mostServers).join(', '),
          hasMore: others.length > mostServers ? 'yes' : 'no',
          more: others.length - mostServers,
        })}
      </p>
    </Card>
  )
}
