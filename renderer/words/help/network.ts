import type { FailureCode } from '#shared/failure'

import { here, type HelpPage } from './parts.ts'

const yours = (what: string) => ({ where: 'yours', what }) as const
const seen = 'In the settings, under Network; in the strip below the environment bar; where you sign in.'

/** What can be set up wrong on the way to the services. */
export const networkHelp = {
  'network.proxy': {
    topic: 'app',
    means: 'The proxy that is named does not answer, asks for a sign-in, or lets the service not through.',
    why: 'Salesforce, Stigg and the call-out are reached through it alone. Addresses of this machine never are.',
    steps: [
      here('In the settings, under Network, press Try it: it says for each service which way was taken.'),
      here('Correct the address, as http://host:port, or leave the field empty to use what the environment says.'),
      yours(
        'Ask the network’s administrator which proxy to use, and to let login and instance hosts of Salesforce and api.stigg.io through.',
      ),
    ],
    seen,
    related: ['salesforce.unreachable', 'stigg.unreachable', 'network.not-trusted'],
  },
  'network.ca-file': {
    topic: 'app',
    means: 'The file whose certificates are to be trusted is not there, may not be read, or is not in PEM form.',
    why: 'Nothing is sent before it is known whom to trust.',
    steps: [
      here('In the settings, under Network, name the file anew, or leave the field empty.'),
      yours(
        'Ask the network’s administrator for the root certificate as a PEM file: it begins with BEGIN CERTIFICATE.',
      ),
    ],
    seen,
    related: ['network.not-trusted'],
  },
  'network.not-trusted': {
    topic: 'app',
    means: 'Whoever answered showed a certificate of an authority that this machine does not trust.',
    why: 'Either the network opens encrypted traffic with a certificate of its own, as many companies do, or somebody else answers in the service’s place. Nothing was sent.',
    steps: [
      yours(
        'Ask the network’s administrator whether traffic is inspected, and for the root certificate as a PEM file.',
      ),
      here('Name the file in the settings, under Network, and press Try it.'),
    ],
    seen,
    related: ['network.ca-file', 'network.proxy'],
  },
} as const satisfies Partial<Record<FailureCode, HelpPage>>
