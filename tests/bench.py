"""How long the engine takes: medians over runs, each with the command that repeats it.

``make bench`` or ``python -m tests.bench [PART …]``; parts are cpython, pyodide, browser and keys. Each browser here starts stock Pyodide, PyScript and
the planner by turns (pages in ``tests/bench/``); ``BENCH_RUNS=7`` asks for more runs, ``BENCH_LINES=5`` for other slow lines in Chromium, in Mbit/s, and
``BENCH_LINES=`` for none.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from guide_engine import api
from tests.conftest import ROOT, case_names, load_case, place_of, request_for
from tests.runtime.test_archive import SITE, runtime

RUNS = 50
MANY = (10, 100, 1000)
FORMS = ("html",)
NAME = "e-1-window-in-london"
BROWSER_RUNS = 3
# A slow telephone and a middling one.
SLOW_LINES = "1.6,10"
# The first of them also weighs what is sent, which is the same in all, and goes over slow lines.
ENGINES = ("chromium", "firefox", "webkit")
KEY_RUNS = 20
STOCK, OURS = "stock Pyodide with Jinja2", "planner, first visit"
AIMS = {OURS: "(aim: 0.25)", "planner, later visit, a new answer": "(aim: 0.10)", "planner, later visit, the plan kept": "(aim: 0.10)"}


def answered(request: str) -> str:
    """The engine's answer; a refusal would be quick and worth nothing."""
    answer = api.run(request)
    assert answer.startswith('{"ok": true'), answer[:300]
    return answer


def timed(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median of several runs, in milliseconds, after one that warms up."""
    work()
    found = []
    for _ in range(runs):
        start = perf_counter()
        work()
        found.append((perf_counter() - start) * 1000)
    return median(found)


def day_of(count: int) -> str:
    """A request for one day over so many cases: the approved ones by turns, each with its own firm and people."""
    kinds = [json.dumps(load_case(name)[0]) for name in case_names()]
    cases = [{**json.loads(kinds[n % len(kinds)].replace('"name": "', f'"name": "No. {n} ')), "organisation": f"Firm {n}"} for n in range(count)]
    codes = {str(case["place"]) for case in cases if case.get("place")}
    return json.dumps({"do": "day", "cases": cases, "places": {code: place_of({"place": code}) for code in sorted(codes)}, "today": "2026-11-22"})


def plan(*forms: str) -> str:
    """A request for one plan, with some forms of it."""
    return json.dumps(request_for(NAME, *forms))


def line(name: str, value: float, unit: str = "ms", aim: str = "") -> None:
    """One figure."""
    print(f"  {name:<44} {value:>10,.1f} {unit:<3} {aim}".rstrip(), flush=True)


def cpython() -> None:
    """One plan and many, on this Python."""
    for name, request in (("one plan", plan()), ("one plan, with the page's form of it", plan(*FORMS))):
        line(name, timed(lambda request=request: answered(request)), aim="(aim: under 5)")
    for count in MANY:
        day = day_of(count)
        taken = timed(lambda day=day: answered(day), max(3, RUNS // count))
        line(f"{count:,} cases", taken, aim="(aim: under 2,000)" if count == MANY[-1] else "")
        line(f"{count:,} cases, each", taken / count)


def pyodide() -> None:
    """The same in the built archive under Node, and the memory of many cases there."""
    found = node("tests/bench.mjs", {"runs": RUNS, "plan": plan(*FORMS), "many": [day_of(count) for count in MANY]})
    line("start, then the first plan", found["first"])
    line("one plan, with the page's form of it", found["plan"], aim="(aim: under 50)")
    for count, taken in zip(MANY, found["many"], strict=True):
        line(f"{count:,} cases", taken)
    line("memory after the start", found["before"] / 2**20, "MB")
    line("memory after 1,000 cases", found["after"] / 2**20, "MB")
    line("memory that 1,000 cases added", (found["after"] - found["before"]) / 2**20, "MB")


def browser() -> None:
    """The start in each browser beside what others send, from navigation to the first line that Python made; for the planner, to the reader's first plan."""
    runs = int(os.environ.get("BENCH_RUNS", BROWSER_RUNS))
    lines = [float(line) for line in os.environ.get("BENCH_LINES", SLOW_LINES).split(",") if line]
    print("  A later visit: the browser closed and opened again with the same profile. Slow lines and bytes: in Chromium alone, and slow lines without the planner's second worker.")
    for engine in ENGINES:
        in_full = engine == ENGINES[0]
        found = node("tests/browser/bench.mjs", {"engine": engine, "runs": runs, "lines": lines if in_full else [], "bytes": in_full})
        if "missing" in found:
            print(f"  Absent, not measured: {found['missing']}")
            continue
        print(f"  {found['name']}:")
        compared(found["times"])
        for name, reason in found["unmeasured"].items():
            print(f"  {name:<44} not measured: {reason}")
        for megabits, times in found["slow"].items():
            print(f"  {found['name']} on a line of {megabits} Mbit/s:")
            compared(times)
        weighed(found["bytes"])


def keys() -> None:
    """From a key press to the changed plan on screen, and the longest task of the page's own thread on the way."""
    found = node("tests/browser/keys.mjs", {"runs": KEY_RUNS})
    if "skipped" in found:
        print(f"  skipped: {found['skipped']}")
        return
    shown = sorted(found["shown"])
    line("key press to changed plan", median(shown), aim="(aim: under 100)")
    line("key press to changed plan, 95th percentile", shown[int(len(shown) * 0.95)])
    line("longest task on the page's thread", max(found["longest"]), aim="(aim: under 50; below 50 counts as 0)")


def weighed(bytes_sent: dict[str, dict[str, int]]) -> None:
    """What is sent for each start, packed in two ways."""
    if bytes_sent:
        print(f"  {'sent for it':<44} {'brotli 11':>10}     {'gzip 9':>10}")
    for name, sent in bytes_sent.items():
        aim = "  (aim: at most 4.2 MB)" if name == OURS else ""
        print(f"  {name:<44} {sent['br'] / 1e6:>10.2f} MB  {sent['gzip'] / 1e6:>10.2f} MB{aim}")


def compared(times: dict[str, float]) -> None:
    """Times with their ratio to stock Pyodide, measured in the same run."""
    for name, taken in times.items():
        line(name, taken, aim=f"{taken / times[STOCK]:.2f} of stock {AIMS.get(name, '')}".rstrip())


def node(script: str, asked: object) -> dict:
    """What a script prints as JSON for the built site and a request file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "asked.json"
        file.write_text(json.dumps(asked), "utf-8")
        command = [runtime.node(), script, str(SITE), str(file)]
        return json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout)


PARTS: dict[str, tuple[str, Callable[[], None]]] = {
    "cpython": (f"CPython {sys.version.split()[0]}", cpython),
    "pyodide": ("Pyodide under Node", pyodide),
    "browser": ("Browsers", browser),
    "keys": ("Browser, a key at a time", keys),
}


def main() -> None:
    """Print the figures of the named parts, or of all."""
    for name in sys.argv[1:] or PARTS:
        title, part = PARTS[name]
        runs = {"browser": os.environ.get("BENCH_RUNS", BROWSER_RUNS), "keys": 3 * KEY_RUNS}.get(name, RUNS)
        print(f"{title}, median of {runs} runs (again: python -m tests.bench {name})")
        part()


if __name__ == "__main__":
    main()
