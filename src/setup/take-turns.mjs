/** Two builds into one folder would tear each other apart: the second waits for the first. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { inRepository } from './say.mjs';

const folder = inRepository('node_modules/.cache/faultline');
const lock = `${folder}/building`;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function take() {
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    // Left behind by a build that was killed.
    if (existsSync(lock) && !isAlive(Number(readFileSync(lock, 'utf8')))) rmSync(lock, { force: true });
    return false;
  }
}

/** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
export async function withOneBuildAtATime(work) {
  let told = false;
  while (!take()) {
    if (!told) console.log('Another build is running here; waiting for it …');
    told = true;
    await pause(300);
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
