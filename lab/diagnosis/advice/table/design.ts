/** What helps where no header does. */
import type { Case } from '../case.ts';

/** Another design: of one site, with a token, or with storage access, which only a frame can ask for. */
export const byDesign = ({ isFramed }: Case): string =>
  isFramed
    ? 'Serve the frame from the site of the page, or call document.requestStorageAccess() in it on a click.'
    : 'Serve page and API from one site, or send a token in Authorization instead of the cookie.';
