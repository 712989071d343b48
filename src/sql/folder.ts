/** What a folder offers to its page: statements, what was recorded of them, and how a database of its own is made. For the build. */
import type { ConsoleSetup } from './answer.ts';
import { type ExperimentFile, type RecordedMeasurements, readExperiments } from './experiments.ts';
import type { Recorded } from './recorded.ts';
import { readStatements, type Statement } from './statements.ts';

interface ConsoleFile extends Omit<ConsoleSetup, 'scripts'> {
  /** Names of files of the folder, in the order in which they are run. */
  readonly scripts: readonly string[];
}

const scripts = import.meta.glob<string>('/{simulations,case-studies}/*/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const consoles = import.meta.glob<ConsoleFile>('/{simulations,case-studies}/*/console.json', {
  import: 'default',
  eager: true,
});
const recordings = import.meta.glob<Recorded>('/{simulations,case-studies}/*/recorded.json', {
  import: 'default',
  eager: true,
});

const measurements = import.meta.glob<RecordedMeasurements>('/{simulations,case-studies}/*/measured.json', {
  import: 'default',
  eager: true,
});

export interface SqlFolder {
  readonly setup: ConsoleSetup;
  readonly statements: readonly Statement[];
  readonly recorded: Recorded;
}

/** Throws with what is known, or with the file that is missing. */
export function sqlFolder(name: string, where: string): SqlFolder {
  const path = Object.keys(consoles).find((file) => file.split('/')[2] === name);
  if (path === undefined)
    throw new Error(
      `no console.json in a folder "${name}", named in ${where}; known: ${Object.keys(consoles)
        .map((file) => file.split('/')[2])
        .join(', ')}`,
    );
  const folder = path.slice(0, -'/console.json'.length);
  const file = <T>(files: Readonly<Record<string, T>>, wanted: string): T => {
    const found = files[`${folder}/${wanted}`];
    if (found === undefined) throw new Error(`${folder.slice(1)}/${wanted} is missing; ${where} needs it`);
    return found;
  };
  const { scripts: names, ...rest } = consoles[path] as ConsoleFile;
  return {
    setup: { ...rest, scripts: names.map((script) => file(scripts, script)) },
    statements: readStatements(`${folder.slice(1)}/statements.sql`, file(scripts, 'statements.sql')),
    recorded: file(recordings, 'recorded.json'),
  };
}

/** The statements of a folder, if it has any. */
export function statementsOf(name: string): readonly Statement[] {
  const found = Object.entries(scripts).find(
    ([path]) => path.split('/')[2] === name && path.endsWith('/statements.sql'),
  );
  return found === undefined ? [] : readStatements(found[0].slice(1), found[1]);
}

/** The experiments of a folder (experiments.sql) with what was measured (measured.json). Throws with what is known. */
export function experimentsOf(
  name: string,
  where: string,
): ExperimentFile & { readonly measured: RecordedMeasurements } {
  const found = Object.entries(measurements).find(([path]) => path.split('/')[2] === name);
  if (found === undefined) {
    const known = Object.keys(measurements).map((path) => path.split('/')[2]);
    throw new Error(`no measured.json in a folder "${name}", named in ${where}; known: ${known.join(', ')}`);
  }
  const file = found[0].replace('measured.json', 'experiments.sql');
  const text = scripts[file];
  if (text === undefined) throw new Error(`${file.slice(1)} is missing; ${where} needs it`);
  return { ...readExperiments(file.slice(1), text), measured: found[1] };
}
