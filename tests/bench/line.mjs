/**
 * A slow line in front of a server: so many bits a second for all connections together, and a while for each answer to set out. Chromium's own
 * throttling gives a worker's worker, such as our second one (compiling.mjs), a line to itself.
 */
import { connect, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

const DELAY = 60;
const PIECE = 4096;

/** @param {string} origin @param {number} megabits */
export async function slow(origin, megabits) {
  const { hostname, port } = new URL(origin);
  const bytesPerMillisecond = (megabits * 1_000_000) / 8 / 1000;
  let free = Date.now();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const end = () => (near.destroy(), far.destroy());
    near.on("error", end).on("close", end);
    // What the server has said before it left is still on its way.
    far.on("error", end);
    near.on("data", (data) => void pause(DELAY / 2).then(() => far.writable && far.write(data)));
    void (async () => {
      for await (const data of far) {
        for (let at = 0; at < data.length; at += PIECE) {
          const piece = data.subarray(at, at + PIECE);
          free = Math.max(free, Date.now()) + piece.length / bytesPerMillisecond;
          if (free > Date.now()) await pause(free - Date.now());
          if (near.destroyed) return;
          // Timers of one length keep their order.
          setTimeout(() => near.writable && near.write(piece), DELAY / 2);
        }
      }
      setTimeout(() => near.end(), DELAY / 2);
    })().catch(end);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { origin: `http://127.0.0.1:${address.port}`, close: () => new Promise((/** @type {(done: void) => void} */ done) => void server.close(() => done())) };
}
