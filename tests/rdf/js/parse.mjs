// Reads a file as strictly as n3.js and jsonld.js do and writes its quads, one a line.
// With a third argument, a frame, it writes the framed JSON-LD instead.
import { readFileSync } from "node:fs";
import jsonld from "jsonld";
import { Parser, Writer } from "n3";

const FORMATS = { ttl: "text/turtle", nt: "N-Triples", trig: "application/trig", nq: "N-Quads" };
const documentLoader = (url) => {
  throw new Error(`nothing may be fetched: ${url}`);
};

const [path, frame] = process.argv.slice(2);
const text = readFileSync(path, "utf-8");
const end = path.split(".").pop();
if (frame) {
  const framed = await jsonld.frame(JSON.parse(text), JSON.parse(readFileSync(frame, "utf-8")), {
    documentLoader,
  });
  console.log(JSON.stringify(framed));
} else if (end === "jsonld") {
  const format = "application/n-quads";
  process.stdout.write(await jsonld.toRDF(JSON.parse(text), { format, documentLoader }));
} else {
  const writer = new Writer({ format: "N-Quads" });
  process.stdout.write(writer.quadsToString(new Parser({ format: FORMATS[end] }).parse(text)));
}
