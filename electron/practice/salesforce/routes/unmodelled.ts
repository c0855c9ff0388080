import { notModelled } from '../errors.ts'
import { route, type Route } from './api.ts'

const RESOURCES = [
  'actions',
  'analytics',
  'appMenu',
  'async-queries',
  'chatter',
  'commerce',
  'compactLayouts',
  'composite/graph',
  'composite/tree',
  'connect',
  'consent',
  'dedupe',
  'domino',
  'einstein',
  'event',
  'eventSchema',
  'folders',
  'graphql',
  'jobs/ingest',
  'knowledgeManagement',
  'licensing',
  'localizedvalue',
  'metadata',
  'nouns',
  'parameterizedSearch',
  'process',
  'quickActions',
  'recent',
  'relevantItems',
  'scheduling',
  'search',
  'sobjects/:object/listviews',
  'sobjects/:object/quickActions',
  'sobjects/:object/describe/layouts',
  'sobjects/:object/describe/compactLayouts',
  'sobjects/:object/describe/approvalLayouts',
  'sobjects/:object/:id/richTextImageFields',
  'sobjects/relevantItems',
  'smartdatadiscovery',
  'support',
  'tabs',
  'theme',
  'tooling',
  'ui-api',
  'wave',
]

/** What the real service has and the practice org does not: answered 501 out loud, never with an empty success. */
export const unmodelledRoutes: readonly Route[] = RESOURCES.flatMap((resource) =>
  [`/${resource}`, `/${resource}/*`].map((pattern) =>
    route('ANY', pattern, ({ method, path }) => {
      throw notModelled(`${method} ${path}`)
    }),
  ),
)
