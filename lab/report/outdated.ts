/** Advice that no longer holds, as the doctor says it. */
import type { Outdated } from '../diagnosis/doctor/index.ts';
import { out } from '../system/colours.ts';
import { wrap } from './terminal/layout.ts';

export const outdatedText = ({ seen, says, source }: Outdated): string =>
  wrap(`${out.yellow('No longer holds:')} ${seen}. ${says} ${source}`, 2);
