// A process of its own that starts or joins the server of a data folder, says so on stdout in one line of
// JSON, and gives the server up when its stdin ends.
import { startEmbeddedPostgres } from "../start.ts";

const [dataDir = "", settings = "{}"] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ dataDir, settings: JSON.parse(settings) });
console.log(JSON.stringify({ url: server.url, started: server.started }));
process.stdin.resume();
process.stdin.on("end", () => void server.stop());
