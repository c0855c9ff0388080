import { describeStiggPort } from '../../../contracts/stigg-port.ts'
import { openPracticeStigg } from './practice.ts'

describeStiggPort('the client of the practice environment', () => openPracticeStigg())
