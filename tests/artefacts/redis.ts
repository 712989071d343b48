/** A real Redis for a test: on the loopback, on a port that was free, in memory only, and stopped afterwards. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect as open, type Socket } from 'node:net';

export const redisVersion: string | undefined = /v=(\S+)/.exec(
  spawnSync('redis-server', ['--version'], { encoding: 'utf8' }).stdout ?? '',
)?.[1];

/** For the title of a test that cannot run here. */
export const withoutRedis = redisVersion === undefined ? ' (left out: no redis-server is installed)' : '';

export type Reply = string | number | null | Error | readonly Reply[];

export interface Redis {
  connect(): Promise<Connection>;
  stop(): Promise<void>;
}

export async function startRedis(): Promise<Redis> {
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'pipe'] });
  await isReady(server);
  const connections: Connection[] = [];
  return {
    async connect() {
      const socket = open(port, '127.0.0.1');
      await once(socket, 'connect');
      const connection = new Connection(socket);
      connections.push(connection);
      return connection;
    },
    async stop() {
      for (const connection of connections) connection.close();
      server.kill();
      await once(server, 'exit');
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error(`expected a port, got ${address}`);
  return address.port;
}

function isReady(server: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (said.includes('Ready to accept connections')) resolve();
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}:\n${said}`)));
  });
}

/** Speaks RESP2: an array of bulk strings out, one reply for each in, in their order. */
export class Connection {
  readonly #socket: Socket;
  readonly #waiting: ((reply: Reply) => void)[] = [];
  #unread: Buffer = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#hear(chunk));
  }

  /** Rejects with the error that the server answers. */
  async send(...words: readonly (string | number)[]): Promise<Reply> {
    const parts = words.map(String).map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
    this.#socket.write(`*${words.length}\r\n${parts.join('')}`);
    const reply = await new Promise<Reply>((resolve) => this.#waiting.push(resolve));
    if (reply instanceof Error) throw reply;
    return reply;
  }

  close(): void {
    this.#socket.destroy();
  }

  #hear(chunk: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    for (;;) {
      const read = readReply(this.#unread, 0);
      if (read === undefined) return;
      this.#unread = this.#unread.subarray(read.end);
      this.#waiting.shift()?.(read.reply);
    }
  }
}

/** Undefined while the reply is not all there yet. */
function readReply(bytes: Buffer, from: number): { reply: Reply; end: number } | undefined {
  const lineEnd = bytes.indexOf('\r\n', from);
  if (lineEnd < 0) return undefined;
  const rest = bytes.toString('utf8', from + 1, lineEnd);
  const end = lineEnd + 2;
  switch (String.fromCharCode(bytes[from] as number)) {
    case '+':
      return { reply: rest, end };
    case '-':
      return { reply: new Error(rest), end };
    case ':':
      return { reply: Number(rest), end };
    case '$': {
      const length = Number(rest);
      if (length < 0) return { reply: null, end };
      if (bytes.length < end + length + 2) return undefined;
      return { reply: bytes.toString('utf8', end, end + length), end: end + length + 2 };
    }
    case '*':
      return readArray(bytes, end, Number(rest));
    default:
      throw new Error(`expected a RESP2 reply, got "${bytes.toString('utf8', from, lineEnd)}"`);
  }
}
function readArray(bytes: Buffer, from: number, length: number): { reply: Reply; end: number } | undefined {
  const replies: Reply[] = [];
  let end = from;
  for (let i = 0; i < length; i++) {
    const read = readReply(bytes, end);
    if (read === undefined) return undefined;
    replies.push(read.reply);
    end = read.end;
  }
  return { reply: replies, end };
}
