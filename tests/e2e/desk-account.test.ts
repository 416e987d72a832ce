import type { CDPSession, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { demoStaff } from '#content/demo/hoster.ts'
import { enterByPasskey, startPasskey } from '#lib/flows/sign-in/enter-by-passkey.ts'
import { withFreshPage } from '#tests/support/browser.ts'
import { unusualSite } from '#tests/support/product/unusual-site.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { newEntry, visitDesk } from '#tests/support/sign-in.ts'
import { expectSoundByNight } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

/** It is reached by a name, which passkeys need. */
const product = useProduct(unusualSite)

/** Gives the browser of a page a device that keeps passkeys and is unlocked at once. */
async function addDevice(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { cdp, authenticatorId }
}

async function signOut(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`${product.siteUrl}/desk/account`)
  await page.getByRole('button', { name: 'Sign out' }).last().click()
  await page.waitForURL(/\/desk\/sign-in$/)
}

async function enterByMail(page: Page): Promise<void> {
  await page.goto(await newEntry(product))
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const at = (path: string) => `${product.siteUrl}${path}`

describe('a person with a passkey', () => {
  it('makes it, signs in with it, requires it, and comes back by a code when it is lost', async () => {
    await withFreshPage({}, async page => {
      const { cdp, authenticatorId } = await addDevice(page)
      await visitDesk(product, page, '/desk/account')
      await page.getByLabel('Its name, for you').fill('Work laptop')
      await page.getByRole('button', { name: 'Make a passkey' }).click()
      await page.getByText('Made. With it you sign in').waitFor()
      await page.locator('article').filter({ hasText: 'Work laptop' }).waitFor()
      await page.getByRole('button', { name: 'Make ten codes' }).click()
      await page.getByRole('button', { name: 'Yes, make them' }).click()
      const codes = ((await page.locator('[data-codes]').textContent()) ?? '').split('\n')
      expect(codes).toHaveLength(10)
      await page.reload()
      await page.getByText('You have 10 codes').waitFor()
      expect(await page.content()).not.toContain(codes[0])
      await expectSoundByNight(page)

      await signOut(page)
      await page.goto(at('/desk/sign-in?to=%2Fdesk%2Fpeople%2Fsign-in'))
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
      await page.waitForURL(at('/desk/people/sign-in'))
      await page.getByLabel('Owners and editors need a passkey').check()
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved.').waitFor()
      await expectSoundByNight(page)

      await signOut(page)
      await enterByMail(page)
      await page.waitForURL(at('/desk/second-step'))
      await page.goto(at('/desk/incidents'))
      expect(page.url()).toBe(at('/desk/second-step?to=%2Fdesk%2Fincidents'))
      await expectSoundByNight(page)
      await page.getByRole('button', { name: 'Use my passkey' }).click()
      await page.waitForURL(at('/desk/incidents'))

      await signOut(page)
      await cdp.send('WebAuthn.clearCredentials', { authenticatorId })
      await enterByMail(page)
      await page.waitForURL(at('/desk/second-step'))
      await page.getByLabel('Recovery code').fill('none-of-mine')
      await page.getByRole('button', { name: 'Use the code' }).click()
      await page.getByText('That is none of your recovery codes').waitFor()
      await page.getByLabel('Recovery code').fill(codes[0] ?? '')
      await page.getByRole('button', { name: 'Use the code' }).click()
      await page.waitForURL(at('/desk'))
      await page.goto(at('/desk/account'))
      await page.getByText('You have 9 codes').waitFor()
    })
    const isTold = async () =>
      (await product.mails()).some(
        mail =>
          mail.subject?.startsWith('A recovery code of yours was used') &&
          JSON.stringify(mail.to).includes(demoStaff.email),
      )
    await until(isTold, 'the person is mailed that a code was used')
  }, 90_000)
})

describe('an answer of a passkey', () => {
  beforeAll(async () => {
    const { db } = product
    await db.execute("delete from settings where key = 'sign-in'")
  })

  it('for another origin counts nowhere else, though the host has the same name', async () => {
    await withFreshPage({}, async page => {
      await addDevice(page)
      await enterByMail(page)
      await page.waitForURL(at('/desk'))
      await page.goto(at('/desk/account'))
      await page.getByRole('button', { name: 'Make a passkey' }).click()
      await page.getByText('Made. With it you sign in').waitFor()
      // Asked by this process, whose site is another port of the same host; answered on a page of the product.
      const asked = await startPasskey(new Headers(), new Date(), product.db)
      if (asked === 'often') throw new Error(asked)
      const text = await page.evaluate(async options => {
        const { PublicKeyCredential: known } = window as unknown as {
          PublicKeyCredential: {
            parseRequestOptionsFromJSON(options: unknown): PublicKeyCredentialRequestOptions
          }
        }
        const publicKey = known.parseRequestOptionsFromJSON(options)
        return JSON.stringify(await navigator.credentials.get({ publicKey }))
      }, asked.options)
      expect(JSON.parse(text).type).toBe('public-key')
      const cookie = asked.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
      expect(await enterByPasskey(text, new Headers({ cookie }), new Date(), product.db)).toBe('unknown')
    })
  }, 60_000)
})
