/** What a script asks of its document's cookies, and of its access to them. */
import type { Activation } from '../../scenario/plan/activation.ts';
import type { PlannedScript } from '../../scenario/plan/planned.ts';
import { takeFromCookies } from '../../scenario/taken.ts';
import { callCookieStore, tellCookieChanges } from '../cookies/cookie-store.ts';
import { readDocumentCookie, writeDocumentCookie } from '../cookies/document-cookie.ts';
import type { ExchangeRecord } from '../record.ts';
import { hasStorageAccess, requestStorageAccess } from '../storage-access/storage-access.ts';
import type { UserAgentState } from '../user-agent-state.ts';
import type { DocumentContext } from './document.ts';

/** Performs the step in a document, by what is left of a click of the user. */
export function performScript(
  step: PlannedScript,
  document: DocumentContext,
  record: ExchangeRecord,
  activation: Activation,
  state: UserAgentState,
) {
  switch (step.step) {
    case 'readCookie':
      readDocumentCookie(document, record, state);
      if (step.take.length > 0) {
        record.script.taken = takeFromCookies(record.script.documentCookie ?? [], step.take);
      }
      return;
    case 'writeCookie':
      return writeDocumentCookie(step.line, document, record, state);
    case 'cookieStore':
      return callCookieStore(step.call, document, record, state);
    case 'cookieChanges':
      return tellCookieChanges(document, record, state);
    case 'hasStorageAccess':
      record.script.storageAccess = hasStorageAccess(document, state);
      return;
    case 'requestStorageAccess':
      record.script.storageAccess = requestStorageAccess(document, activation, state);
  }
}
