import { IconRoute } from '@tabler/icons-react'
import { useSearchParams } from 'wouter'

import { CustomerPicker } from '../customer/CustomerPicker.tsx'
import { Catalogue } from './Catalogue.tsx'
import { workflowPath as pathOf } from '../../data/paths.ts'
import { useCatalogue } from './use-catalogue.ts'
import { WorkflowPage } from './WorkflowPage.tsx'

/** The place for workflows: which one, for whom, and then its form. A link fills in; it never fires. */
export function Workflows({ workflowId }: { readonly workflowId: string | null }) {
  const [search] = useSearchParams()
  const catalogue = useCatalogue()
  const customerId = search.get('customer')
  if (workflowId === null) return <Catalogue catalogue={catalogue} />
  if (customerId === null || customerId === '') {
    const name = catalogue.entries?.find(({ workflow }) => workflow.id === workflowId)?.workflow.name ?? workflowId
    return (
      <CustomerPicker
        title={name}
        icon={<IconRoute size={26} stroke={1.5} aria-hidden />}
        hint="For which customer?"
        back={{ to: 'the workflows', path: '/workflows' }}
        pathOf={(id) => pathOf(workflowId, { customer: id, opportunity: search.get('opportunity') })}
      />
    )
  }
  return (
    <WorkflowPage
      key={`${workflowId} ${customerId}`}
      workflowId={workflowId}
      customerId={customerId}
      subscriptionId={search.get('subscription')}
      opportunityId={search.get('opportunity')}
      catalogue={catalogue}
    />
  )
}
