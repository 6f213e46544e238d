// PouchDB: a fifth store receives what four wrote apart. Prints seconds.
// node pouch.mjs CHANGES FOLDER
import { readFileSync } from "node:fs";
import { join } from "node:path";
import PouchDB from "pouchdb";

const [, , file, folder] = process.argv;
const changes = JSON.parse(readFileSync(file, "utf8"));
const records = [...new Set(changes.map((c) => c.record))];
const open = (name) => new PouchDB(join(folder, name), { adapter: "leveldb" });

// All begin with the same empty records.
const base = records.map((_id) => ({ _id }));
const origin = open("origin");
await origin.bulkDocs(base);
const stations = [];
for (let n = 0; n < 4; n++) {
  const station = open(`station-${n}`);
  await origin.replicate.to(station);
  stations.push(station);
}
for (const [n, station] of stations.entries()) {
  const rows = (await station.allDocs({ include_docs: true })).rows;
  const docs = new Map(rows.map((row) => [row.id, row.doc]));
  // A write replaces the whole document: what a station wrote to one is
  // carried as one revision.
  for (const c of changes) if (c.station === n) docs.get(c.record)[c.field] = c.value;
  await station.bulkDocs([...docs.values()]);
}
const here = open("here");
await origin.replicate.to(here);
const began = process.hrtime.bigint();
for (const station of stations) await station.replicate.to(here, { batch_size: 1000 });
console.log(Number(process.hrtime.bigint() - began) / 1e9);
process.exit(0);
