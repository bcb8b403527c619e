// Plays people on Matrix. Reads one order a line on standard input, {id, who, verb, ...}, and writes one answer a
// line on standard output, {id, ok} or {id, error}. One process plays everybody.
import "./polyfill.js";
import { createInterface } from "node:readline";

const { logger } = await import("matrix-js-sdk/lib/logger.js");
logger.setLevel("silent", false);
for (const level of ["debug", "info", "log", "warn"]) console[level] = () => {}; // stdout is for answers alone

const { Person } = await import("./person.js");
const people = new Map();

async function obey({ who, verb, ...order }) {
  if (verb === "login") {
    people.set(who, await Person.login(order));
    return people.get(who).client.getUserId();
  }
  const person = people.get(who);
  if (!person) throw new Error(`${who} has not logged in`);
  if (verb === "stop") people.delete(who);
  else await person.lookUp(verb);
  return person[verb](order);
}

function answer(line) {
  process.stdout.write(JSON.stringify(line) + "\n");
}

// A client's background work may fail after its person has stopped: told, but not fatal for the others.
process.on("unhandledRejection", (error) => process.stderr.write(`unhandled: ${error?.stack ?? error}\n`));

const orders = createInterface({ input: process.stdin });
orders.on("line", (line) => {
  const { id, ...order } = JSON.parse(line);
  obey(order).then(
    (ok) => answer({ id, ok: ok ?? null }),
    (error) => answer({ id, error: String(error?.message ?? error), code: error?.errcode ?? null }),
  );
});
orders.on("close", () => process.exit(0));
answer({ ready: true });
