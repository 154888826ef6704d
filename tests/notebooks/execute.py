"""Runs every notebook from its first cell to its last, two at a time, and fails where a cell fails.

    execute.py [NAME ...]      run the notebooks whose names begin so, or all
    execute.py --update        and keep their new outputs

The notebooks hold their own checks: figures worked out twice, probabilities compared through the service.
"""

import concurrent.futures
import os
import pathlib
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "notebooks"
LARGEST = 300_000  # bytes: a page that opens at once


def run(path):
    """What is wrong with a notebook, or nothing."""
    notebook = nbformat.read(path, 4)
    started = time.monotonic()
    try:
        NotebookClient(notebook, timeout=900, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}, record_timing=False).execute()
    except CellExecutionError as error:
        return f"{path.name}: {error}"
    if "--update" in sys.argv:
        # The kernel adds what differs from machine to machine.
        notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
        nbformat.write(notebook, path)
    if path.stat().st_size > LARGEST:
        return f"{path.name}: {path.stat().st_size:,} bytes with its outputs; expected at most {LARGEST:,}."
    if not all(c.get("outputs") is not None and c.get("execution_count") for c in nbformat.read(path, 4).cells if c.cell_type == "code"):
        return f"{path.name}: has cells that were not run when it was stored; expected all outputs. Run {pathlib.Path(__file__).name} --update."
    print(f"{path.name}: {time.monotonic() - started:.0f} s", flush=True)
    return None


def main():
    wanted = [a for a in sys.argv[1:] if not a.startswith("-")]
    paths = [p for p in sorted(FOLDER.glob("*.ipynb")) if not wanted or any(p.name.startswith(w) for w in wanted)]
    if not paths:
        sys.exit(f"No notebook in {FOLDER} begins with {' or '.join(wanted) or 'anything'}.")
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        problems = [p for p in pool.map(run, paths) if p]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(paths) - len(problems)} of {len(paths)} notebooks ran through.")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
