import { expect, test } from '@playwright/test';
import { suppose } from '../../lab/import/index.ts';
import { cookiesOf } from '../../lab/scenario/recording.ts';
import { entry, imported, opened } from './entries.ts';

test('Supposing that a file was not sanitized, its cookies are none instead of unseen', async () => {
  const { open, recording } = await imported('devtools', [
    entry('app.example/', { request: opened }),
    entry('app.example/logo.png', { more: { _fromCache: 'disk' } }),
  ]);
  const question = open.find(({ field }) => field === 'sanitized');
  if (question?.field !== 'sanitized') throw new Error('No question');
  const cookies = (value: string) =>
    Object.values(suppose(recording, question, value).observations).map(({ messages }) =>
      cookiesOf(messages[0]),
    );
  expect(cookies('yes')).toEqual([null, null]);
  // What a cache hides stays hidden.
  expect(cookies('no')).toEqual([[], null]);
});

test('Supposing that a document is a frame, it has the parent that is named', async () => {
  const plain = (address: string, referer?: string) =>
    entry(`http://${address}`, {
      request: { accept: 'text/html,application/xhtml+xml', ...(referer && { referer }) },
    });
  const { open, recording } = await imported('firefox', [
    plain('app.example/'),
    plain('widget.example/', 'http://app.example/'),
  ]);
  const question = open.find(({ field }) => field === 'frame');
  if (question?.field !== 'frame') throw new Error('No question');
  const parents = question.values.map((value) =>
    suppose(recording, question, value).plan.documents.map(({ parent }) => parent),
  );
  expect(parents).toEqual([
    [null, null],
    [null, 'd0'],
  ]);
});
