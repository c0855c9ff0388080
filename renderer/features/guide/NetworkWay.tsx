import { Button, Modal } from '@mantine/core'
import { useState } from 'react'

import { useFocusReturn } from '../../ui/use-focus-return.ts'
import { NetworkSettings } from '../settings/NetworkSettings.tsx'

/** The proxy and the certificates, for whoever cannot get through the guide without them: the settings are not there yet. */
export function NetworkWay() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setOpen(true)}>
        Network settings…
      </Button>
      {isOpen ? <NetworkSheet onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function NetworkSheet({ onClose }: { readonly onClose: () => void }) {
  useFocusReturn()
  return (
    <Modal opened onClose={onClose} title="Network" size="lg" centered>
      <NetworkSettings />
    </Modal>
  )
}
