/** The bench: a page on which to send requests by hand, and to see what every witness saw of them. */
import { causes } from '../base/causes.ts';
import { type Failure, failuresOn } from './failures.ts';
import { forgetCookies } from './forget.ts';
import { namesAt } from './names.ts';
import { scenarioText } from './scenario-text.ts';
import { send } from './send.ts';
import {
  type Asking,
  decodeSequence,
  encodeSequence,
  longest,
  plainAsking,
  type Sequence,
  sequenceOf,
} from './sequence.ts';
import { layOut } from './steps.ts';
import type { Try } from './try.ts';
import { copyPanel } from './view/copy.ts';
import { button, h } from './view/element.ts';
import { requestForm } from './view/form.ts';
import { triesList } from './view/tries.ts';

const names = namesAt(location.origin);
const { hostname } = location;

/** What is set, and which of its requests is shown. */
let sequence: Sequence = decodeSequence(location.hash);
let current = 0;
let busy = false;

const copy = copyPanel();
const tries = triesList({
  names,
  copy: copy.offer,
  scenario: ({ sent }) => scenarioText(sent.sequence, names),
  forget,
});
const form = requestForm(names, (changes) => {
  const changed = sequence.map((one, place) => (place === current ? { ...one, ...changes } : one));
  set(sequenceOf(changed));
});
const problems = h('ul', { class: 'problems' });
const strip = h('div', { class: 'strip', role: 'group', 'aria-label': 'The requests' });
const said = h('p', { role: 'status', class: 'said' });
const sendButton = h('button', { type: 'submit', class: 'send' }, 'Send');

/** Shows another setting, and has the URL say it. */
function set(next: Sequence, place = current) {
  sequence = next;
  current = Math.min(place, next.length - 1);
  const fragment = encodeSequence(sequence);
  history.replaceState(null, '', fragment === '' ? location.pathname : `#${fragment}`);
  show();
}

function show() {
  const asking = sequence[current] as Asking;
  form.show(asking);
  const laid = layOut(sequence, names);
  problems.replaceChildren(...laid.problems.map((text) => h('li', {}, text)));
  // Not disabled while it sends: it would lose the focus.
  sendButton.disabled = laid.problems.length > 0;
  sendButton.setAttribute('aria-disabled', String(busy));
  sendButton.textContent = sequence.length === 1 ? 'Send' : `Send all ${sequence.length}`;
  const inStrip = strip.contains(document.activeElement);
  strip.replaceChildren(
    ...sequence.map(({ by, path }, place) =>
      button(`${place + 1} ${by} ${path}`, () => set(sequence, place), {
        'aria-pressed': String(place === current),
      }),
    ),
    ...(sequence.length < longest ? [button('Add a request', add)] : []),
    ...(sequence.length > 1 ? [button('Remove this one', remove)] : []),
  );
  if (inStrip) strip.querySelectorAll('button')[current]?.focus();
}

/** Once more, without what the first one sets: does it come back? */
function add() {
  const next = { ...(sequence[current] ?? plainAsking), setCookie: '' };
  set(sequenceOf([...sequence, next]), sequence.length);
}

function remove() {
  set(sequenceOf(sequence.filter((_, place) => place !== current)));
}

async function sendAll() {
  if (busy || sendButton.disabled) return;
  busy = true;
  show();
  said.textContent = 'Sending …';
  const sent: Try[] = [];
  try {
    await send(sequence, names, (one) => {
      sent.push(one);
      tries.add(one, [...sent]);
    });
    said.textContent = `Sent: ${sent.length === 1 ? 'one request' : `${sent.length} requests`}.`;
    tries.element.scrollIntoView({ block: 'nearest' });
  } catch (error) {
    said.textContent = `Not sent: ${error}`;
  } finally {
    busy = false;
    show();
  }
}

async function forget() {
  const failed = await forgetCookies(names);
  said.textContent =
    failed.length === 0
      ? 'The cookies of all hosts are forgotten.'
      : `Cookies are not forgotten on ${failed.join(', ')}. Does the browser trust the lab’s certificates? npm run certs shows how.`;
}

async function reproduce({ sequence }: Failure) {
  if (busy) return;
  set(sequence, sequence.length - 1);
  await forget();
  await sendAll();
}

const aboutFailure = ({ cause, only }: Failure) =>
  `link ${causes[cause]}${only ? `, in ${only}` : ''}`;

const failures = h(
  'details',
  { class: 'failures', open: innerWidth > 700 },
  h('summary', {}, h('h2', {}, 'Twelve usual failures')),
  h(
    'p',
    {},
    'One click each: the lab’s cookies are forgotten, and what fails is sent. The link is the one of the chain that breaks.',
  ),
  h(
    'ol',
    {},
    ...failuresOn(names.page).map((failure) =>
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', click: () => reproduce(failure) },
          failure.title,
          h('small', {}, aboutFailure(failure)),
        ),
      ),
    ),
  ),
);

document.body.replaceChildren(
  h(
    'header',
    {},
    h('h1', {}, hostname),
    h(
      'p',
      {},
      'Send requests from this page: what did the server receive, what came back, what could the script read?',
    ),
  ),
  h(
    'main',
    {},
    failures,
    h(
      'div',
      { class: 'columns' },
      h(
        'form',
        {
          class: 'set',
          submit: (event) => {
            event.preventDefault();
            sendAll();
          },
        },
        strip,
        form.element,
        problems,
        h(
          'div',
          { class: 'actions bar' },
          sendButton,
          button('Copy link', () => copy.offer('Copy link', location.href)),
          button('Copy as scenario', () =>
            copy.offer('Copy as scenario', scenarioText(sequence, names)),
          ),
          said,
        ),
      ),
      tries.element,
    ),
  ),
  copy.element,
);
addEventListener('hashchange', () => set(decodeSequence(location.hash)));
show();
