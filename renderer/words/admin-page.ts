/** One thing that an administrator sets, and why. */
interface AdminSetting {
  readonly set: string
  readonly to: readonly string[]
  readonly why: string
}

interface AdminSection {
  readonly title: string
  readonly where: string
  readonly settings: readonly AdminSetting[]
}

const callbackUrl = (port: number): string => `http://localhost:${port}/oauth/callback`

/**
 * What an administrator sets up in Salesforce so that people can sign in from the companion.
 * Source: Salesforce Help, "External Client Apps", "OAuth 2.0 Web Server Flow", "Refresh token rotation".
 */
export const adminSections = (ports: readonly number[]): readonly AdminSection[] => [
  {
    title: 'Make the app',
    where: 'Setup, External Client App Manager, New External Client App',
    settings: [
      { set: 'Name', to: ['Stigg Companion'], why: 'People see it when they are asked for their consent.' },
      { set: 'Distribution state', to: ['Local'], why: 'The app belongs to this org only. Nothing is installed.' },
      { set: 'Enable OAuth', to: ['On'], why: 'People sign in with their own Salesforce user, in their browser.' },
      {
        set: 'Callback URL',
        to: ports.map(callbackUrl),
        why: 'Where the browser brings the answer back to, on the person’s own machine. One to a line, to the letter: Salesforce compares the whole address. There are several in case a port is taken.',
      },
      {
        set: 'OAuth scopes',
        to: [
          'Manage user data via APIs (api)',
          'Perform requests at any time (refresh_token, offline_access)',
          'Access unique user identifiers (openid)',
        ],
        why: 'To read deals and write IDs back, to stay signed in, and to know who signed in. No other is asked for.',
      },
    ],
  },
  {
    title: 'Make it safe',
    where: 'The same page, Security',
    settings: [
      {
        set: 'Require Proof Key for Code Exchange (PKCE)',
        to: ['On'],
        why: 'Nobody else on the machine can use the answer of a sign-in.',
      },
      {
        set: 'Require secret for Web Server Flow',
        to: ['Off'],
        why: 'A secret that is on every desk is not a secret. The companion has no place to enter one.',
      },
      { set: 'Require secret for Refresh Token Flow', to: ['Off'], why: 'For the same reason.' },
      {
        set: 'Enable Refresh Token Rotation',
        to: ['On'],
        why: 'A stolen token is of no use once it was used. The companion keeps each new one before it goes on.',
      },
      {
        set: 'Issue JWT-based access tokens for named users',
        to: ['Off'],
        why: 'The companion does not need them, and revoking them takes longer.',
      },
    ],
  },
  {
    title: 'Let people in',
    where: 'The app, Policies, Edit',
    settings: [
      {
        set: 'Permitted users',
        to: ['Admin approved users are pre-authorized'],
        why: 'Only people with a permission set that you choose can sign in, and they are not asked for consent. “All users may self-authorize” works too.',
      },
      {
        set: 'Permission set',
        to: ['One that has “API Enabled”', 'and the Stigg fields of Product, Account and Opportunity'],
        why: 'The companion sees and writes what the person who signed in may see and write, and nothing else.',
      },
      {
        set: 'IP relaxation',
        to: ['Relax IP restrictions, or as your company decides'],
        why: 'With “Enforce IP restrictions” people can sign in only from the networks of their Salesforce profile.',
      },
      {
        set: 'Refresh token policy',
        to: ['Expire refresh token if not used for 30 days'],
        why: 'Who does not use the companion for a month signs in again. “Immediately expire” asks every hour.',
      },
    ],
  },
]

/** What is handed back to whoever sets up the companion. */
export const adminAnswer: readonly string[] = [
  'The consumer key of the app (Settings, OAuth Settings, Consumer Key and Secret). The secret is not needed.',
  'The address of the org’s My Domain (Setup, My Domain), such as https://acme.my.salesforce.com.',
  'The key works a few minutes after the app was made.',
]

/** The whole page as text, to be sent to an administrator. */
export const adminAsText = (ports: readonly number[]): string =>
  [
    'What to set up in Salesforce for Stigg Companion',
    '',
    ...adminSections(ports).flatMap(({ title, where, settings }, index) => [
      `${index + 1}. ${title} (${where})`,
      ...settings.flatMap(({ set, to, why }) => [
        `   ${set}: ${to.length === 1 ? to[0] : ''}`.trimEnd(),
        ...(to.length === 1 ? [] : to.map((line) => `     ${line}`)),
        `     Why: ${why}`,
      ]),
      '',
    ]),
    'Then hand back:',
    ...adminAnswer.map((line) => `- ${line}`),
    '',
  ].join('\n')
