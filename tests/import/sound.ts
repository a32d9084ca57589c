/** What must hold of every import, whatever the file was. */
import assert from 'node:assert/strict';
import type { Import } from '../../lab/import/index.ts';

export function assertSound({ recording, source, open, gaps, entryOf }: Import) {
  const { documents, exchanges } = recording.plan;
  const ids = new Set(exchanges.map(({ id }) => id));
  const docs = new Set(documents.map(({ id }) => id));
  assert.equal(ids.size, exchanges.length, 'ids of exchanges are unique');
  assert.equal(new Set(exchanges.map(({ as }) => as)).size, exchanges.length, 'labels are unique');
  assert.equal(docs.size, documents.length, 'ids of documents are unique');
  for (const exchange of exchanges) {
    assert(exchange.client === null || docs.has(exchange.client), 'the client is a document');
    assert(exchange.hopOf === undefined || ids.has(exchange.hopOf), 'a hop is one of an exchange');
    assert(URL.canParse(exchange.url));
    const isKnown = exchange.id in recording.observations;
    assert.notEqual(isKnown, exchange.id in recording.gaps, 'observed, or a gap');
    assert.equal(isKnown, exchange.id in entryOf);
  }
  for (const doc of documents) {
    assert(ids.has(doc.from), 'a document came with an exchange');
    assert(doc.parent === null || docs.has(doc.parent));
    assert(doc.parent !== doc.id);
    assert(doc.initiator === null || docs.has(doc.initiator));
  }
  for (const { messages } of Object.values(recording.observations)) {
    for (const { at, request, response } of messages) {
      assert(Number.isFinite(at));
      for (const [name, value] of [...request.headers.lines, ...(response?.headers.lines ?? [])]) {
        assert(typeof name === 'string' && typeof value === 'string');
      }
    }
  }
  for (const question of open) {
    assert(question.values.length > 0);
    if (question.field === 'credentials') assert(question.exchanges.every((id) => ids.has(id)));
  }
  for (const { what, why, remedy } of gaps) assert(what && why && remedy);
  assert.equal(source.exchanges, Object.keys(recording.observations).length);
  assert(!('polluted' in {}), 'no prototype was changed');
}
