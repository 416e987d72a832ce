import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { switchTools } from '#app/desk/(staff)/keys/actions.ts'
import { env } from '#lib/env.ts'

/** Whether assistants of readers may ask without a key. */
export function PublicTools({ isOn }: { isOn: boolean }) {
  return (
    <Part title="Assistants">
      <Card>
        <p className="max-w-prose">
          Programs that speak the Model Context Protocol ask at{' '}
          <code className="wrap-anywhere">{new URL('/mcp', env.SITE_URL).href}</code>. Without a key they read
          what readers see: how a server is, where a domain is, what is open and what was. With a key they
          also draft and publish, as its scopes allow.
        </p>
        <ActionForm act="open-public-tools" action={switchTools} className="grid gap-2">
          <input type="hidden" name="isOn" value={isOn ? 'no' : 'yes'} />
          <p className="font-semibold">
            {isOn ? 'Anybody may ask without a key.' : 'Nobody may ask without a key.'}
          </p>
          <SubmitButton look="side">{isOn ? 'Ask for a key' : 'Let anybody ask'}</SubmitButton>
        </ActionForm>
      </Card>
    </Part>
  )
}
