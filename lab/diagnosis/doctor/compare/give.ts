/** Changes of a recording: the response of one of its exchanges, as another one has it. */
import { type HeaderList, isSameName } from '../../../base/headers.ts';
import type { ExchangeId } from '../../../scenario/plan/planned.ts';
import type { Message, Recording } from '../../../scenario/recording.ts';

type Lines = (lines: HeaderList) => HeaderList;

/** The messages of an exchange changed; whether a script could read the response is open again. */
export function withMessages(
  recording: Recording,
  id: ExchangeId,
  change: (message: Message) => Message,
): Recording {
  const observation = recording.observations[id];
  if (!observation) return recording;
  const { readable: _, ...script } = observation.script;
  const changed = { ...observation, script, messages: observation.messages.map(change) };
  return { ...recording, observations: { ...recording.observations, [id]: changed } };
}

/** The header lines of a response changed: of a preflight's, or of the request's own. */
export const withLines =
  (id: ExchangeId, isPreflight: boolean, change: Lines) => (recording: Recording) =>
    withMessages(recording, id, (message) =>
      message.response && (message.role === 'preflight') === isPreflight
        ? { ...message, response: { ...message.response, headers: changed(message, change) } }
        : message,
    );

const changed = ({ response }: Message, change: Lines) => {
  const headers = response?.headers ?? { lines: [] };
  return { ...headers, lines: change(headers.lines) };
};

/** Lines with a header in place of all of its name; null takes it out. */
export const withHeader =
  (name: string, value: string | null): Lines =>
  (lines) => [
    ...lines.filter(([other]) => !isSameName(other, name)),
    ...(value === null ? [] : [[name, value] as const]),
  ];
