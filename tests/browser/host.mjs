// Python on the host, for what the tests compare with: one process for each test file, one JSON line for each question.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "./chromium.mjs";

const HERE = join(ROOT, ".venv/bin/python");
const PYTHON = process.env["PYTHON"] ?? (existsSync(HERE) ? HERE : "python3");

export class Host {
  /** @type {{resolve: (answer: any) => void, reject: (fault: Error) => void}[]} */
  #waiting = [];

  constructor() {
    this.child = spawn(PYTHON, [join(ROOT, "tests/browser/host.py")], { cwd: ROOT, stdio: ["pipe", "pipe", "inherit"] });
    createInterface({ input: this.child.stdout }).on("line", (line) => {
      const { answer, fault } = JSON.parse(line);
      const next = this.#waiting.shift();
      if (fault) next?.reject(new Error(fault));
      else next?.resolve(answer);
    });
    this.child.on("exit", () => this.#waiting.forEach(({ reject }) => reject(new Error("Python stopped"))));
  }

  /** @param {object} question @returns {Promise<any>} */
  ask(question) {
    return new Promise((resolve, reject) => {
      if (this.child.exitCode !== null) return reject(new Error("Python stopped"));
      this.#waiting.push({ resolve, reject });
      this.child.stdin.write(`${JSON.stringify(question)}\n`);
      return undefined;
    });
  }

  close() {
    this.child.stdin.end();
  }
}
