import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import './tokens.css'

import { createRoot } from 'react-dom/client'

import { App } from './app/App.tsx'
import { connect } from './platform/connect.ts'

const element = document.getElementById('root')
if (!element) throw new Error('The page has no #root')
const root = createRoot(element)

/** Reach the core, then draw; a page that cannot reach it says so, and how to get in again. */
async function open(): Promise<void> {
  const lost = (why: 'no-token' | 'refused' | 'gone' | 'expired') =>
    root.render(<App connected={{ at: 'lost', why }} />)
  const connected = await connect(window, () => lost('expired'))
  root.render(<App connected={connected} />)
}
void open()
