#!/usr/bin/env node
import { existsSync } from "node:fs";

const cli = new URL("../dist/cli/main.js", import.meta.url);
if (existsSync(cli)) process.exitCode = await (await import(cli.href)).main(process.argv.slice(2), process.stdout, process.stderr);
else process.exitCode = (process.stderr.write('willpass is not built yet: run "npm ci && npm run build" in the folder js\n'), 2);
