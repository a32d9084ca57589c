/** Attacks from inside the containers of the running lab: docker compose up --wait, then --project=docker. */
import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';

const docker = (...args: string[]) =>
  execFileSync('docker', args, { encoding: 'utf8', stdio: 'pipe' });

/** What a shell in a service's container says; its errors too. */
const inside = (service: string, script: string) =>
  docker('compose', 'exec', '-T', service, 'sh', '-c', `{ ${script}; } 2>&1 || true`);

const statusOf = (text: string, field: string) =>
  new RegExp(`^${field}:\\s*(\\S+)`, 'm').exec(text)?.[1];

for (const service of ['api', 'frontend', 'caddy']) {
  test(`${service} is not root, has no capability, and cannot gain one or write`, () => {
    expect(inside(service, 'id -u')).toBe('1000\n');
    const status = inside(service, 'cat /proc/self/status');
    expect(statusOf(status, 'CapEff')).toBe('0000000000000000');
    expect(statusOf(status, 'NoNewPrivs')).toBe('1');
    expect(inside(service, 'touch /tried')).toContain('Read-only file system');
  });
}

test('Caddy has leaves that only its user can read, and no container has an authority’s key', () => {
  expect(inside('caddy', 'stat -c "%n %a %u" /leaves/*').split('\n').filter(Boolean)).toEqual([
    '/leaves/hosters.pem 600 1000',
    '/leaves/lab.pem 600 1000',
  ]);
  expect(inside('caddy', 'find / -name "ca-key*" 2>/dev/null')).toBe('');
  for (const service of ['api', 'frontend']) {
    expect(
      inside(service, 'find / -name "*.pem" -path "*leaves*" -o -name "ca-key*" 2>/dev/null'),
    ).toBe('');
  }
});

test('The services stand in a network that Docker forwards nothing out of', () => {
  for (const service of ['api', 'frontend']) {
    const id = docker('compose', 'ps', '-q', service).trim();
    const format = '{{range $name, $_ := .NetworkSettings.Networks}}{{println $name}}{{end}}';
    const networks = docker('inspect', id, '--format', format).split('\n').filter(Boolean);
    expect(networks).toHaveLength(1);
    expect(docker('network', 'inspect', ...networks, '--format', '{{.Internal}}')).toBe('true\n');
  }
});

test('In the browsers’ container nothing but its first processes is root’s, and Chromium has its sandbox', () => {
  const script = `Promise.all(['chromium/sandbox', 'user'].map((name) => import(\`/lab/lab/browsers/\${name}.ts\`))).then(([{ canSandbox }, { userOfTheLab }]) => console.log(process.getuid(), canSandbox(userOfTheLab)))`;
  const run = ['compose', 'run', '--rm', '-T', '--entrypoint', 'node', 'matrix'];
  const asOwner = ['lab/setup/as-owner.mjs', 'results', 'node', '--import', 'tsx', '-e', script];
  expect(docker(...run, ...asOwner).trim()).toMatch(/^[1-9]\d* true$/);
});
