import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { switchTools } from '#app/desk/(staff)/keys/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { env } from '#lib/env.ts'

/** Whether assistants of readers may ask without a key. */
export function PublicTools({ isOn }: { isOn: boolean }) {
  return (
    <Part title={staffWords('deskKeys.publicTools.assistants')}>
      <Card>
        <p className="max-w-prose">
          {staffWords.rich('deskKeys.publicTools.intro', {
            href: new URL('/mcp', env.SITE_URL).href,
            code: text => <code className="wrap-anywhere">{text}</code>,
          })}
        </p>
        <ActionForm act="open-public-tools" action={switchTools} className="grid gap-2">
          <input type="hidden" name="isOn" value={isOn ? 'no' : 'yes'} />
          <p className="font-semibold">
            {isOn
              ? staffWords('deskKeys.publicTools.anybodyMayAskWithout')
              : staffWords('deskKeys.publicTools.nobodyMayAskWithout')}
          </p>
          <SubmitButton look="side">
            {isOn
              ? staffWords('deskKeys.publicTools.askForAKey')
              : staffWords('deskKeys.publicTools.letAnybodyAsk')}
          </SubmitButton>
        </ActionForm>
      </Card>
    </Part>
  )
}
