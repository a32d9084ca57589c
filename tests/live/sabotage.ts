/** Columns whose browser is struck in the middle of a scenario. */
import type { Column } from '../../lab/browsers/columns.ts';
import type { Browser, Session } from '../../lab/browsers/driver.ts';
import { signalBrowsers } from './processes.ts';

/** What happens to a browser as it is asked to run something in a page. */
export type Strike =
  /** It dies. */
  | 'kill'
  /** It stops answering, and does not end when it is asked to. */
  | 'freeze'
  /** The page never comes out of its script. */
  | 'hang'
  /** Its connections break while it waits for an answer. */
  | 'cut';

/** Milliseconds that a struck browser is waited for; others, and one without a connection, as long as the lab does. */
const timeoutMs = 2_000;

/** Milliseconds after which connections are cut: what the page asks for is on its way. */
const underWay = 700;

/**
 * A column with the strikes that await it, each at an attempt to run something in a page, and those
 * that met one browser.
 *
 * @param cut breaks the connections that the browser has
 */
export function sabotaged(
  column: Column,
  cut = () => {},
): { column: Column; strikes: Strike[]; struck: Strike[] } {
  const strikes: Strike[] = [];
  const struck: Strike[] = [];
  const { engine } = column.profile;
  /** Each tells whether it found one to strike. */
  const deeds: Readonly<Record<Strike, (session: Session) => boolean>> = {
    kill: () => signalBrowsers(process.pid, engine, 'SIGKILL') === 1,
    freeze: () => signalBrowsers(process.pid, engine, 'SIGSTOP') === 1,
    hang: (session) => {
      session.evaluate(forEver, null, timeoutMs).catch(() => {});
      return true;
    },
    cut: () => {
      setTimeout(cut, underWay);
      return true;
    },
  };
  const fragile = (session: Session): Session =>
    wrapped(session, {
      evaluate: (...[script, argument, deadline]: Parameters<Session['evaluate']>) => {
        const strike = strikes.shift();
        if (strike && deeds[strike](session)) struck.push(strike);
        if (strike !== 'cut') {
          return session.evaluate(script, argument, strike ? timeoutMs : deadline);
        }
        // A browser may ask again by itself, over another connection.
        const again = setInterval(cut, underWay);
        return session.evaluate(script, argument, deadline).finally(() => clearInterval(again));
      },
    });
  const driver: Column['driver'] = {
    async launch(...args) {
      const browser = await column.driver.launch(...args);
      return wrapped<Browser>(browser, { session: async () => fragile(await browser.session()) });
    },
  };
  return { column: { ...column, driver }, strikes, struck };
}

/** Runs in the page. */
function forEver() {
  for (;;);
}

/** An object with some of its methods replaced. */
export const wrapped = <Of extends object>(
  object: Of,
  methods: Partial<Record<keyof Of, unknown>>,
): Of =>
  new Proxy(object, {
    get(target, name) {
      if (name in methods) return methods[name as keyof Of];
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
