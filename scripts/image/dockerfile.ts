import { readFileSync } from 'node:fs';

interface Instruction {
  /** In capitals: RUN. */
  name: string;
  /** What follows, in one line, with the values of ARG put in. */
  text: string;
}

/** Stages in their order; each begins with FROM. Reads what our Dockerfile uses of the language, no more. */
export function readStages(file = 'Dockerfile'): Instruction[][] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const given = new Map<string, string>();
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    const text = name === 'FROM' ? rest.replaceAll(/\$\{(\w+)\}/g, (_, key) => given.get(key) ?? '') : rest;
    if (name === 'ARG') given.set(text.split('=')[0] ?? '', text.split('=')[1] ?? '');
    else if (name === 'FROM') stages.push([{ name, text }]);
    else if (stages.length === 0) throw new Error(`${file}: ${name} before FROM`);
    else stages.at(-1)?.push({ name, text });
  }
  return stages;
}

export interface Image {
  /** debian:bookworm-slim */
  from: string;
  /** In their order; `from`: a path of the build stage. */
  steps: ({ copy: string; to: string } | { run: string })[];
  workdir: string;
  env: Record<string, string>;
  user: { uid: number; gid: number };
  volumes: string[];
  healthcheck: string[];
  command: string[];
}

const LATER = new Set(['EXPOSE', 'STOPSIGNAL']);

/** The last stage, which is the image. Throws at an instruction that nobody here knows how to follow. */
export function readImage(file?: string): Image {
  const image: Image = {
    ...{ from: '', steps: [], workdir: '/', env: {}, user: { uid: 0, gid: 0 } },
    ...{ volumes: [], healthcheck: [], command: [] },
  };
  for (const { name, text } of readStages(file).at(-1) ?? []) {
    if (name === 'FROM') image.from = text;
    else if (name === 'RUN') image.steps.push({ run: text });
    else if (name === 'WORKDIR') image.workdir = text;
    else if (name === 'VOLUME') image.volumes.push(text);
    else if (name === 'CMD') image.command = JSON.parse(text) as string[];
    else if (name === 'HEALTHCHECK') image.healthcheck = JSON.parse(text.replace(/^.*?CMD /, '')) as string[];
    else if (name === 'ENV') {
      for (const pair of text.split(/\s+/)) image.env[pair.split('=')[0] ?? ''] = pair.split('=')[1] ?? '';
    } else if (name === 'USER') {
      const [uid = Number.NaN, gid = Number.NaN] = text.split(':').map(Number);
      image.user = { uid, gid };
    } else if (name === 'COPY') {
      const [, copy, to] = /^--from=build (\S+) (\S+)$/.exec(text) ?? [];
      if (!copy || !to) throw new Error(`COPY ${text}: only from the build stage, as root`);
      image.steps.push({ copy, to });
    } else if (!LATER.has(name)) throw new Error(`${name} ${text}: not known here`);
  }
  return image;
}
